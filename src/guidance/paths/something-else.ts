import { z } from 'zod';
import { guidancePath } from '../path.ts';

/** What no other path describes: a user, with the reason, one approval level higher. */
export const somethingElse = guidancePath({
  id: 'something-else',
  family: 'Elsewhere',
  name: 'Something else',
  title: 'Tell us what it is',
  advice:
    'Say what needs access and why it can’t have a role. Approvers read it, and one level more has to agree.',
  questions: [
    {
      name: 'reason',
      label: 'What it is, and why a role won’t do',
      hint: 'It stays on the user as a tag. No secrets.',
      input: { kind: 'paragraph', maxLength: 500 },
    },
  ],
  leadsTo: 'user-with-reason',
  sources: [
    {
      title: 'Security best practices in IAM (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    },
  ],
  Answers: z.object({
    reason: z
      .string({ error: 'Say it in a sentence.' })
      .trim()
      .min(10, 'Say it in a sentence. Approvers read it, and it stays on the user.')
      .max(500, 'That is longer than 500 characters.'),
  }),
  reach: ({ reason }) => ({ kind: 'user', reason }),
});

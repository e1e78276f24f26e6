import { z } from 'zod';
import { typed } from '../answer-text.ts';
import { guidancePath } from '../path.ts';
import { text } from '../question.ts';

/** The only path on which a user is the answer: the documentation has to say so, and stays on the user. */
export const thirdPartyKeys = guidancePath({
  id: 'third-party-keys',
  family: 'Elsewhere',
  name: 'A vendor’s product that can only take access keys',
  title: 'A user it is, as small as possible',
  advice:
    'Say which product it is, and where its documentation says that it takes keys only. The answer goes on the user as a tag, so that the next review knows why it is there.',
  questions: [
    { name: 'vendor', label: 'Product', placeholder: 'Datadog forwarder', input: text(60) },
    {
      name: 'documentation',
      label: 'Its documentation',
      placeholder: 'https://docs.example.com/forwarder#keys',
      hint: 'The page that says it takes access keys and can’t assume a role.',
      input: text(),
    },
  ],
  leadsTo: 'user',
  sources: [
    {
      title: 'Security best practices in IAM (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    },
  ],
  Answers: z.object({
    vendor: typed(/^[\p{L}\p{N}][\p{L}\p{N} _.&()+/-]*$/u, 'Name the product in letters and digits.', 60),
    documentation: typed(
      /^https:\/\/[a-z0-9](?:[a-z0-9-]*\.)+[a-z0-9-]+(?:[/?#][\w./?#&=%+:~@,;-]*)?$/i,
      'Give the link to the product’s documentation, beginning with https://.',
    ),
  }),
  reach: ({ vendor, documentation }) => ({
    kind: 'user',
    reason: `${vendor} takes keys only, ${documentation}`,
  }),
});

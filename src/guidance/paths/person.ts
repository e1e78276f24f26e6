import { z } from 'zod';
import { guidancePath } from '../path.ts';

/** Ends without a user, always; the page links to Identity Center as the configuration names it. */
export const person = guidancePath({
  id: 'person',
  family: 'Elsewhere',
  name: 'A person',
  title: 'People sign in through IAM Identity Center',
  advice:
    'A person gets no IAM user here. Identity Center gives the console and the command line short-lived credentials, and leaves with the person.',
  questions: [],
  leadsTo: 'no-user',
  sources: [
    {
      title: 'Security best practices in IAM: require human users to use federation (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    },
  ],
  Answers: z.object({}),
  reach: () => ({
    kind: 'errors',
    errors: { path: 'People sign in through IAM Identity Center. There is no user for it.' },
  }),
});

import { type GuidancePath, whyNotARole } from './path.ts';

export const somethingElse: GuidancePath = {
  id: 'something-else',
  question: 'Something else',
  title: 'Tell us what it is',
  advice:
    'Say what needs access and why it can’t have a role. An approver reads it, one level higher than usual.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  userNeeded: 'if-they-insist',
  asks: whyNotARole,
};

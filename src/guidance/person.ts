import type { GuidancePath } from './path.ts';

export const person: GuidancePath = {
  id: 'person',
  question: 'It is a person',
  title: 'People sign in through IAM Identity Center',
  advice:
    'A person gets no IAM user here. Identity Center gives the console and the command line short-lived credentials, and leaves with the person.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  userNeeded: 'no',
};

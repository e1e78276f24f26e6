import { type GuidancePath, whyNotARole } from './path.ts';

export const ciOidc: GuidancePath = {
  id: 'ci-oidc',
  question: 'A pipeline: GitHub Actions, GitLab CI, CircleCI, Bitbucket, …',
  title: 'Use OpenID Connect federation, not a user',
  advice:
    'The pipeline exchanges its own signed token for short-lived credentials. The trust policy names one repository and one branch or environment, so nothing is stored in the pipeline’s secrets.',
  material: {
    label: 'Trust policy for GitHub Actions (put your account, organization and repository in)',
    code: JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              Federated: 'arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com',
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
                'token.actions.githubusercontent.com:sub': 'repo:ORGANIZATION/REPOSITORY:ref:refs/heads/main',
              },
            },
          },
        ],
      },
      undefined,
      2,
    ),
  },
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  userNeeded: 'if-they-insist',
  asks: whyNotARole,
};

import { type GuidancePath, whyNotARole } from './path.ts';

export const otherCloud: GuidancePath = {
  id: 'other-cloud',
  question: 'It runs in Google Cloud, Azure or another Kubernetes cluster',
  title: 'Use web identity federation, not a user',
  advice:
    'Google Cloud, Azure and Kubernetes clusters issue OpenID Connect tokens. Register the issuer as an identity provider and let one service account assume one role with sts:AssumeRoleWithWebIdentity.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html',
  userNeeded: 'if-they-insist',
  asks: whyNotARole,
};

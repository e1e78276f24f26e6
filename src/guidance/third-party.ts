import { type GuidancePath, whyNotARole } from './path.ts';

export const thirdPartyRole: GuidancePath = {
  id: 'third-party-role',
  question: 'A vendor’s product that can assume a role',
  title: 'Use a cross-account role with an external id, not a user',
  advice:
    'The vendor assumes a role of ours from its own account. The external id, made by the vendor or by us and never shared with anybody else, keeps other customers of the vendor out.',
  material: {
    label: 'Trust policy (put the vendor’s account and the external id in)',
    code: JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::VENDOR-ACCOUNT:root' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': 'EXTERNAL-ID' } },
          },
        ],
      },
      undefined,
      2,
    ),
  },
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
  userNeeded: 'if-they-insist',
  asks: whyNotARole,
};

export const thirdPartyKeys: GuidancePath = {
  id: 'third-party-keys',
  question: 'A vendor’s product that can only take access keys',
  title: 'A user it is, as small as possible',
  advice:
    'Say which product, and link the page of its documentation that says it takes keys only. The answer goes on the user as a tag, so that the next review knows why it is there.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  userNeeded: 'yes',
  asks: {
    label: 'Which product, and where its documentation says so',
    hint: 'For example: Datadog forwarder, https://docs.example.com/forwarder#keys',
    needsLink: true,
  },
};

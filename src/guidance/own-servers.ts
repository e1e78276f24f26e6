import { type GuidancePath, whyNotARole } from './path.ts';

export const ownServers: GuidancePath = {
  id: 'own-servers',
  question: 'It runs on our own servers',
  title: 'Use IAM Roles Anywhere, not a user',
  advice:
    'A server with a certificate of your own certificate authority gets short-lived credentials. Register the authority as a trust anchor, make a profile for the role, and run the credential helper on the server.',
  material: {
    label: 'In the server’s ~/.aws/config',
    code: [
      '[profile default]',
      'credential_process = aws_signing_helper credential-process --certificate /path/cert.pem --private-key /path/key.pem --trust-anchor-arn ANCHOR --profile-arn PROFILE --role-arn ROLE',
    ].join('\n'),
  },
  source: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html',
  userNeeded: 'if-they-insist',
  asks: whyNotARole,
};

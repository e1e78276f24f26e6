import { EXTERNAL_ID } from './scenario.ts';
import { channelIds, groupIds, people } from './workspace.ts';

/** The sandbox's `chatelaine.yaml`, as a value: what its organization and its workspace need. */
export const sandboxConfiguration = {
  aws: {
    region: 'eu-west-1',
    mode: {
      kind: 'organization',
      memberRole: 'ChatelaineMember',
      externalId: EXTERNAL_ID,
      exclude: ['111122223333'],
    },
  },
  channels: { approvals: channelIds.approvals, security: channelIds.security, audit: channelIds.audit },
  accounts: [
    { id: '123456789012', name: 'prod-eu', environment: 'production', region: 'eu-west-1' },
    { id: '234567890123', name: 'staging', environment: 'staging', region: 'eu-west-1' },
    { id: '345678901234', name: 'sandbox-dev', environment: 'development', region: 'eu-central-1' },
  ],
  environments: ['production', 'staging', 'development'],
  defaultEnvironment: 'development',
  teams: [
    { id: 'platform', name: 'Platform', channel: channelIds.teamPlatform, group: groupIds.teamPlatform },
    { id: 'data', name: 'Data' },
    { id: 'payments', name: 'Payments' },
  ],
  approvers: [
    { id: 'platform-approvers', name: 'Platform approvers', groups: [groupIds.platformApprovers] },
    { id: 'security', name: 'Security', groups: [groupIds.securityApprovers], users: [people.responder] },
  ],
  responders: { groups: [groupIds.responders] },
  tags: { required: [{ key: 'cost-center', format: '[0-9]{4}' }] },
  bundles: [
    {
      id: 'metrics-read',
      title: 'Metrics, read',
      may: 'read CloudWatch metrics, dashboards and alarms',
      risk: 'low',
      group: 'chatelaine-metrics-read',
      managedPolicies: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
    },
    {
      id: 'backup-write',
      title: 'Backups, write',
      may: 'put objects into the backup bucket; never read or delete them',
      risk: 'medium',
      group: 'chatelaine-backup-write',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
            Resource: 'arn:aws:s3:::hearth-backups/*',
          },
        ],
      },
    },
    {
      id: 's3-read-all',
      title: 'Objects, read everything',
      may: 'read every object of every bucket in the account',
      risk: 'high',
      group: 'chatelaine-s3-read-all',
      managedPolicies: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
    },
    {
      id: 'everything-dev',
      title: 'Read everything',
      may: 'read the configuration of every service, for experiments',
      risk: 'medium',
      group: 'chatelaine-everything-dev',
      environments: ['development'],
      managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    },
  ],
  rules: [
    { when: { risk: 'sensitive' }, require: { kind: 'two', from: ['platform-approvers', 'security'] } },
    {
      when: { environment: 'production', risk: 'standard' },
      require: { kind: 'one', from: ['platform-approvers', 'security'] },
    },
  ],
  users: { breakGlass: ['break-glass-1'] },
  links: { identityCenter: 'https://hearth.awsapps.com/start' },
  inventory: { scans: 'off' },
};

/** What makes the bot look around by itself: for the sandbox that people see, and for tests about it. */
export const watchfulConfiguration = {
  accounts: sandboxConfiguration.accounts.map((account) =>
    account.name === 'prod-eu' ? { ...account, findingsChannel: channelIds.prodEu } : account,
  ),
  calendar: { timeZone: 'Europe/Berlin' },
  inventory: { scans: '0 5 * * *' },
  digest: { publicChannels: [channelIds.prodEu, channelIds.teamPlatform] },
};

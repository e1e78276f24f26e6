import { boundaryArn } from '../aws/roles.ts';
import type { UserSeed } from '../aws/seed.ts';
import { allow, awsPolicy, HOURS, key, known, type ScenarioOwners } from './vocabulary.ts';

export const SANDBOX_DEV = '345678901234';

/** The playground: ten users, few rules. */
export function sandboxDevUsers(owners: ScenarioOwners): readonly UserSeed[] {
  return [
    {
      name: 'svc-prototype',
      path: '/chatelaine/',
      createdDaysAgo: 60,
      boundary: boundaryArn(SANDBOX_DEV),
      groups: ['objects-read'],
      tags: known({
        owner: owners.developer,
        team: 'platform',
        purpose: 'search prototype',
        environment: 'development',
        request: 'IAM-5',
        endsInDays: -2,
        kind: 'service',
      }),
      keys: [key(60, { daysAgo: 20, of: 's3' })],
    },
    {
      name: 'admin',
      createdDaysAgo: 1480,
      attached: [awsPolicy('AdministratorAccess')],
      console: { createdDaysAgo: 1480, lastUsedDaysAgo: 30 },
      keys: [key(1480, { daysAgo: 400, of: 'ec2' })],
    },
    {
      name: 'hackathon-2024',
      createdDaysAgo: 760,
      attached: [awsPolicy('PowerUserAccess')],
      keys: [key(760, { daysAgo: 755, of: 'lambda' })],
    },
    {
      name: 'iot-demo',
      createdDaysAgo: 500,
      inline: { iot: allow('iot:*') },
      certificates: [{ createdDaysAgo: 500 }, { createdDaysAgo: 900, active: false }],
      keys: [key(500, { daysAgo: 70, of: 'iotdata' })],
    },
    {
      name: 'svc-policy-bot',
      createdDaysAgo: 330,
      inline: { policies: allow(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion']) },
      tags: known({ owner: owners.security, team: 'security', environment: 'development' }),
      keys: [key(330, { daysAgo: 10, of: 'iam', in: 'us-east-1' })],
    },
    {
      name: 'svc-notebook',
      createdDaysAgo: 140,
      attached: [awsPolicy('AmazonS3ReadOnlyAccess')],
      tags: known({ owner: owners.developer, team: 'data', environment: 'development' }),
      keys: [key(140, { daysAgo: 9, of: 's3' })],
    },
    {
      name: 'wolfgang',
      createdDaysAgo: 900,
      groups: ['developers'],
      console: { createdDaysAgo: 900 },
      keys: [key(300, { daysAgo: 5 * HOURS, of: 's3' })],
    },
    {
      name: 'intern-summer',
      createdDaysAgo: 530,
      groups: ['developers'],
      console: { createdDaysAgo: 530, lastUsedDaysAgo: 440 },
    },
    { name: 'test-user', createdDaysAgo: 1100 },
    {
      name: 'svc-keyspaces',
      createdDaysAgo: 260,
      inline: { tables: allow('cassandra:Select') },
      tags: known({ owner: owners.leaver, team: 'data', environment: 'development' }),
      serviceCredentials: [
        { service: 'cassandra.amazonaws.com', createdDaysAgo: 260 },
        { service: 'cassandra.amazonaws.com', createdDaysAgo: 90, active: false },
      ],
    },
  ];
}

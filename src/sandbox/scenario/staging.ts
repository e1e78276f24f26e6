import { boundaryArn } from '../aws/roles.ts';
import type { UserSeed } from '../aws/seed.ts';
import { allow, awsPolicy, HOURS, key, known, onlyFrom, type ScenarioOwners } from './vocabulary.ts';

export const STAGING = '234567890123';

/** Staging: twelve users, mostly tools that somebody set up once. */
export function stagingUsers(owners: ScenarioOwners): readonly UserSeed[] {
  return [
    {
      name: 'svc-synthetics',
      path: '/chatelaine/',
      createdDaysAgo: 25,
      boundary: boundaryArn(STAGING),
      groups: ['metrics-read'],
      inline: { 'source-network': onlyFrom('198.51.100.64/26') },
      tags: known({
        owner: owners.developer,
        team: 'platform',
        purpose: 'synthetic checks',
        environment: 'staging',
        usedFrom: 'vendor',
        request: 'IAM-9',
        endsInDays: 90,
        kind: 'service',
      }),
      keys: [key(25, { daysAgo: 5 * HOURS, of: 'monitoring' })],
    },
    {
      name: 'svc-newcomer',
      path: '/chatelaine/',
      createdDaysAgo: 9,
      boundary: boundaryArn(STAGING),
      groups: ['objects-read'],
      tags: known({
        owner: owners.developer,
        team: 'platform',
        purpose: 'load tests',
        environment: 'staging',
        request: 'IAM-11',
        endsInDays: 80,
        kind: 'service',
      }),
      keys: [key(9)],
    },
    {
      name: 'gitlab-runner',
      createdDaysAgo: 540,
      attached: [awsPolicy('PowerUserAccess')],
      tags: known({ owner: owners.operations, team: 'build', environment: 'stage', adopted: 'IAM-1' }),
      keys: [key(540, { daysAgo: 6 * HOURS, of: 'ec2' })],
    },
    {
      name: 'circleci',
      createdDaysAgo: 830,
      inline: { deploy: allow(['s3:*', 'cloudfront:CreateInvalidation']) },
      keys: [key(830, { daysAgo: 410, of: 's3' })],
    },
    {
      name: 'svc-cypress',
      createdDaysAgo: 310,
      groups: ['objects-read'],
      tags: { team: 'web', Environment: 'staging' },
      keys: [key(310, { daysAgo: 52, of: 's3' })],
    },
    {
      name: 'svc-flyway',
      createdDaysAgo: 400,
      inline: { db: allow('rds-db:connect') },
      tags: known({ owner: owners.leaver, team: 'data', environment: 'staging' }),
      keys: [key(400, { daysAgo: 1, of: 'rds' })],
    },
    {
      name: 'svc-logship',
      createdDaysAgo: 620,
      attached: [awsPolicy('CloudWatchLogsFullAccess')],
      tags: known({ owner: owners.lead, team: 'platform', environment: 'staging' }),
      serviceCredentials: [{ service: 'logs.amazonaws.com', createdDaysAgo: 200, expiresInDays: 20 }],
      keys: [key(620, { daysAgo: 2 * HOURS, of: 'logs' })],
    },
    {
      name: 'svc-git-mirror',
      createdDaysAgo: 1300,
      attached: [awsPolicy('AWSCodeCommitPowerUser')],
      sshKeys: [{ createdDaysAgo: 1300 }, { createdDaysAgo: 1500, active: false }],
      serviceCredentials: [{ service: 'codecommit.amazonaws.com', createdDaysAgo: 1300 }],
    },
    {
      name: 'svc-qa-portal',
      createdDaysAgo: 220,
      groups: ['developers'],
      console: { createdDaysAgo: 220, lastUsedDaysAgo: 12 },
      tags: known({ owner: owners.lead, team: 'platform', environment: 'staging', kind: 'service' }),
    },
    {
      name: 'maria.rossi',
      createdDaysAgo: 480,
      groups: ['developers'],
      console: { createdDaysAgo: 120, lastUsedDaysAgo: 1 },
      mfa: 'virtual',
    },
    {
      name: 'joe.contractor',
      createdDaysAgo: 365,
      groups: ['developers'],
      console: { createdDaysAgo: 365, lastUsedDaysAgo: 240 },
      keys: [{ ...key(365, { daysAgo: 241, of: 'ec2' }), active: false }],
    },
    {
      name: 'loadtest',
      createdDaysAgo: 700,
      attached: [awsPolicy('AmazonEC2FullAccess')],
      keys: [key(700), key(690, { daysAgo: 500, of: 'ec2' })],
    },
  ];
}

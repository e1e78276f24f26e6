import { boundaryArn, quarantineArn } from '../aws/roles.ts';
import type { UserSeed } from '../aws/seed.ts';
import { allow, awsPolicy, HOURS, key, known, onlyFrom, type ScenarioOwners } from './vocabulary.ts';

export const PROD_EU = '123456789012';

/** Production: eighteen users, from the exemplary to the frightening. */
export function prodEuUsers(owners: ScenarioOwners): readonly UserSeed[] {
  const boundary = boundaryArn(PROD_EU);
  const path = '/chatelaine/';
  return [
    // As it should be.
    {
      name: 'svc-datadog',
      path,
      createdDaysAgo: 40,
      boundary,
      groups: ['metrics-read'],
      inline: { 'source-network': onlyFrom('198.51.100.0/24') },
      tags: known({
        owner: owners.developer,
        team: 'platform',
        purpose: 'ship CloudWatch metrics to Datadog',
        environment: 'production',
        usedFrom: 'Datadog EU',
        request: 'IAM-7',
        endsInDays: 180,
        kind: 'service',
      }),
      keys: [key(40, { daysAgo: 1 * HOURS, of: 'monitoring' })],
    },
    {
      name: 'svc-statuspage',
      path,
      createdDaysAgo: 75,
      boundary,
      groups: ['metrics-read'],
      inline: { 'source-network': onlyFrom('192.0.2.128/25') },
      tags: known({
        owner: owners.lead,
        team: 'platform',
        purpose: 'status page metrics',
        environment: 'production',
        usedFrom: 'vendor',
        request: 'IAM-3',
        endsInDays: 12,
        kind: 'service',
      }),
      keys: [key(75, { daysAgo: 3 * HOURS, of: 'monitoring' })],
    },
    // Old keys, in daily use.
    {
      name: 'svc-backup',
      createdDaysAgo: 1120,
      groups: ['objects-read'],
      attached: [awsPolicy('AmazonS3FullAccess')],
      tags: known({
        owner: owners.lead,
        team: 'platform',
        purpose: 'nightly off-site backup',
        environment: 'production',
      }),
      keys: [key(412, { daysAgo: 2 * HOURS, of: 's3' }, 'Q7TA')],
    },
    {
      name: 'jenkins-old',
      createdDaysAgo: 1400,
      attached: [awsPolicy('AmazonEC2ContainerRegistryPowerUser')],
      inline: { deploy: allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction', 'ecs:*']) },
      tags: known({
        owner: owners.operations,
        team: 'build',
        purpose: 'container builds',
        environment: 'production',
      }),
      keys: [key(640, { daysAgo: 4 * HOURS, of: 'ecr' }, 'A1'), key(230, { daysAgo: 97, of: 'ecr' }, 'B9')],
    },
    {
      name: 'svc-terraform',
      createdDaysAgo: 900,
      attached: [awsPolicy('AdministratorAccess')],
      tags: known({ owner: owners.operations, team: 'build', environment: 'production' }),
      keys: [key(520, { daysAgo: 1, of: 'ec2' })],
    },
    // Nobody's.
    {
      name: 'svc-legacy-ftp',
      createdDaysAgo: 203,
      attached: [awsPolicy('AmazonS3FullAccess')],
      keys: [key(203, undefined, 'M2PX')],
    },
    {
      name: 'svc-reporting',
      createdDaysAgo: 800,
      groups: ['objects-read'],
      keys: [key(800, { daysAgo: 61, of: 'athena' })],
    },
    {
      name: 'temp-migration',
      createdDaysAgo: 460,
      attached: [awsPolicy('PowerUserAccess')],
      keys: [key(460, { daysAgo: 301, of: 'dms' })],
    },
    {
      name: 'svc-mailer',
      createdDaysAgo: 700,
      attached: [awsPolicy('AmazonSESFullAccess')],
      tags: known({ owner: owners.leaver, team: 'growth', purpose: 'newsletter', environment: 'production' }),
      keys: [key(700, { daysAgo: 8 * HOURS, of: 'ses' })],
    },
    // Three keys: the quota is racy.
    {
      name: 'svc-etl',
      createdDaysAgo: 350,
      groups: ['objects-read'],
      tags: known({
        owner: owners.developer,
        team: 'data',
        purpose: 'warehouse load',
        environment: 'production',
      }),
      keys: [key(350, { daysAgo: 120, of: 's3' }), key(34, { daysAgo: 1 * HOURS, of: 's3' }), key(34)],
    },
    {
      name: 'svc-invoices',
      createdDaysAgo: 290,
      groups: ['objects-read'],
      tags: known({
        owner: owners.lead,
        team: 'platform',
        purpose: 'invoice archive',
        environment: 'production',
        endsInDays: -9,
      }),
      keys: [{ ...key(290, { daysAgo: 75, of: 's3' }), active: false }, key(80, { daysAgo: 1, of: 's3' })],
    },
    {
      name: 'svc-search',
      createdDaysAgo: 96,
      attached: [quarantineArn(PROD_EU)],
      inline: { index: allow('es:ESHttp*') },
      tags: {
        ...known({ owner: owners.developer, team: 'platform', environment: 'production' }),
        'chatelaine:quarantined': { daysFromNow: -41 },
      },
      keys: [{ ...key(96, { daysAgo: 44, of: 'es' }), active: false }],
    },
    {
      name: 'svc-leaked',
      createdDaysAgo: 510,
      attached: [awsPolicy('AWSCompromisedKeyQuarantineV3'), awsPolicy('AmazonSQSFullAccess')],
      tags: known({ owner: owners.developer, team: 'platform', environment: 'production' }),
      keys: [key(510, { daysAgo: 3, of: 'sts', in: 'us-east-1' })],
    },
    {
      name: 'svc-assistant',
      createdDaysAgo: 210,
      attached: [awsPolicy('AmazonBedrockLimitedAccess')],
      tags: known({ owner: owners.lead, team: 'data', environment: 'production' }),
      serviceCredentials: [{ service: 'bedrock.amazonaws.com', createdDaysAgo: 210 }],
    },
    // People.
    {
      name: 'anna.keller',
      createdDaysAgo: 980,
      groups: ['administrators'],
      console: { createdDaysAgo: 400, lastUsedDaysAgo: 2 },
      keys: [key(380, { daysAgo: 2, of: 'iam', in: 'us-east-1' })],
    },
    {
      name: 'tom.brandt',
      createdDaysAgo: 760,
      groups: ['developers'],
      console: { createdDaysAgo: 760, lastUsedDaysAgo: 170 },
      mfa: 'virtual',
    },
    {
      name: 'break-glass-1',
      createdDaysAgo: 600,
      groups: ['administrators'],
      console: { createdDaysAgo: 60 },
      mfa: 'hardware',
      tags: {
        ...known({ owner: owners.security, team: 'security', kind: 'human' }),
        'chatelaine:break-glass': 'true',
      },
    },
    {
      name: 'auditor.external',
      createdDaysAgo: 150,
      attached: [awsPolicy('SecurityAudit')],
      console: { createdDaysAgo: 150, resetRequired: true },
    },
  ];
}

import { Exemption, type Finding, type RuleId } from '../../src/domain/finding.ts';
import { type Account, House } from '../../src/domain/house.ts';
import {
  AccessKeyId,
  AccountId,
  ChannelId,
  GroupName,
  PolicyArn,
  UserId,
  UserName,
} from '../../src/domain/ids.ts';
import type { Inventory, InventoryKey, InventoryUser, Reading } from '../../src/domain/inventory.ts';
import { canonicalJson, sha256 } from '../../src/domain/json.ts';
import { createJudgements } from '../../src/findings/access.ts';
import { evaluate } from '../../src/findings/index.ts';
import type { Settings } from '../../src/findings/rule.ts';

export const NOW = '2026-11-25T08:00:00.000Z';
export const ACCOUNT = AccountId.parse('123456789012');
const DAY_MS = 86_400_000;

/** So many days before now, fractions allowed; a threshold is passed by a second more. */
export const ago = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();
export const SECOND = 1 / 86_400;

export const house = (change: object = {}): House =>
  House.parse({
    channels: { approvals: 'C1', security: 'C2', audit: 'C3' },
    environments: ['production', 'staging'],
    teams: [{ id: 'platform', name: 'Platform' }],
    approvers: [{ id: 'security', name: 'Security', users: ['U1'] }],
    bundles: [{ id: 'metrics', title: 'Metrics', may: 'read metrics', risk: 'low', group: 'metrics' }],
    users: { breakGlass: ['break-glass-1'] },
    ...change,
  });

export const account: Account = {
  id: ACCOUNT,
  name: 'prod-eu',
  environment: 'production',
  region: 'eu-west-1',
  channel: ChannelId.parse('C9'),
};

export const policyArn = (name: string, owner = 'aws') =>
  PolicyArn.parse(`arn:aws:iam::${owner}:policy/${name}`);
export const BOUNDARY = policyArn('chatelaine/chatelaine-boundary', ACCOUNT);

const documents: Readonly<Record<string, object>> = {
  AdministratorAccess: allow('*'),
  ReadOnly: allow('cloudwatch:Get*'),
  PassAndRun: allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']),
  'chatelaine/chatelaine-boundary': {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
    ],
  },
  network: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      },
    ],
  },
};

function allow(action: string | readonly string[]): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] };
}

const textOf = (name: string) => canonicalJson(documents[name]);
export const inline = (policyName: string, document: string) => ({
  policyName,
  documentHash: sha256(textOf(document)),
});

/** A key that nothing is to be said of: ten days old, used an hour ago. */
export const key = (change: Partial<InventoryKey> = {}): InventoryKey => ({
  id: AccessKeyId.parse('AKIAEXAMPLEEXAMQ7TA'),
  isActive: true,
  createdAt: ago(10),
  use: { kind: 'used', at: ago(1 / 24), service: 's3', region: 'eu-west-1' },
  ...change,
});

export const tags = (change: Readonly<Record<string, string | undefined>> = {}) =>
  Object.entries({
    'chatelaine:owner': 'U042',
    'chatelaine:team': 'platform',
    'chatelaine:request': 'IAM-7',
    'chatelaine:ends': '2027-05-01',
    ...change,
  }).flatMap(([name, value]) => (value === undefined ? [] : [{ key: name, value }]));

/** A user as it should be: nothing is to be said of it. */
export const user = (change: Partial<InventoryUser> = {}): InventoryUser => ({
  userName: UserName.parse('svc-datadog'),
  userId: UserId.parse('AIDAEXAMPLEEXAMPLE01'),
  arn: `arn:aws:iam::${ACCOUNT}:user/chatelaine/svc-datadog`,
  path: '/chatelaine/',
  createdAt: ago(20),
  tags: tags(),
  boundaryArn: BOUNDARY,
  groups: [GroupName.parse('metrics')],
  attachedPolicies: [],
  inlinePolicies: [inline('chatelaine-source-network', 'network')],
  keys: [key()],
  keysAsOf: ago(2 / 24),
  password: { kind: 'none' },
  hasMfa: false,
  otherCredentials: [],
  notLookedAt: [],
  credentialsAsOf: ago(2 / 24),
  ...change,
});

/** A person as one should be, if there has to be one. */
export const person = (change: Partial<InventoryUser> = {}): InventoryUser =>
  user({
    userName: UserName.parse('anna.keller'),
    tags: tags({ 'chatelaine:kind': 'human' }),
    keys: [],
    password: { kind: 'set', changedAt: ago(10), use: { kind: 'used', at: ago(1) } },
    hasMfa: true,
    ...change,
  });

export const inventory = (change: Partial<Inventory> = {}): Inventory => ({
  accountId: ACCOUNT,
  readAt: NOW,
  users: [],
  groups: { metrics: { attachedPolicies: [policyArn('ReadOnly')], inlinePolicies: [] } },
  policies: {
    ...Object.fromEntries(
      ['AdministratorAccess', 'ReadOnly', 'PassAndRun'].map((name) => [
        policyArn(name),
        sha256(textOf(name)),
      ]),
    ),
    [BOUNDARY]: sha256(textOf('chatelaine/chatelaine-boundary')),
  },
  documents: Object.fromEntries(Object.keys(documents).map((name) => [sha256(textOf(name)), textOf(name)])),
  root: { hasMfa: true, hasKeys: false, hasPassword: true, passwordUse: { kind: 'never' } },
  passwordPolicy: {
    minimumLength: 14,
    requiresSymbols: false,
    requiresNumbers: false,
    requiresUppercase: false,
    requiresLowercase: false,
    remembersLast: 24,
  },
  credentials: { kind: 'report', generatedAt: ago(2 / 24) },
  gaps: [],
  ...change,
});

export const read = (change: Partial<Inventory> = {}): Reading => ({
  kind: 'read',
  inventory: inventory(change),
});

export function find(reading: Reading, change: Partial<Settings> = {}): readonly Finding[] {
  const settings: Settings = { house: house(), account, judgements: createJudgements(), ...change };
  return evaluate(reading, settings, NOW);
}

/** What is found by one rule. */
export const findBy = (rule: RuleId, reading: Reading, change: Partial<Settings> = {}) =>
  find(reading, change).filter((finding) => finding.rule === rule);

export function exemptionOf({ rule, subject }: Finding, until: string): Exemption {
  return Exemption.parse({
    rule,
    accountId: subject.accountId,
    ...(subject.kind === 'user' ? { userId: subject.userId } : {}),
    reason: 'the vendor takes nothing else',
    by: 'U9',
    until,
  });
}

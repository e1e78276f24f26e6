import type { TestContext } from 'node:test';
import { type Aws, createAws } from '../../src/aws/clients.ts';
import { AwsSettings } from '../../src/domain/aws-settings.ts';
import { boundaryArn, House } from '../../src/domain/house.ts';
import {
  AccountId,
  GroupName,
  type RequestId,
  requestId,
  type UserId,
  UserName,
} from '../../src/domain/ids.ts';
import { canonicalJson } from '../../src/domain/json.ts';
import type { IamOperation, OperationKind, OperationOf } from '../../src/domain/operation.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { type Preparation, stepKey } from '../../src/domain/step.ts';
import { tagKeys } from '../../src/domain/user.ts';
import {
  type AwsSimulator,
  type AwsSimulatorOptions,
  createAwsSimulator,
} from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock, type SandboxClock } from '../../src/sandbox/clock.ts';
import { EXTERNAL_ID, scenarioOrganization } from '../../src/sandbox/scenario.ts';
import type { Attempt } from '../../src/workflows/ports.ts';
import { changes, isChange } from './changes.ts';

export const PROD = AccountId.parse('123456789012');
export const GROUP = GroupName.parse('metrics-read');
export const REGION = 'eu-west-1';

export const house: House = House.parse({
  channels: { approvals: 'C1', security: 'C2', audit: 'C3' },
  accounts: [{ id: PROD, environment: 'production', channel: 'C9', region: REGION }],
  environments: ['production'],
  teams: [{ id: 'platform', name: 'Platform' }],
  approvers: [{ id: 'security', name: 'Security', users: ['U1'] }],
  bundles: [
    {
      ...{ id: 'metrics', title: 'Metrics', may: 'read metrics', risk: 'low', group: GROUP },
      managedPolicies: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
    },
  ],
});

export const organizationSettings: AwsSettings = AwsSettings.parse({
  region: REGION,
  mode: { kind: 'organization', externalId: EXTERNAL_ID, exclude: ['111122223333'] },
});

export interface Started {
  readonly simulator: AwsSimulator;
  readonly clock: SandboxClock;
  readonly aws: Aws;
  readonly warnings: readonly unknown[];
  /** Another one with other settings, on the same simulator. */
  another(settings: AwsSettings): Aws;
}

/** The real SDK against the simulated AWS; waits are shortened. */
export async function start(
  t: TestContext,
  options: Partial<AwsSimulatorOptions> = {},
  requestMs = 500,
): Promise<Started> {
  const clock = makeSandboxClock();
  const owners = { developer: 'U1', lead: 'U2', operations: 'U3', security: 'U4', leaver: 'U5' };
  const simulator = await createAwsSimulator({
    clock,
    organization: scenarioOrganization(owners),
    ...options,
  });
  const warnings: unknown[] = [];
  const open: Aws[] = [];
  const another = (settings: AwsSettings) => {
    const aws = createAws({
      settings: { ...settings, endpoint: simulator.url },
      credentials: async () => simulator.credentials,
      house,
      log: { warn: (...line) => warnings.push(line) },
      timing: { connectMs: 1_000, requestMs, pollMs: 5, polls: 3 },
    });
    open.push(aws);
    return aws;
  };
  t.after(async () => {
    for (const aws of open) aws.close();
    await simulator.close();
  });
  return { simulator, clock, aws: another(organizationSettings), warnings, another };
}

export const BOUNDARY = boundaryArn(house, PROD);
export const DOCUMENT = canonicalJson({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
    },
  ],
});

/** One request about one user of its own, with an operation of each kind. */
export interface Story {
  readonly request: RequestId;
  readonly userName: UserName;
  operation<K extends OperationKind>(kind: K): OperationOf<K>;
  attempt(change?: Partial<Attempt>): Attempt;
}

export function story(
  number: number,
  delivery: 'secrets-manager' | 'age' = 'secrets-manager',
  recipient = '',
): Story {
  const request = requestId(number);
  const userName = UserName.parse(`svc-story-${number}`);
  const groupName = GroupName.parse(`group-${number}`);
  const tags = [
    { key: tagKeys.owner, value: 'U1' },
    { key: tagKeys.purpose, value: 'tests' },
    { key: tagKeys.request, value: request },
  ];
  const deliver =
    delivery === 'age'
      ? { kind: 'age' as const, recipient }
      : { kind: 'secrets-manager' as const, region: REGION, secretName: `chatelaine/${userName}`, tags };
  const policyArn =
    'arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess' as OperationOf<'attach-group-policy'>['policyArn'];
  const inline = { policyName: 'chatelaine-source-network', document: DOCUMENT };
  const onGroup = { groupName, policyName: 'chatelaine-metrics', document: DOCUMENT };
  const operations: { readonly [K in OperationKind]: OperationOf<K> } = {
    'create-user': { kind: 'create-user', path: '/chatelaine/', boundaryArn: BOUNDARY, tags },
    'put-user-policy': { kind: 'put-user-policy', ...inline },
    'create-group': { kind: 'create-group', groupName, path: '/chatelaine/' },
    'attach-group-policy': { kind: 'attach-group-policy', groupName, policyArn },
    'put-group-policy': { kind: 'put-group-policy', ...onGroup },
    'add-user-to-group': { kind: 'add-user-to-group', groupName },
    'create-access-key': { kind: 'create-access-key', deliver },
    'verify-user': {
      kind: 'verify-user',
      expect: {
        path: '/chatelaine/',
        boundaryArn: BOUNDARY,
        tags,
        groups: [groupName],
        inlinePolicies: [inline],
        activeAccessKeys: 1,
      },
    },
    'delete-user': { kind: 'delete-user' },
    'delete-user-policy': { kind: 'delete-user-policy', policyName: inline.policyName },
    'delete-group': { kind: 'delete-group', groupName },
    'detach-group-policy': { kind: 'detach-group-policy', groupName, policyArn },
    'delete-group-policy': { kind: 'delete-group-policy', groupName, policyName: onGroup.policyName },
    'remove-user-from-group': { kind: 'remove-user-from-group', groupName },
    'delete-access-key': { kind: 'delete-access-key', deliver },
    ...changes(number),
  };
  return {
    request,
    userName,
    operation: (kind) => operations[kind],
    attempt: (change = {}) => ({
      requestId: request,
      stepKey: stepKey(request, 'do', 0, 0),
      target: { accountId: PROD, userName },
      number: 1,
      preparation: {},
      operations: Object.values(operations).filter(({ kind }) => !isChange(kind)),
      signal: new AbortController().signal,
      ...change,
    }),
  };
}

/** What the bot does forwards, in order; `create-access-key` and `verify-user` come last. */
export const FORWARD: readonly OperationKind[] = [
  'create-group',
  'attach-group-policy',
  'put-group-policy',
  'create-user',
  'put-user-policy',
  'add-user-to-group',
  'create-access-key',
  'verify-user',
];

export interface Performed {
  readonly outcome: Outcome;
  readonly attempts: number;
  readonly retries: readonly string[];
}

/** Performs an operation as the executor does: prepared once, then attempt after attempt until it isn't `retry`. */
export async function perform(
  aws: Aws,
  operation: IamOperation,
  base: Attempt,
  most = 12,
): Promise<Performed> {
  const retries: string[] = [];
  let preparation: Preparation | undefined;
  for (let number = 1; number <= most; number++) {
    const attempt = { ...base, number, preparation: preparation ?? {} };
    if (preparation === undefined) {
      const prepared = await aws.iam.prepare(operation, attempt);
      if (prepared.kind === 'retry') {
        retries.push(prepared.reason);
        continue;
      }
      if (prepared.kind === 'failed') return { outcome: prepared, attempts: number, retries };
      preparation = prepared.preparation;
    }
    const outcome = await aws.iam.perform(operation, { ...attempt, preparation });
    if (outcome.kind !== 'retry') return { outcome, attempts: number, retries };
    retries.push(outcome.reason);
  }
  throw new Error(`${operation.kind} did not end: ${retries.join(' | ')}`);
}

/** Performs these in order; every one must succeed. Gives the user's id once it is known, and the key's. */
export async function play(
  aws: Aws,
  told: Story,
  kinds: readonly OperationKind[],
  userId?: UserId,
): Promise<{ readonly userId?: UserId; readonly outcomes: readonly Outcome[] }> {
  const outcomes: Outcome[] = [];
  let id = userId;
  for (const kind of kinds) {
    const target = { accountId: PROD, userName: told.userName, ...(id === undefined ? {} : { userId: id }) };
    const { outcome } = await perform(aws, told.operation(kind), told.attempt({ target }));
    if (outcome.kind === 'failed') throw new Error(`${kind}: ${outcome.message}`);
    if (outcome.kind !== 'retry') id = outcome.produced?.userId ?? id;
    outcomes.push(outcome);
  }
  return { ...(id === undefined ? {} : { userId: id }), outcomes };
}

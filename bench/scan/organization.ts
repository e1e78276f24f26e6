import { HUB_ROLE, hubRole, memberResources, memberRole } from '../../src/sandbox/aws/roles.ts';
import type { AccountSeed, OrganizationSeed, UserSeed } from '../../src/sandbox/aws/seed.ts';
import { createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock } from '../../src/sandbox/clock.ts';
import { commonGroups } from '../../src/sandbox/scenario/vocabulary.ts';
import { EXTERNAL_ID, HUB_ACCOUNT } from '../../src/sandbox/scenario.ts';
import { answerQuestions } from '../process/child.ts';

/** A simulated organization of any size in a process of its own, which counts the calls it gets. */

export interface Size {
  readonly accounts: number;
  readonly users: number;
  /** Of these so many have something stale about a key. */
  readonly flagged: number;
  readonly latencyMs: number;
}

const PATTERN = '123456789012';

function organization({ accounts, users, flagged }: Size): OrganizationSeed {
  const { policies, groups } = memberResources(PATTERN);
  // The templates are read once, and the account's id put in: a thousand times would take a minute.
  const pattern: AccountSeed = {
    id: PATTERN,
    name: `account-${PATTERN}`,
    policies,
    groups: [...commonGroups(), ...groups],
    roles: [memberRole({ hubAccountId: HUB_ACCOUNT, accountId: PATTERN, externalId: EXTERNAL_ID })],
    users: Array.from({ length: users }, (_, index) => user(index, index < flagged)),
  };
  const text = JSON.stringify(pattern);
  return {
    id: 'o-measured00',
    managementAccountId: HUB_ACCOUNT,
    hub: { accountId: HUB_ACCOUNT, roleName: HUB_ROLE, sessionName: 'measured' },
    accounts: [
      { id: HUB_ACCOUNT, name: 'hub', roles: [hubRole('o-measured00')] },
      ...Array.from(
        { length: accounts },
        (_, index): AccountSeed => JSON.parse(text.replaceAll(PATTERN, String(200_000_000_000 + index))),
      ),
    ],
  };
}

function user(number: number, isStale: boolean): UserSeed {
  return {
    name: `svc-${number}`,
    path: '/chatelaine/',
    createdDaysAgo: 400,
    groups: [number % 2 === 0 ? 'metrics-read' : 'objects-read'],
    tags: {
      'chatelaine:owner': 'U042',
      'chatelaine:team': 'platform',
      'chatelaine:request': `IAM-${number + 1}`,
    },
    keys: [
      {
        createdDaysAgo: isStale ? 300 : 30 + (number % 30),
        lastUsed: { daysAgo: number % 20, service: 's3', region: 'eu-west-1' },
      },
    ],
  };
}

const size: Size = JSON.parse(process.env.BENCH_ORGANIZATION ?? '{}');
const aws = await createAwsSimulator({
  clock: makeSandboxClock(),
  organization: organization(size),
  latencyMs: size.latencyMs,
});

const handlers = {
  environment: async () => ({ ...aws.environment, AWS_ENDPOINT_URL: aws.url }),
  /** Calls by operation since the start. */
  calls: async () => {
    const counts: Record<string, number> = {};
    for (const { operation } of aws.calls) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  },
  withoutReport: async () => {
    aws.faults.add({
      operation: 'GenerateCredentialReport',
      fault: { kind: 'access-denied' },
      times: 'always',
    });
  },
};
export type Organization = typeof handlers;
answerQuestions(handlers);

import assert from 'node:assert/strict';
import { boundaryArn } from '../../src/sandbox/aws/roles.ts';
import type { UserSeed } from '../../src/sandbox/aws/seed.ts';
import type { UserSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { HOURS, key, known } from '../../src/sandbox/scenario/vocabulary.ts';
import { people } from '../../src/sandbox/workspace.ts';
import type { Stage } from './story.ts';

type World = Pick<Stage, 'aws'>;

/** A service user of the team platform in prod-eu, with one key that is in use; each story plants its own. */
export function plant({ aws }: World, name: string, seed: Partial<UserSeed> = {}): UserSnapshot {
  aws.world.addUser(PROD_EU, {
    name,
    path: '/chatelaine/',
    createdDaysAgo: 200,
    boundary: boundaryArn(PROD_EU),
    groups: ['metrics-read'],
    tags: known({
      owner: people.owner,
      team: 'platform',
      purpose: 'ship metrics',
      environment: 'production',
      kind: 'service',
      request: 'IAM-1',
      endsInDays: 90,
    }),
    keys: [key(200, { daysAgo: 1 * HOURS, of: 'monitoring' })],
    ...seed,
  });
  return userOf({ aws }, name);
}

export function findUser({ aws }: World, name: string): UserSnapshot | undefined {
  return aws.world.snapshot(PROD_EU).users.find((user) => user.name === name);
}

export function userOf(world: World, name: string): UserSnapshot {
  const user = findUser(world, name);
  assert.ok(user, `There is no user ${name}.`);
  return user;
}

/** A program uses this key of prod-eu now. */
export function use(
  { aws }: World,
  keyId: string | undefined,
  service = 'monitoring',
  region = 'eu-west-1',
): void {
  assert.ok(keyId, 'a key to use');
  aws.world.recordUse(PROD_EU, keyId, { service, region });
}

/** The names of the calls that changed something in IAM since the call of this number. */
export function writesSince({ aws }: World, since: number): readonly string[] {
  return aws.calls
    .slice(since)
    .filter(({ service }) => service === 'iam')
    .map(({ operation }) => operation)
    .filter((operation) => !/^(Get|List|Generate|Simulate)/.test(operation));
}

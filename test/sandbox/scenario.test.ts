import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicy } from '../../src/sandbox/aws/policy/document.ts';
import { buildWorld } from '../../src/sandbox/aws/world/build.ts';
import type { UserSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';
import { takeSnapshot } from '../../src/sandbox/aws/world/take-snapshot.ts';
import { scenarioOrganization } from '../../src/sandbox/scenario.ts';

const now = new Date('2026-11-20T09:00:00Z');
const seed = scenarioOrganization({
  developer: 'U1',
  lead: 'U2',
  operations: 'U3',
  security: 'U4',
  leaver: 'U5',
});
const world = buildWorld(seed, now);
const accounts = [...world.accounts.values()].map((account) => takeSnapshot(account, now));
const users = accounts.flatMap((account) => account.users);

const daysSince = (date: Date | undefined) =>
  date === undefined ? undefined : (now.getTime() - date.getTime()) / 86_400_000;

test('forty users in three accounts under a management account without any', () => {
  assert.deepEqual(
    accounts.map(({ name, users: own }) => [name, own.length]),
    [
      ['root-org', 0],
      ['prod-eu', 18],
      ['staging', 12],
      ['sandbox-dev', 10],
    ],
  );
});

test('groups, boundaries and attached policies that users name exist', () => {
  for (const account of accounts) {
    const known = new Set([...account.policies.map(({ arn }) => arn), ...world.awsPolicies.keys()]);
    const groups = new Set(account.groups.map(({ name }) => name));
    for (const user of account.users) {
      for (const group of user.groups) assert.ok(groups.has(group), `${user.name}: ${group}`);
      for (const arn of [...user.attached, ...(user.boundary === undefined ? [] : [user.boundary])])
        assert.ok(known.has(arn), arn);
    }
    for (const group of account.groups) for (const arn of group.attached) assert.ok(known.has(arn), arn);
  }
});

test('every policy document of the scenario is one that IAM would take', () => {
  const documents = [
    ...users.flatMap(({ inline }) => Object.values(inline)),
    ...accounts.flatMap(({ policies }) => policies.map(({ document }) => document)),
    ...[...world.awsPolicies.values()].flatMap(({ versions }) => versions.map(({ document }) => document)),
    ...[...world.accounts.values()].flatMap(({ roles }) =>
      [...roles.values()].flatMap(({ inline }) => [...inline.values()]),
    ),
  ];
  assert.ok(documents.length > 40);
  for (const document of documents) assert.ok(readPolicy(document).length > 0);
});

const KINDS: Readonly<Record<string, (user: UserSnapshot) => boolean>> = {
  'key older than 90 days': ({ keys }) => keys.some(({ createdAt }) => (daysSince(createdAt) ?? 0) > 90),
  'key unused for 45 days': ({ keys }) =>
    keys.some(({ active, lastUsed }) => active && (daysSince(lastUsed?.at) ?? 0) > 45),
  'key never used for 7 days': ({ keys }) =>
    keys.some(({ lastUsed, createdAt }) => lastUsed === undefined && (daysSince(createdAt) ?? 0) > 7),
  'two active keys': ({ keys }) => keys.filter(({ active }) => active).length === 2,
  'disabled key': ({ keys }) => keys.some(({ active }) => !active),
  'third key': ({ keys }) => keys.length > 2,
  'key on a person': ({ console, keys }) => console !== undefined && keys.length > 0,
  'service-specific credential without end': ({ serviceCredentials }) =>
    serviceCredentials.some(({ expiresAt }) => expiresAt === undefined),
  'SSH key': ({ sshKeys }) => sshKeys.length > 0,
  'signing certificate': ({ certificates }) => certificates.length > 0,
  'password without MFA': ({ console, mfa }) => console !== undefined && mfa.length === 0,
  'password unused for 45 days': ({ console }) => (daysSince(console?.lastUsed) ?? 0) > 45,
  'password never used': ({ console }) => console !== undefined && console.lastUsed === undefined,
  'password on a service user': ({ console, tags }) =>
    console !== undefined && tags['chatelaine:kind'] === 'service',
  'past its end date': ({ tags }) => (tags['chatelaine:ends'] ?? '9') < now.toISOString(),
  'no owner': ({ tags }) => tags['chatelaine:owner'] === undefined,
  'owner gone': ({ tags }) => tags['chatelaine:owner'] === 'U5',
  'not made through Chatelaine': ({ tags }) => tags['chatelaine:request'] === undefined,
  'quarantined too long': ({ tags }) => tags['chatelaine:quarantined'] !== undefined,
  'quarantined by AWS': ({ attached }) => attached.some((arn) => arn.includes('AWSCompromisedKeyQuarantine')),
  administrator: ({ attached }) => attached.some((arn) => arn.endsWith('/AdministratorAccess')),
  'can escalate': ({ inline }) =>
    Object.values(inline).some((document) => /iam:(PassRole|CreatePolicyVersion)/.test(document)),
  'no group': ({ groups }) => groups.length === 0,
  'no boundary': ({ boundary }) => boundary === undefined,
  'nothing to find': ({ boundary, groups, keys, tags, inline }) =>
    boundary !== undefined &&
    groups.length === 1 &&
    keys.length === 1 &&
    tags['chatelaine:owner'] !== undefined &&
    inline['source-network'] !== undefined,
};

for (const [kind, shows] of Object.entries(KINDS)) {
  test(`the scenario shows: ${kind}`, () => {
    assert.ok(users.some(shows));
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccessKeyId, GroupName, UserId } from '../../src/domain/ids.ts';
import type { IamOperation, OperationOf } from '../../src/domain/operation.ts';
import { buildAccessKey, buildUser } from '../../src/sandbox/aws/world/build-user.ts';
import {
  certificateOf,
  changes,
  keyOf,
  mfaDeviceOf,
  QUARANTINE,
  serviceCredentialOf,
  sshKeyOf,
  TEAM_DOCUMENT,
} from './changes.ts';
import { type Planted, plant, TEAM_PATH } from './existing.ts';
import { PROD, perform, type Started, start } from './start.ts';

const HARDWARE = 'GAHT00004242';
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess' as OperationOf<'attach-user-policy'>['policyArn'];

/** A user with every kind of thing on it: three keys, because the quota of two is racy, and two MFA devices, one of them virtual. */
async function plantLeaver(started: Started): Promise<{ planted: Planted; keys: readonly AccessKeyId[] }> {
  const planted = await plant(started, 42);
  let keys: readonly string[] = [];
  started.simulator.world.change(PROD, ({ users }) => {
    const user = users.get(planted.told.userName);
    if (user === undefined) throw new Error('The user was not planted.');
    user.keys.push(
      ...[200, 100].map((createdDaysAgo) => buildAccessKey({ createdDaysAgo }, started.clock.now())),
    );
    user.mfa.push({ serial: HARDWARE, enabledAt: started.clock.now() });
    keys = user.keys.map(({ id }) => id);
  });
  return { planted, keys: keys as readonly AccessKeyId[] };
}

const CREDENTIALS = [
  { credential: 'ssh-public-key', id: sshKeyOf(42) },
  { credential: 'signing-certificate', id: certificateOf(42) },
  { credential: 'service-specific-credential', id: serviceCredentialOf(42) },
] as const;

/** In AWS's order: the deny first and last, everything disabled and seen to be, then deleted, then the user. */
function offboarding(keys: readonly AccessKeyId[]): readonly IamOperation[] {
  const inactive = { status: 'Inactive', before: 'Active' } as const;
  const team = { policyName: 'team', before: TEAM_DOCUMENT };
  return [
    { kind: 'attach-user-policy', policyArn: QUARANTINE },
    ...keys.map((accessKeyId) => ({ kind: 'set-access-key-status' as const, accessKeyId, ...inactive })),
    ...CREDENTIALS.map((one) => ({ kind: 'set-credential-status' as const, ...one, ...inactive })),
    { kind: 'delete-login-profile' },
    {
      kind: 'read-back',
      expect: {
        accessKeys: keys.map((id) => ({ id, is: 'Inactive' as const })),
        otherCredentials: CREDENTIALS.map((one) => ({ ...one, is: 'Inactive' as const })),
        attachedPolicies: [QUARANTINE],
        consolePassword: false,
        nothingElse: ['accessKeys', 'otherCredentials'],
      },
    },
    ...keys.map((accessKeyId) => ({ kind: 'remove-access-key' as const, accessKeyId })),
    ...CREDENTIALS.map((one) => ({ kind: 'remove-credential' as const, ...one })),
    ...[mfaDeviceOf(42), HARDWARE].map((serialNumber) => ({
      kind: 'remove-mfa-device' as const,
      serialNumber,
    })),
    { kind: 'remove-user-from-group', groupName: GroupName.parse('developers') },
    { kind: 'delete-user-policy', ...team },
    { kind: 'detach-user-policy', policyArn: READ_ONLY },
    { kind: 'detach-user-policy', policyArn: QUARANTINE },
    { kind: 'remove-user' },
    { kind: 'verify-absent' },
  ];
}

test('a user with everything on it is gone, without a trace and with the others as they were, although reads are late', async (t) => {
  const started = await start(t, { quirks: { staleReads: 2, pageItems: 1 } });
  const { simulator, aws } = started;
  const othersOf = () => {
    const { users, ...rest } = simulator.world.snapshot(PROD);
    return {
      users: users.filter(({ name }) => name !== 'svc-story-42'),
      groups: rest.groups.map((group) => ({
        ...group,
        members: group.members.filter((name) => name !== 'svc-story-42'),
      })),
      policies: rest.policies,
    };
  };
  const before = othersOf();
  const { planted, keys } = await plantLeaver(started);
  assert.equal(keys.length, 3);
  assert.equal(keys[0], keyOf(42));
  const operations = offboarding(keys);
  const attempt = { ...planted.attempt, operations };
  for (const operation of operations) {
    const { outcome } = await perform(aws, operation, attempt);
    assert.equal(outcome.kind, 'done', `${operation.kind}: ${JSON.stringify(outcome)}`);
  }
  assert.deepEqual(othersOf(), before);
  simulator.world.change(PROD, ({ users, virtualMfaDevices }) => {
    assert.ok(!users.has('svc-story-42'));
    assert.ok(!virtualMfaDevices.has(mfaDeviceOf(42)));
  });
  const sessions = simulator.calls.filter(({ operation }) => operation === 'AssumeRole');
  assert.equal(sessions.length, 1, 'one session for the whole plan, its undo included');
  for (const operation of operations) {
    // Nothing can be added to who is gone, nor read.
    if (operation.kind === 'read-back' || operation.kind === 'attach-user-policy') continue;
    const { outcome } = await perform(aws, operation, attempt);
    assert.ok(outcome.kind === 'already-done' || operation.kind === 'verify-absent', operation.kind);
  }
});

test('a user that is made again under the name meanwhile is not touched, whenever that happens', async (t) => {
  const started = await start(t);
  const { simulator, aws, clock } = started;
  const count = offboarding([keyOf(42), keyOf(42), keyOf(42)]).length;
  for (const cut of [0, Math.floor(count / 2), count - 2, count - 1]) {
    simulator.world.change(PROD, ({ users }) => users.delete('svc-story-42'));
    const { planted, keys } = await plantLeaver(started);
    const operations = offboarding(keys);
    const attempt = { ...planted.attempt, operations };
    for (const operation of operations.slice(0, cut)) await perform(aws, operation, attempt);
    simulator.world.change(PROD, (account) => {
      const seed = {
        name: 'svc-story-42',
        path: TEAM_PATH,
        createdDaysAgo: 0,
        keys: [{ createdDaysAgo: 0 }],
      };
      account.users.set(seed.name, buildUser(account, { ...seed, groups: ['developers'] }, clock.now()));
    });
    const before = simulator.world.snapshot(PROD);
    for (const operation of operations.slice(cut)) {
      const { outcome } = await perform(aws, operation, attempt);
      const left = outcome.kind === 'already-done' && outcome.note?.endsWith('was left alone.') === true;
      const refused = outcome.kind === 'failed' && outcome.code === 'mismatch';
      assert.ok(left || refused, `${operation.kind} after ${cut}: ${JSON.stringify(outcome)}`);
    }
    assert.deepEqual(simulator.world.snapshot(PROD), before, `made again after ${cut} operations`);
  }
});

test('what still hangs on the user is said, after as many looks as a late list needs', async (t) => {
  const started = await start(t);
  const { planted } = await plantLeaver(started);
  const before = started.simulator.world.snapshot(PROD);
  const { outcome } = await perform(started.aws, { kind: 'remove-user' }, planted.attempt);
  assert.ok(outcome.kind === 'failed' && outcome.code === 'conflict');
  assert.match(
    outcome.message,
    /^The user svc-story-42 in .* still has the access key AKIASTORY00000000042, .*the SSH public key APKASTORY00000000042, the signing certificate CERTSTORY00000000042, the service-specific credential ACCASTORY00000000042, the group developers, the inline policy team, the policy ReadOnlyAccess, .*the MFA device GAHT00004242.*, a console password, so it was not deleted\. Remove that, then retry\.$/,
  );
  assert.deepEqual(started.simulator.world.snapshot(PROD), before);
});

test('a conflict that no list explains is waited out, five times at most', async (t) => {
  const started = await start(t);
  const bare = async () => (await plant(started, 42, [], 'nothing')).attempt;
  const conflict = { kind: 'error', code: 'DeleteConflict' } as const;
  const deletions = () =>
    started.simulator.calls.filter(({ operation }) => operation === 'DeleteUser').length;
  started.simulator.faults.add({ operation: 'DeleteUser', fault: conflict, times: 4 });
  assert.equal((await perform(started.aws, { kind: 'remove-user' }, await bare())).outcome.kind, 'done');
  assert.equal(deletions(), 5);
  started.simulator.faults.add({ operation: 'DeleteUser', fault: conflict, times: 'always' });
  const { outcome } = await perform(started.aws, { kind: 'remove-user' }, await bare());
  assert.ok(outcome.kind === 'failed' && outcome.code === 'conflict');
  assert.match(outcome.message, /still has something that no list shows/);
  assert.equal(deletions(), 10);
});

test('a user that is still there is not called absent', async (t) => {
  const started = await start(t);
  const { attempt } = await plant(started, 42, [], 'nothing');
  const there = (await perform(started.aws, changes(42)['verify-absent'], attempt)).outcome;
  assert.ok(there.kind === 'failed' && there.code === 'mismatch');
  assert.match(there.message, /is still there\. Look at it, then retry\.$/);
  const another = { ...attempt, target: { ...attempt.target, userId: UserId.parse('AIDAANOTHERANOTHERAN') } };
  const gone = (await perform(started.aws, changes(42)['verify-absent'], another)).outcome;
  assert.ok(gone.kind === 'already-done');
  assert.match(gone.note ?? '', /was left alone/);
});

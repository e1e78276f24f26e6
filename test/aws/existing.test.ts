import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { GroupName, PolicyArn } from '../../src/domain/ids.ts';
import type { IamOperation } from '../../src/domain/operation.ts';
import { type ChangeKind, changes, furtherChanges, keyOf, QUARANTINE } from './changes.ts';
import { type Planted, plant, TEAM_PATH } from './existing.ts';
import { PROD, perform, type Started, start } from './start.ts';

const userOf = ({ simulator }: Started, { told }: Planted) =>
  simulator.world.snapshot(PROD).users.find(({ name }) => name === told.userName);

test('one after the other: each change is made, found done the second time, and nothing else', async (t) => {
  const started = await start(t);
  const planted = await plant(started, 42);
  const before = userOf(started, planted);
  const steps: readonly ChangeKind[] = [
    'read-back',
    'tag-user',
    'untag-user',
    'attach-user-policy',
    'set-access-key-status',
    'delete-login-profile',
    'remove-access-key',
  ];
  for (const kind of steps) {
    const { outcome } = await perform(started.aws, planted.told.operation(kind), planted.attempt);
    assert.equal(outcome.kind, 'done', `${kind}: ${JSON.stringify(outcome)}`);
    if (kind === 'read-back') continue;
    const state = userOf(started, planted);
    const again = await perform(started.aws, planted.told.operation(kind), planted.attempt);
    assert.equal(again.outcome.kind, 'already-done', kind);
    assert.deepEqual(userOf(started, planted), state, kind);
  }
  const { console: _, ...others } = before ?? {};
  assert.deepEqual(userOf(started, planted), {
    ...others,
    tags: { 'Cost-Center': '4711', 'chatelaine:owner': 'U1' },
    attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess', QUARANTINE],
    keys: [],
  });
  const { outcome } = await perform(
    started.aws,
    planted.told.operation('detach-user-policy'),
    planted.attempt,
  );
  assert.equal(outcome.kind, 'done');
});

test('who is in quarantine may do nothing, by the policy or by the group', async (t) => {
  const started = await start(t);
  const { simulator, aws } = started;
  const { told, attempt } = await plant(started, 42);
  let secretAccessKey = '';
  simulator.world.change(PROD, ({ users }) => {
    secretAccessKey = users.get(told.userName)?.keys[0]?.secret ?? '';
  });
  const credentials = { accessKeyId: keyOf(42), secretAccessKey };
  const user = new IAMClient({ endpoint: simulator.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  t.after(() => user.destroy());
  const list = () => user.send(new ListUsersCommand({}));
  await list();
  await perform(aws, told.operation('attach-user-policy'), attempt);
  await assert.rejects(list, { name: 'AccessDenied', message: /explicit deny/ });
  await perform(aws, told.operation('detach-user-policy'), attempt);
  await list();
  const join: IamOperation = {
    kind: 'add-user-to-group',
    groupName: GroupName.parse('chatelaine-quarantine'),
  };
  const joined = await perform(aws, join, { ...attempt, operations: [join] });
  assert.equal(joined.outcome.kind, 'done');
  await assert.rejects(list, { name: 'AccessDenied', message: /explicit deny/ });
});

test('a key that is gone: nothing to disable, with a note; not to be enabled, in words', async (t) => {
  const started = await start(t);
  const { told, attempt } = await plant(started, 42, ['remove-access-key']);
  const disable = told.operation('set-access-key-status');
  const disabled = await perform(started.aws, disable, attempt);
  assert.ok(disabled.outcome.kind === 'already-done');
  assert.match(disabled.outcome.note ?? '', /^The access key …0042 of svc-story-42 in .* is gone/);
  const enabled = await perform(started.aws, { ...disable, status: 'Active', before: 'Inactive' }, attempt);
  assert.ok(enabled.outcome.kind === 'failed' && enabled.outcome.code === 'gone');
  assert.match(enabled.outcome.message, /…0042 .* is gone, so it can’t be enabled\. Create a new one/);
});

test('AWS’s limits are told in words, after one call', async (t) => {
  const started = await start(t);
  const { simulator, aws } = started;
  const planted = await plant(started, 42);
  simulator.world.change(PROD, ({ users }) => {
    const user = users.get(planted.told.userName);
    for (let index = 0; index < 48; index++) user?.tags.set(`tag-${index}`, '');
    for (let index = 0; index < 9; index++) user?.attached.add(`arn:aws:iam::${PROD}:policy/other-${index}`);
  });
  const before = userOf(started, planted);
  for (const [kind, words] of [
    ['tag-user', /^The user svc-story-42 in .* has 50 tags, and AWS takes no more than 50/],
    ['attach-user-policy', /^The user svc-story-42 in .* has as many policies attached as AWS allows/],
  ] as const) {
    const first = simulator.calls.length;
    const { outcome } = await perform(aws, planted.told.operation(kind), planted.attempt);
    assert.ok(outcome.kind === 'failed' && outcome.code === 'limit', kind);
    assert.match(outcome.message, words);
    const writes = simulator.calls.slice(first).filter(({ operation }) => /^(Tag|Attach)/.test(operation));
    assert.equal(writes.length, 1, kind);
  }
  assert.deepEqual(userOf(started, planted), before);
});

test('a policy that is not in the account is named', async (t) => {
  const started = await start(t);
  const { told, attempt } = await plant(started, 42);
  started.simulator.world.change(PROD, ({ policies }) => policies.delete(QUARANTINE));
  const { outcome } = await perform(started.aws, told.operation('attach-user-policy'), attempt);
  assert.ok(outcome.kind === 'failed' && outcome.code === 'gone');
  assert.match(
    outcome.message,
    /chatelaine-quarantine is not in .*\. Deploy manifests\/aws\/member-role\.yaml/,
  );
});

test('a user that was made again under the same name is not touched, by no change and by no undo', async (t) => {
  const started = await start(t);
  const planted = await plant(started, 42);
  started.simulator.world.change(PROD, ({ users }) => {
    const user = users.get(planted.told.userName);
    if (user !== undefined) users.set(planted.told.userName, { ...user, id: 'AIDAANOTHERANOTHERAN' });
  });
  const before = started.simulator.world.snapshot(PROD);
  for (const operation of [...Object.values(changes(42)), ...Object.values(furtherChanges(42))]) {
    const forward = (await perform(started.aws, operation, planted.attempt)).outcome;
    if (operation.kind === 'remove-user' || operation.kind === 'verify-absent') {
      assert.ok(forward.kind === 'already-done', operation.kind);
      assert.match(forward.note ?? '', /AIDAANOTHERANOTHERAN, not AIDA.*was left alone/);
    } else {
      assert.ok(forward.kind === 'failed' && forward.code === 'mismatch', operation.kind);
      assert.match(forward.message, /AIDAANOTHERANOTHERAN, not AIDA.*was not touched/);
    }
    if (operation.kind === 'read-back') continue;
    const back = (await perform(started.aws, operation, planted.undoing)).outcome;
    assert.ok(back.kind === 'already-done', operation.kind);
    assert.match(back.note ?? '', /was left alone/);
  }
  assert.deepEqual(started.simulator.world.snapshot(PROD), before);
});

test('with the user gone, what takes away is done and what adds waits, then fails', async (t) => {
  const started = await start(t);
  const { told, attempt } = await plant(started, 42);
  started.simulator.world.change(PROD, ({ users }) => users.delete(told.userName));
  const outcome = async (kind: ChangeKind, number: number) =>
    (await started.aws.iam.perform(told.operation(kind), { ...attempt, number })).kind;
  for (const kind of [
    'untag-user',
    'set-access-key-status',
    'remove-access-key',
    'detach-user-policy',
    'delete-login-profile',
    'set-credential-status',
    'remove-credential',
    'remove-mfa-device',
    'remove-user',
  ] as const)
    assert.equal(await outcome(kind, 1), 'already-done', kind);
  assert.equal(await outcome('verify-absent', 1), 'done');
  for (const kind of ['tag-user', 'attach-user-policy', 'put-user-boundary', 'read-back'] as const) {
    assert.equal(await outcome(kind, 1), 'retry', kind);
    assert.equal(await outcome(kind, 15), 'failed', kind);
  }
});

test('AWS at work on the user: it is tried again in a minute', async (t) => {
  const started = await start(t);
  const { told, attempt } = await plant(started, 42);
  const fault = { kind: 'error', code: 'EntityTemporarilyUnmodifiable' } as const;
  started.simulator.faults.add({ operation: 'DeleteLoginProfile', fault });
  const outcome = await started.aws.iam.perform(told.operation('delete-login-profile'), attempt);
  assert.ok(outcome.kind === 'retry' && outcome.afterMs === 60_000);
});

test('read back: a late read gets its chances, a difference is named, the rest is not asked for', async (t) => {
  const started = await start(t);
  const { aws, simulator } = started;
  const { told, attempt } = await plant(started, 42);
  simulator.faults.add({ operation: 'AttachUserPolicy', fault: { kind: 'stale', reads: 3 } });
  await perform(aws, told.operation('attach-user-policy'), attempt);
  const first = simulator.calls.length;
  const attached: IamOperation = { kind: 'read-back', expect: { attachedPolicies: [QUARANTINE] } };
  assert.equal((await perform(aws, attached, attempt)).outcome.kind, 'done');
  const asked = new Set(simulator.calls.slice(first).map(({ operation }) => operation));
  assert.deepEqual([...asked].sort(), ['GetUser', 'ListAttachedUserPolicies']);

  const { outcome } = await perform(
    aws,
    {
      kind: 'read-back',
      expect: {
        tags: [{ key: 'cost-center', value: '4711' }],
        absentTags: ['old-key'],
        accessKeys: [{ id: keyOf(42), is: 'Inactive' }],
        attachedPolicies: [PolicyArn.parse('arn:aws:iam::aws:policy/SecurityAudit')],
        detachedPolicies: [QUARANTINE],
        groups: [GroupName.parse('metrics-read')],
        consolePassword: false,
      },
    },
    attempt,
  );
  assert.ok(outcome.kind === 'failed' && outcome.code === 'mismatch');
  assert.match(
    outcome.message,
    /^The user svc-story-42 in .* is not as it was approved: tag cost-center is “12”, not “4711”; tag old-key is still there; access key …0042 is enabled, not disabled; it still has a console password; policy SecurityAudit is not attached; policy chatelaine-quarantine is still attached; group metrics-read is missing\. Look at it/,
  );
});

test('a user is changed where it was seen: moved to another path meanwhile, it is out of the session’s reach', async (t) => {
  const started = await start(t);
  const planted = await plant(started, 42);
  const { told, attempt } = planted;
  const elsewhere = { ...attempt, target: { ...attempt.target, path: '/elsewhere/' } };
  const { outcome } = await perform(started.aws, told.operation('remove-access-key'), elsewhere);
  assert.ok(outcome.kind === 'failed' && outcome.code === 'access-denied');
  assert.equal(userOf(started, planted)?.path, TEAM_PATH);
  assert.equal(userOf(started, planted)?.keys.length, 1);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationKind } from '../../src/domain/operation.ts';
import { stepKey } from '../../src/domain/step.ts';
import { FORWARD, PROD, perform, play, start, story } from './start.ts';

test('a user of somebody else is never adopted: it says whose it is', async (t) => {
  const { aws } = await start(t);
  await play(aws, story(42), ['create-user']);
  const mine = story(43);
  const target = { accountId: PROD, userName: story(42).userName };
  const outcome = await aws.iam.perform(mine.operation('create-user'), mine.attempt({ target, number: 2 }));
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'already-exists');
  assert.match(
    outcome.message,
    /has a user svc-story-42 already since \d{4}-\d\d-\d\d, owned by <@U1> \(IAM-42\)\. It was not touched\./,
  );
});

test('a user that was made again under the same name is not touched', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  const { userId } = await play(aws, told, FORWARD);
  simulator.world.change(PROD, ({ users }) => {
    const user = users.get(told.userName);
    if (user !== undefined) users.set(told.userName, { ...user, id: 'AIDAANOTHERANOTHERAN' });
  });
  const before = simulator.world.snapshot(PROD);
  const target = { accountId: PROD, userName: told.userName, ...(userId === undefined ? {} : { userId }) };
  const onUser: readonly OperationKind[] = [
    'put-user-policy',
    'add-user-to-group',
    'create-access-key',
    'verify-user',
    'delete-access-key',
    'remove-user-from-group',
    'delete-user-policy',
    'delete-user',
  ];
  for (const kind of onUser) {
    // Taking back: what this request made is gone, and that is what was wanted.
    const takesBack = /^(delete|remove)-/.test(kind);
    const key = stepKey(told.request, takesBack ? 'undo' : 'do', 0, 0);
    const { outcome } = await perform(aws, told.operation(kind), told.attempt({ target, stepKey: key }));
    assert.equal(outcome.kind, takesBack ? 'already-done' : 'failed', kind);
    if (outcome.kind === 'failed') assert.equal(outcome.code, 'mismatch');
    const text =
      outcome.kind === 'failed' ? outcome.message : outcome.kind === 'already-done' && outcome.note;
    assert.match(String(text), /AIDAANOTHERANOTHERAN, not AIDA.*(was not touched|was left alone)/);
  }
  // The secret of the key that is gone was this request's own.
  assert.deepEqual(simulator.world.snapshot(PROD), { ...before, secrets: [] });
});

test('a user with something foreign on it is not deleted: it says what', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  const { userId } = await play(aws, told, ['create-user']);
  simulator.world.change(PROD, ({ users }) =>
    users.get(told.userName)?.attached.add('arn:aws:iam::aws:policy/ReadOnlyAccess'),
  );
  const target = { accountId: PROD, userName: told.userName, ...(userId === undefined ? {} : { userId }) };
  const { outcome } = await perform(aws, told.operation('delete-user'), told.attempt({ target }));
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'conflict');
  assert.match(outcome.message, /still has the policy ReadOnlyAccess/);
});

test('a group that others have joined is left, with a note', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  await play(aws, told, ['create-group']);
  simulator.world.change(PROD, ({ users }) => users.get('svc-backup')?.groups.add('group-42'));
  const { outcome } = await perform(aws, told.operation('delete-group'), told.attempt());
  assert.ok(outcome.kind === 'already-done');
  assert.match(outcome.note ?? '', /group-42 in .* was left: svc-backup joined it\./);
});

test('a group that appeared meanwhile with permissions is not taken over', async (t) => {
  const { aws } = await start(t);
  await play(aws, story(42), ['create-group', 'attach-group-policy']);
  const { outcome } = await perform(aws, story(42).operation('create-group'), story(42).attempt());
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'already-exists');
});

test('a missing boundary and a missing policy are named', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  await play(aws, told, ['create-group']);
  const nowhere = {
    ...told.operation('attach-group-policy'),
    policyArn: `arn:aws:iam::${PROD}:policy/nowhere`,
  } as ReturnType<typeof told.operation<'attach-group-policy'>>;
  const attached = await perform(aws, nowhere, told.attempt());
  assert.ok(attached.outcome.kind === 'failed' && attached.outcome.code === 'gone');
  assert.match(attached.outcome.message, /policy\/nowhere is not in/);
  simulator.world.change(PROD, ({ policies }) => policies.clear());
  const created = await perform(aws, told.operation('create-user'), told.attempt());
  assert.ok(created.outcome.kind === 'failed' && created.outcome.code === 'gone');
  assert.match(created.outcome.message, /permissions boundary .* is missing/);
});

test('the role itself forbids what the code would never ask for', async (t) => {
  const { aws } = await start(t);
  const told = story(42);
  const bare = {
    ...told.operation('create-user'),
    boundaryArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  } as ReturnType<typeof told.operation<'create-user'>>;
  const { outcome } = await perform(aws, bare, told.attempt());
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'access-denied');
  await play(aws, told, ['create-group']);
  const admin = {
    ...told.operation('attach-group-policy'),
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  } as ReturnType<typeof told.operation<'attach-group-policy'>>;
  const attached = await perform(aws, admin, told.attempt());
  assert.ok(attached.outcome.kind === 'failed');
  assert.match(attached.outcome.message, /iam:AttachGroupPolicy .*forbids it explicitly/);
});

test('a late read is no difference; a real one is told', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  const { userId } = await play(aws, told, FORWARD.slice(0, -1));
  const target = { accountId: PROD, userName: told.userName, ...(userId === undefined ? {} : { userId }) };
  simulator.world.change(PROD, ({ users }) => users.get(told.userName)?.groups.add('administrators'));
  const { outcome } = await perform(aws, told.operation('verify-user'), told.attempt({ target }));
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'mismatch');
  assert.match(
    outcome.message,
    /is not as it was approved: group administrators should not be there\. Look at it/,
  );
});

test('a user that does not show up for two minutes is believed to be gone', async (t) => {
  const { aws } = await start(t);
  const { operation, attempt } = story(42);
  const early = await aws.iam.perform(operation('put-user-policy'), attempt({ number: 3 }));
  assert.ok(early.kind === 'retry' && early.afterMs === 6_000);
  const late = await aws.iam.perform(operation('put-user-policy'), attempt({ number: 15 }));
  assert.ok(late.kind === 'failed' && late.code === 'gone');
});

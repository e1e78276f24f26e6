import assert from 'node:assert/strict';
import { test } from 'node:test';
import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { FORWARD, PROD, perform, play, start, story } from './start.ts';

test('a user is made, given its key, and read back', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  const { userId, outcomes } = await play(aws, told, FORWARD);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    FORWARD.map(() => 'done'),
  );

  const account = simulator.world.snapshot(PROD);
  const user = account.users.find(({ name }) => name === told.userName);
  assert.equal(user?.userId, userId);
  assert.equal(user?.path, '/chatelaine/');
  assert.deepEqual(user?.groups, ['group-42']);
  assert.equal(user?.keys.length, 1);

  const key = outcomes[6];
  assert.ok(key?.kind === 'done' && key.produced?.handOver?.kind === 'secrets-manager');
  assert.equal(key.produced.handOver.secretName, 'chatelaine/svc-story-42');
  const secret = JSON.parse(simulator.world.secretValue(PROD, key.produced.handOver.secretArn) ?? '{}');
  assert.equal(secret.accessKeyId, user?.keys[0]?.id);
  assert.ok(simulator.world.isSecretOf(secret.accessKeyId, secret.secretAccessKey));
  const stored = account.secrets.find(({ name }) => name === 'chatelaine/svc-story-42');
  assert.equal(stored?.tags['chatelaine:access-key-id'], secret.accessKeyId);
  assert.equal(stored?.tags['chatelaine:request'], 'IAM-42');
});

test('every call is on record with the request id that AWS gave it', async (t) => {
  const { aws, simulator } = await start(t);
  const { outcomes } = await play(aws, story(7), FORWARD);
  const recorded = outcomes.flatMap(({ calls }) =>
    calls.map((call) => `${call.operation} ${call.requestId}`),
  );
  const seen = simulator.calls.map((call) => `${call.operation} ${call.requestId}`);
  assert.deepEqual(
    recorded.filter((call) => !seen.includes(call)),
    [],
  );
  const writes = /^(Create|Put|Add|Attach)/;
  assert.equal(recorded.filter((call) => writes.test(call)).length, 8);
});

test('sessions carry the request: as name, as source identity, one for all of its operations', async (t) => {
  const { aws, simulator } = await start(t);
  await play(aws, story(42), FORWARD);
  const entered = simulator.calls.filter(({ operation }) => operation === 'AssumeRole');
  assert.equal(entered.length, 1);
  const writes = simulator.calls.filter(({ operation }) => operation.startsWith('Create'));
  for (const { principal } of writes) {
    assert.equal(principal?.sessionName, 'IAM-42');
    assert.equal(principal?.sourceIdentity, 'IAM-42');
  }
  // The identity was verified before the first write.
  const operations = simulator.calls.map(({ operation }) => operation);
  assert.ok(operations.indexOf('GetCallerIdentity') < operations.findIndex((name) => /^Create/.test(name)));
});

test('a session may not touch another user', async (t) => {
  const { aws } = await start(t);
  const told = story(42);
  await play(aws, told, ['create-user']);
  const other = story(43);
  await play(aws, other, ['create-user']);
  // Held under the same request, the session stays with its own user; a wider one would have to be opened for it.
  const attempt = told.attempt({ target: { accountId: PROD, userName: other.userName } });
  const outcome = await aws.iam.perform(told.operation('put-user-policy'), attempt);
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'mismatch');
});

test('everything that was done is found done the second time', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42);
  const { userId } = await play(aws, told, FORWARD.slice(0, 2));
  assert.equal(userId, undefined);
  await play(aws, told, FORWARD.slice(2));
  const before = simulator.world.snapshot(PROD);
  for (const kind of [
    'create-user',
    'put-user-policy',
    'add-user-to-group',
    'attach-group-policy',
    'put-group-policy',
  ] as const) {
    const outcome = await aws.iam.perform(told.operation(kind), told.attempt({ number: 2 }));
    assert.equal(outcome.kind, 'already-done', kind);
  }
  assert.deepEqual(simulator.world.snapshot(PROD), before);
});

test('the secret is sealed to an age recipient and stored nowhere', async (t) => {
  const { aws, simulator } = await start(t);
  const identity = await generateIdentity();
  const told = story(42, 'age', await identityToRecipient(identity));
  const { outcomes } = await play(aws, told, ['create-user', 'create-access-key']);
  const made = outcomes[1];
  assert.ok(made?.kind === 'done' && made.produced?.handOver?.kind === 'age');
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = JSON.parse(await decrypter.decrypt(armor.decode(made.produced.handOver.ciphertext), 'text'));
  assert.ok(simulator.world.isSecretOf(opened.accessKeyId, opened.secretAccessKey));
  assert.equal(simulator.world.snapshot(PROD).secrets.length, 0);
});

test('an unusable age recipient is refused before a key is made', async (t) => {
  const { aws, simulator } = await start(t);
  const told = story(42, 'age', 'age1nonsense');
  await play(aws, told, ['create-user']);
  const { outcome } = await perform(aws, told.operation('create-access-key'), told.attempt());
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'invalid');
  assert.ok(!simulator.calls.some(({ operation }) => operation === 'CreateAccessKey'));
});

test('all of it can be taken back, twice', async (t) => {
  const { aws, simulator } = await start(t);
  const before = simulator.world.snapshot(PROD);
  const told = story(42);
  const { userId } = await play(aws, told, FORWARD);
  const back = [
    'delete-access-key',
    'remove-user-from-group',
    'delete-user-policy',
    'delete-user',
    'delete-group-policy',
    'detach-group-policy',
    'delete-group',
  ] as const;
  const first = await play(aws, told, back, userId);
  assert.deepEqual(
    first.outcomes.map(({ kind }) => kind),
    back.map(() => 'done'),
  );
  assert.deepEqual(simulator.world.snapshot(PROD), before);
  const second = await play(aws, told, back, userId);
  assert.deepEqual(
    second.outcomes.map(({ kind }) => kind),
    back.map(() => 'already-done'),
  );
});

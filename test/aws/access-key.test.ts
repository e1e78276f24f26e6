import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../src/sandbox/aws/faults.ts';
import { FORWARD, PROD, perform, play, REGION, type Started, type Story, start, story } from './start.ts';

const RESET: Fault = { kind: 'applied-then-reset' };
const FAILS: Fault = { kind: 'error', code: 'ServiceFailure' };

async function withUser(started: Started, number = 42) {
  const told = story(number);
  const { userId } = await play(started.aws, told, ['create-user']);
  if (userId === undefined) throw new Error('no user');
  return { told, attempt: told.attempt({ target: { accountId: PROD, userName: told.userName, userId } }) };
}

const keysOf = ({ simulator }: Started, told: Story) =>
  simulator.world.snapshot(PROD).users.find(({ name }) => name === told.userName)?.keys ?? [];

const secretOf = ({ simulator }: Started, told: Story) =>
  simulator.world.snapshot(PROD).secrets.find(({ name }) => name === `chatelaine/${told.userName}`);

test('CreateAccessKey is sent once, whatever the SDK would like', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  started.simulator.faults.add({ operation: 'CreateAccessKey', fault: RESET });
  const operation = told.operation('create-access-key');
  const prepared = await started.aws.iam.prepare(operation, attempt);
  assert.ok(prepared.kind === 'ready');
  const outcome = await started.aws.iam.perform(operation, { ...attempt, preparation: prepared.preparation });
  assert.equal(outcome.kind, 'retry');
  assert.equal(outcome.calls.filter((call) => call.operation === 'CreateAccessKey').length, 1);
  assert.deepEqual(keysOf(started, told), []);
});

test('several troubles at once: none leaves a key without its secret', async (t) => {
  const started = await start(t);
  const { faults } = started.simulator;
  const stories: readonly (readonly [string, () => void])[] = [
    [
      'the answer is lost, and so is the list',
      () => {
        faults.add({ operation: 'CreateAccessKey', fault: RESET });
        faults.add({ operation: 'ListAccessKeys', nth: 2, times: 3, fault: FAILS });
      },
    ],
    [
      'the answer is lost, and the orphan can’t be deleted at first',
      () => {
        faults.add({ operation: 'CreateAccessKey', fault: { kind: 'truncated' } });
        faults.add({ operation: 'DeleteAccessKey', times: 3, fault: FAILS });
      },
    ],
    [
      'the secret is stored, but nobody hears of it',
      () => {
        faults.add({ operation: 'CreateSecret', times: 3, fault: RESET });
      },
    ],
    [
      'the secret is stored, nobody hears of it, nor can it be looked up',
      () => {
        faults.add({ operation: 'CreateSecret', times: 3, fault: RESET });
        faults.add({ operation: 'DescribeSecret', nth: 2, times: 3, fault: FAILS });
      },
    ],
    [
      'Secrets Manager is down for a while',
      () => {
        faults.add({
          operation: 'CreateSecret',
          times: 7,
          fault: { kind: 'error', code: 'InternalServiceError' },
        });
      },
    ],
  ];
  let number = 2_000;
  for (const [what, trouble] of stories) {
    const { told, attempt } = await withUser(started, number++);
    trouble();
    const { outcome } = await perform(started.aws, told.operation('create-access-key'), attempt);
    faults.clear();
    assert.ok(outcome.kind === 'done' || outcome.kind === 'already-done', what);
    const [key, ...more] = keysOf(started, told);
    assert.deepEqual(more, [], what);
    assert.equal(key?.id, outcome.produced?.accessKeyId, what);
    const stored = JSON.parse(
      started.simulator.world.secretValue(PROD, `chatelaine/${told.userName}`) ?? '{}',
    );
    assert.equal(stored.accessKeyId, key?.id, what);
    assert.ok(started.simulator.world.isSecretOf(stored.accessKeyId, stored.secretAccessKey), what);
  }
});

test('late reads: the orphan is found all the same, and the whole story ends as it should', async (t) => {
  const started = await start(t, { quirks: { staleReads: 1 } });
  const told = story(42);
  started.simulator.faults.add({ operation: 'CreateAccessKey', fault: RESET });
  const { outcomes } = await play(started.aws, told, FORWARD);
  const made = outcomes[FORWARD.indexOf('create-access-key')];
  assert.ok(made?.kind === 'done');
  assert.deepEqual(
    keysOf(started, told).map(({ id }) => id),
    [made.produced?.accessKeyId],
  );
});

test('an attempt that crashed after the hand-over is recognised', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  const operation = told.operation('create-access-key');
  const first = { ...attempt, preparation: { accessKeyIdsBefore: [] } };
  const done = await started.aws.iam.perform(operation, first);
  const again = await started.aws.iam.perform(operation, { ...first, number: 2 });
  assert.ok(done.kind === 'done' && again.kind === 'already-done');
  assert.deepEqual(again.produced, done.produced);
});

test('an attempt that crashed before the hand-over leaves a key that is replaced', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  started.simulator.world.change(PROD, ({ users }) => {
    const keys = users.get(told.userName)?.keys;
    keys?.push({ id: 'AKIAORPHANORPHANORPH', secret: 'lost', createdAt: new Date(), active: true });
  });
  const operation = told.operation('create-access-key');
  const outcome = await started.aws.iam.perform(operation, {
    ...attempt,
    number: 2,
    preparation: { accessKeyIdsBefore: [] },
  });
  assert.ok(outcome.kind === 'done');
  assert.deepEqual(
    keysOf(started, told).map(({ id }) => id),
    [outcome.produced?.accessKeyId],
  );
});

test('keys that were there before are never touched', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  started.simulator.world.change(PROD, ({ users }) => {
    const keys = users.get(told.userName)?.keys;
    keys?.push({ id: 'AKIABEFOREBEFOREBEFO', secret: 'known', createdAt: new Date(), active: true });
  });
  started.simulator.faults.add({ operation: 'CreateAccessKey', fault: RESET });
  const { outcome } = await perform(started.aws, told.operation('create-access-key'), attempt);
  assert.equal(outcome.kind, 'done');
  assert.ok(keysOf(started, told).some(({ id }) => id === 'AKIABEFOREBEFOREBEFO'));
  assert.equal(keysOf(started, told).length, 2);
});

test('a secret of that name that isn’t ours stops it before a key is made', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  const other = story(43);
  const name = `chatelaine/${told.userName}`;
  started.simulator.world.change(PROD, ({ secrets }) => {
    secrets.set(`${REGION}/${name}`, {
      name,
      arn: `arn:aws:secretsmanager:${REGION}:${PROD}:secret:${name}-aB3dE6`,
      region: REGION,
      createdAt: new Date(),
      changedAt: new Date(),
      tags: new Map([['chatelaine:request', other.request]]),
      versions: [],
    });
  });
  const { outcome } = await perform(started.aws, told.operation('create-access-key'), attempt);
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'already-exists');
  assert.match(outcome.message, /secret chatelaine\/svc-story-42 is in .* already/);
  assert.deepEqual(keysOf(started, told), []);

  started.simulator.world.change(PROD, ({ secrets }) => {
    for (const secret of secrets.values()) secret.deletedAt = new Date();
  });
  const later = await perform(started.aws, told.operation('create-access-key'), attempt);
  assert.ok(later.outcome.kind === 'failed');
  assert.equal(later.outcome.code, 'conflict');
  assert.match(later.outcome.message, /waits for its deletion/);

  // Taking back leaves it alone as well, and says so.
  const back = await perform(started.aws, told.operation('delete-access-key'), attempt);
  assert.ok(back.outcome.kind === 'already-done');
  assert.match(back.outcome.note ?? '', /was left as it is/);
});

test('when the sink refuses for good, the key is deleted and the reason is told', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  started.simulator.faults.add({
    operation: 'CreateSecret',
    times: 'always',
    fault: { kind: 'access-denied' },
  });
  const { outcome } = await perform(started.aws, told.operation('create-access-key'), attempt);
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'access-denied');
  assert.match(outcome.message, /^The secret could not be stored\. AWS refused/);
  assert.deepEqual(keysOf(started, told), []);
  assert.equal(secretOf(started, told), undefined);
});

test('a key that can neither be handed over nor deleted is named', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  started.simulator.faults.add({
    operation: 'CreateSecret',
    times: 'always',
    fault: { kind: 'access-denied' },
  });
  started.simulator.faults.add({
    operation: 'DeleteAccessKey',
    times: 'always',
    fault: { kind: 'access-denied' },
  });
  const { outcome } = await perform(started.aws, told.operation('create-access-key'), attempt);
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'secret-lost');
  const [key] = keysOf(started, told);
  assert.ok(key !== undefined && outcome.message.includes(key.id));
  assert.match(outcome.message, /Delete that key by hand\.$/);
});

test('the quota of keys is final and is not sent three times', async (t) => {
  const started = await start(t);
  const { told, attempt } = await withUser(started);
  started.simulator.world.change(PROD, ({ users }) => {
    for (const id of ['AKIAFIRSTFIRSTFIRSTF', 'AKIASECONDSECONDSECO'])
      users.get(told.userName)?.keys.push({ id, secret: 'known', createdAt: new Date(), active: true });
  });
  const { outcome } = await perform(started.aws, told.operation('create-access-key'), attempt);
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'limit');
  assert.match(outcome.message, /AccessKeysPerUser/);
  assert.equal(outcome.calls.filter(({ operation }) => operation === 'CreateAccessKey').length, 1);
});

test('the secret is in no outcome, no log line and no error', async (t) => {
  const started = await start(t);
  const said: unknown[] = [];
  const made: string[] = [];
  const faults: readonly Fault[] = [
    RESET,
    FAILS,
    { kind: 'truncated' },
    { kind: 'access-denied' },
    { kind: 'time-out', applied: true },
  ];
  let number = 3_000;
  for (const operation of ['CreateAccessKey', 'CreateSecret', 'DescribeSecret', 'DeleteAccessKey']) {
    for (const fault of faults) {
      const { told, attempt } = await withUser(started, number++);
      started.simulator.faults.add({ operation, times: 2, fault });
      const watch = started.simulator.onCall(() => {
        started.simulator.world.change(PROD, ({ users }) => {
          for (const key of users.get(told.userName)?.keys ?? []) made.push(key.secret);
        });
      });
      try {
        said.push(await perform(started.aws, told.operation('create-access-key'), attempt));
      } catch (error) {
        said.push(error instanceof Error ? [error.message, error.stack, Object.entries(error)] : error);
      }
      watch();
      started.simulator.faults.clear();
    }
  }
  assert.ok(new Set(made).size >= 15);
  const text = JSON.stringify([said, started.warnings]);
  for (const secret of new Set(made)) assert.ok(!text.includes(secret.slice(0, 12)), 'a secret came out');
});

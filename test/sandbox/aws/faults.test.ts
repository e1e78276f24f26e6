import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import {
  CreateAccessKeyCommand,
  CreateGroupCommand,
  GetGroupCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import type { Fault } from '../../../src/sandbox/aws/faults.ts';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { STAGING } from '../../../src/sandbox/scenario/staging.ts';
import { refusal, startFree } from './start.ts';

const UserName = 'svc-datadog';
const createKey = new CreateAccessKeyCommand({ UserName });

test('errors by code, at the second call, twice', async (t) => {
  const { aws, client } = await startFree(t);
  const read = () => client.send(new GetUserCommand({ UserName }));
  aws.faults.add({ operation: 'GetUser', nth: 2, times: 2, fault: { kind: 'error', code: 'Throttling' } });
  await read();
  await assert.rejects(read(), refusal('Throttling', 400, /^Rate exceeded$/));
  await assert.rejects(read(), refusal('Throttling', 400));
  await read();
  aws.faults.add({ service: 'iam', fault: { kind: 'error', code: 'ServiceFailure' } });
  await assert.rejects(read(), refusal('ServiceFailureException', 500));
  aws.faults.add({ account: STAGING, times: 'always', fault: { kind: 'error', code: 'ServiceFailure' } });
  await read();
  assert.deepEqual(
    aws.calls.slice(1).map(({ errorCode = '-', fault = '-' }) => `${errorCode} ${fault}`),
    ['- -', 'Throttling error', 'Throttling error', '- -', 'ServiceFailure error', '- -'],
  );
});

test('an expired token and a denial from above look like the real ones', async (t) => {
  const { aws, client, secrets, keys } = await startFree(t);
  aws.faults.add({ fault: { kind: 'expired-token' } });
  await assert.rejects(client.send(createKey), refusal('ExpiredToken', 403));
  aws.faults.add({ service: 'secretsmanager', fault: { kind: 'expired-token' } });
  await assert.rejects(secrets(keys).send(new ListSecretsCommand({})), refusal('ExpiredTokenException', 400));
  aws.faults.add({ fault: { kind: 'access-denied' } });
  await assert.rejects(
    client.send(createKey),
    refusal('AccessDenied', 403, /iam:CreateAccessKey with an explicit deny in a service control policy$/),
  );
});

const CUTS: readonly { readonly fault: Fault; readonly applied: boolean }[] = [
  { fault: { kind: 'refused' }, applied: false },
  { fault: { kind: 'reset-before' }, applied: false },
  { fault: { kind: 'applied-then-reset' }, applied: true },
  { fault: { kind: 'truncated' }, applied: true },
];

for (const { fault, applied } of CUTS) {
  test(`${fault.kind}: the caller sees a broken connection, the key is ${applied ? 'there' : 'not there'}`, async (t) => {
    const { aws, client } = await startFree(t);
    aws.faults.add({ operation: 'CreateAccessKey', fault });
    const error = await client.send(createKey).then(
      () => assert.fail('the call must fail'),
      (reason: Error & { code?: string }) => reason,
    );
    assert.match(
      `${error.name} ${error.code} ${error.message}`,
      /ECONNRESET|EPIPE|aborted|socket hang up|TimeoutError|terminated/i,
    );
    const { AccessKeyMetadata } = await client.send(new ListAccessKeysCommand({ UserName }));
    assert.equal(AccessKeyMetadata?.length, applied ? 2 : 1);
    assert.equal(aws.calls.find(({ operation }) => operation === 'CreateAccessKey')?.applied, applied);
  });
}

test('the SDK with its usual three attempts makes two keys out of one lost answer', async (t) => {
  const { aws, iam, keys } = await startFree(t, { quirks: { racyKeyQuota: true } });
  aws.faults.add({ operation: 'CreateAccessKey', fault: { kind: 'applied-then-reset' } });
  await iam(keys, 3).send(createKey);
  assert.equal(aws.world.snapshot(PROD_EU).users.find(({ name }) => name === UserName)?.keys.length, 3);
});

for (const applied of [false, true]) {
  test(`time-out: no answer ever, ${applied ? 'done' : 'not done'}`, async (t) => {
    const { aws, client } = await startFree(t);
    aws.faults.add({ operation: 'CreateGroup', fault: { kind: 'time-out', applied } });
    const abort = new AbortController();
    const ended = new Promise<void>((resolve) => {
      aws.onCall(({ operation }) => operation === 'CreateGroup' && resolve());
    });
    const call = client.send(new CreateGroupCommand({ GroupName: 'late' }), { abortSignal: abort.signal });
    await ended;
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
    assert.equal(aws.calls.at(-1)?.status, undefined);
    const reading = client.send(new GetGroupCommand({ GroupName: 'late' }));
    if (applied) await reading;
    else await assert.rejects(reading, refusal('NoSuchEntityException', 404));
  });
}

test('delay: the answer is late, and the call says how late', async (t) => {
  const { aws, client } = await startFree(t);
  aws.faults.add({ operation: 'GetUser', fault: { kind: 'delay', milliseconds: 40 } });
  await client.send(new GetUserCommand({ UserName }));
  assert.ok((aws.calls.at(-1)?.durationMs ?? 0) >= 39);
});

test('hold: a call stands before it is performed, and goes on when released', async (t) => {
  const { aws, client } = await startFree(t);
  aws.faults.add({ operation: 'CreateGroup', fault: { kind: 'hold', when: 'before' } });
  const call = client.send(new CreateGroupCommand({ GroupName: 'held' }));
  const held = await aws.faults.nextHeld();
  assert.equal(held.operation, 'CreateGroup');
  const exists = () => aws.world.snapshot(PROD_EU).groups.some(({ name }) => name === 'held');
  assert.equal(exists(), false);
  aws.faults.release(held.id);
  await call;
  assert.equal(exists(), true);
  assert.deepEqual(aws.faults.held, []);
});

test('hold: a dropped call never happened', async (t) => {
  const { aws, client } = await startFree(t);
  aws.faults.add({ operation: 'CreateGroup', fault: { kind: 'hold', when: 'before' } });
  const call = client.send(new CreateGroupCommand({ GroupName: 'held' }));
  call.catch(() => undefined);
  aws.faults.drop((await aws.faults.nextHeld()).id);
  await assert.rejects(call);
  assert.equal(
    aws.world.snapshot(PROD_EU).groups.some(({ name }) => name === 'held'),
    false,
  );
});

test('hold: a client that is killed after the key was made never learns its secret', async (t) => {
  const { aws, keys } = await startFree(t);
  aws.faults.add({ operation: 'CreateAccessKey', fault: { kind: 'hold', when: 'after' } });
  const env = {
    ...process.env,
    ...aws.environment,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
  const child = fork(new URL('./create-key-child.ts', import.meta.url), [UserName], { env });
  const held = await aws.faults.nextHeld();
  child.kill('SIGKILL');
  await once(child, 'exit');
  aws.faults.release(held.id);
  const user = aws.world.snapshot(PROD_EU).users.find(({ name }) => name === UserName);
  assert.equal(user?.keys.length, 2);
  assert.equal(aws.calls.find(({ operation }) => operation === 'CreateAccessKey')?.applied, true);
});

test('stale reads: so many reads see what was true before the change', async (t) => {
  const { aws, client } = await startFree(t);
  const tag = async () => {
    const { User } = await client.send(new GetUserCommand({ UserName }));
    return User?.Tags?.find(({ Key }) => Key === 'shade')?.Value;
  };
  aws.faults.add({ operation: 'TagUser', fault: { kind: 'stale', reads: 2 } });
  await client.send(new TagUserCommand({ UserName, Tags: [{ Key: 'shade', Value: 'new' }] }));
  assert.deepEqual([await tag(), await tag(), await tag()], [undefined, undefined, 'new']);
});

test('stale reads for good: each change is seen late', async (t) => {
  const { client } = await startFree(t, { quirks: { staleReads: 1 } });
  const read = new GetGroupCommand({ GroupName: 'fresh' });
  await client.send(new CreateGroupCommand({ GroupName: 'fresh' }));
  await assert.rejects(client.send(read), refusal('NoSuchEntityException', 404));
  await client.send(read);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateGroupCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { refusal, startFree } from './start.ts';

test('faults, calls and the world are reachable over HTTP', async (t) => {
  const { aws, client } = await startFree(t);
  interface Content {
    readonly id?: number;
    readonly held?: readonly { readonly id: number }[];
    readonly list?: readonly { readonly name?: string; readonly operation?: string }[];
  }
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${aws.url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const given: unknown = await answer.json();
    return { status: answer.status, content: (Array.isArray(given) ? { list: given } : given) as Content };
  };
  const read = () => client.send(new GetUserCommand({ UserName: 'svc-etl' }));

  const added = await control('POST', 'faults', {
    operation: 'GetUser',
    times: 'always',
    fault: { kind: 'error', code: 'Throttling' },
  });
  assert.equal(added.status, 200);
  await assert.rejects(read(), refusal('Throttling', 400));
  await control('DELETE', `faults/${added.content.id}`);
  await read();

  const wrong = await control('POST', 'faults', { fault: { kind: 'explode' } });
  assert.equal(wrong.status, 400);
  assert.equal((await control('POST', 'nothing', {})).status, 404);

  await control('POST', 'faults', { operation: 'CreateGroup', fault: { kind: 'hold', when: 'before' } });
  const call = client.send(new CreateGroupCommand({ GroupName: 'held' }));
  const { id } = await aws.faults.nextHeld();
  const { content } = await control('GET', 'faults');
  assert.equal(content.held?.[0]?.id, id);
  await control('POST', 'holds/release', { id });
  await call;

  const calls = await control('GET', 'calls');
  assert.equal(calls.content.list?.at(-1)?.operation, 'CreateGroup');
  const world = await control('GET', 'world');
  assert.deepEqual(
    world.content.list?.map(({ name }) => name),
    ['root-org', 'prod-eu', 'staging', 'sandbox-dev'],
  );

  const browser = await fetch(`${aws.url}/_sandbox/world`, {
    headers: { origin: 'https://elsewhere.example' },
  });
  assert.equal(browser.status, 403);
});

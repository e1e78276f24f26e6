import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../src/sandbox/slack/model.ts';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { approvals, requestView } from '../request-views.ts';
import { type Mode, type Running, startSlack } from '../slack-fixture.ts';

/** A real click on Approve, to be told differently. */
async function approvedOnce(running: Running) {
  const { simulator, slack } = running;
  const card = await slack.chat.post(approvals, { kind: 'request-card', view: requestView() }, { key: 'k' });
  await simulator.as(people.securityApprover).click(card, 'approve');
  const delivery = simulator.deliveries.at(-1);
  assert.ok(delivery);
  return delivery;
}

const acceptedBy = ({ useCases }: Running) => useCases.asked.filter(({ what }) => what === 'accept').length;

const untrue: readonly {
  readonly name: string;
  readonly change: (payload: JsonObject) => JsonObject;
}[] = [
  {
    name: 'of another workspace',
    change: (payload) => ({ ...payload, team: { id: 'T0FOREIGN00', domain: 'x' } }),
  },
  { name: 'for another app', change: (payload) => ({ ...payload, api_app_id: 'A0FOREIGN00' }) },
  { name: 'without an app', change: ({ api_app_id: _, ...payload }) => payload },
  {
    name: 'with two actions',
    change: (payload) => ({
      ...payload,
      actions: Array.isArray(payload.actions) ? [...payload.actions, ...payload.actions] : [],
    }),
  },
  { name: 'without an action', change: (payload) => ({ ...payload, actions: [] }) },
];

for (const mode of ['http', 'socket'] satisfies readonly Mode[]) {
  for (const { name, change } of untrue) {
    test(`${mode}: a click ${name} has no effect`, async (t) => {
      const running = await startSlack(t, mode);
      const { kind, payload } = await approvedOnce(running);
      const made = await running.simulator.deliver(
        { kind, payload: change(payload) },
        { timestampSkewSeconds: 1, timeoutMs: 500 },
      );
      assert.notEqual(made.failure, undefined);
      if (mode === 'http') assert.equal(made.ack?.status, 403);
      assert.equal(acceptedBy(running), 1);
    });
  }

  test(`${mode}: a click that can’t be recorded is not acknowledged`, async (t) => {
    const running = await startSlack(t, mode, {
      accept: async () => {
        throw new Error('the database is gone');
      },
    });
    const { simulator, slack } = running;
    const card = await slack.chat.post(
      approvals,
      { kind: 'request-card', view: requestView() },
      { key: 'k' },
    );
    const click = simulator.as(people.securityApprover).click(card, 'approve');
    if (mode === 'http') await assert.rejects(click, { code: 'dispatch_failed' });
    else await assert.rejects(click, { code: 'operation_timeout' });
    assert.equal(running.useCases.carriedOut.length, 0);
  });
}

const untimely = [
  { name: 'forged', options: { forged: true } },
  { name: 'unsigned', options: { unsigned: true } },
  { name: 'late', options: { timestampSkewSeconds: -301 } },
  { name: 'future-dated', options: { timestampSkewSeconds: 302 } },
] as const;

for (const { name, options } of untimely) {
  test(`http: a ${name} request is refused before it is read`, async (t) => {
    const running = await startSlack(t, 'http');
    const { kind, payload } = await approvedOnce(running);
    const made = await running.simulator.deliver({ kind, payload }, options);
    assert.equal(made.ack?.status, 401);
    assert.equal(acceptedBy(running), 1);
  });
}

test('http: the very same request sent again is refused', async (t) => {
  const running = await startSlack(t, 'http');
  const { id } = await approvedOnce(running);
  const made = await running.simulator.redeliver(id, { exact: true });
  assert.equal(made.ack?.status, 401);
  assert.equal(acceptedBy(running), 1);
});

test('http: a request that failed may be sent again as it was', async (t) => {
  let isDown = true;
  const running = await startSlack(t, 'http', {
    accept: async () => {
      if (isDown) throw new Error('the database is gone');
      return 'new';
    },
  });
  const { simulator, slack } = running;
  const card = await slack.chat.post(approvals, { kind: 'request-card', view: requestView() }, { key: 'k' });
  await assert.rejects(simulator.as(people.securityApprover).click(card, 'approve'));
  isDown = false;
  const failed = simulator.deliveries.at(-1);
  assert.ok(failed);
  const made = await simulator.redeliver(failed.id, { exact: true });
  assert.equal(made.ack?.status, 200);
  assert.equal(running.useCases.carriedOut.length, 1);
});

test('http: a body over 1 MB is refused', async (t) => {
  const { port } = await startSlack(t, 'http');
  const body = 'x'.repeat(1024 * 1024 + 1);
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body });
  assert.equal(answer.status, 413);
});

test('the caller’s routes answer in both modes, and nothing else does', async (t) => {
  for (const mode of ['http', 'socket'] satisfies readonly Mode[]) {
    const { port } = await startSlack(t, mode);
    const base = `http://127.0.0.1:${port}`;
    assert.equal(await (await fetch(`${base}/healthz`)).text(), 'ok');
    assert.equal((await fetch(`${base}/elsewhere`)).status, 404);
    assert.equal((await fetch(`${base}/slack/events`)).status, 404);
  }
});

test('socket: two connections; a refresh of one and then the other loses no command', async (t) => {
  const { simulator } = await startSlack(t, 'socket');
  const noor = simulator.as(people.requester);
  await simulator.socket.connected(2);
  for (const index of [0, 1, 0]) {
    simulator.socket.warn(index);
    assert.match((await noor.command(channelIds.teamPlatform, '/iam help'))?.text ?? '', /Commands/);
  }
  assert.match((await noor.command(channelIds.teamPlatform, '/iam help'))?.text ?? '', /Commands/);
});

test('socket: after a break the connections come back by themselves', async (t) => {
  const { simulator, slack } = await startSlack(t, 'socket');
  await simulator.socket.connected(2);
  const opened = () => simulator.calls.filter(({ method }) => method === 'apps.connections.open').length;
  simulator.socket.drop();
  await new Promise<void>((resolve) => {
    const stop = simulator.onCall(() => {
      if (opened() < 4) return;
      stop();
      resolve();
    });
  });
  await simulator.socket.connected(2);
  assert.equal(slack.isConnected(), true);
  const answer = await simulator.as(people.requester).command(channelIds.teamPlatform, '/iam help');
  assert.match(answer?.text ?? '', /Commands/);
});

test('stop waits for what runs', async (t) => {
  const release = Promise.withResolvers<void>();
  const running = await startSlack(t, 'http', { carryOut: () => release.promise });
  await approvedOnce(running);
  let isStopped = false;
  const stopped = running.slack.stop({ drainMs: 5000 }).then(() => {
    isStopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isStopped, false);
  release.resolve();
  await stopped;
  assert.equal(isStopped, true);
});

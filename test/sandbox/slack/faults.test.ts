import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelIds } from '../../../src/sandbox/workspace.ts';
import { clientOf, startSimulator } from './fixture.ts';

const channel = channelIds.audit;
const message = { channel, text: 'x' };

test('rate limits, errors and statuses come on demand, at the chosen call', async (t) => {
  const slack = await startSimulator(t);
  const { chat } = clientOf(slack);
  slack.faults.add({
    method: 'chat.postMessage',
    nth: 2,
    effect: { kind: 'ratelimited', retryAfterSeconds: 7 },
  });
  slack.faults.add({
    method: 'chat.postMessage',
    nth: 3,
    effect: { kind: 'error', error: 'internal_error' },
  });
  slack.faults.add({ method: '*', nth: 4, times: 2, effect: { kind: 'status', status: 500 } });
  await chat.postMessage(message);
  await assert.rejects(chat.postMessage(message), { retryAfter: 7 });
  await assert.rejects(chat.postMessage(message), /internal_error/);
  await assert.rejects(chat.postMessage(message), { statusCode: 500 });
  await assert.rejects(chat.postMessage(message), { statusCode: 500 });
  await chat.postMessage(message);
  assert.equal(slack.state.messages(channel).length, 2);
});

test('a reset before the effect leaves nothing, a reset after it leaves the message', async (t) => {
  const slack = await startSimulator(t);
  const { chat } = clientOf(slack);
  slack.faults.add({ method: 'chat.postMessage', effect: { kind: 'reset', when: 'before' } });
  await assert.rejects(chat.postMessage(message));
  assert.equal(slack.state.messages(channel).length, 0);
  slack.faults.add({ method: 'chat.postMessage', effect: { kind: 'reset', when: 'after' } });
  await assert.rejects(chat.postMessage(message));
  assert.equal(slack.state.messages(channel).length, 1);
  assert.deepEqual(
    slack.calls.map((call) => [call.fault, call.applied, call.status]),
    [
      ['reset before', false, undefined],
      ['reset after', true, undefined],
    ],
  );
});

test('a time-out lets the caller give up', async (t) => {
  const slack = await startSimulator(t);
  const fault = slack.faults.add({ method: 'chat.postMessage', effect: { kind: 'timeout', when: 'after' } });
  await assert.rejects(clientOf(slack).chat.postMessage(message));
  assert.equal(fault.hits(), 1);
  assert.equal(slack.state.messages(channel).length, 1);
});

for (const when of ['before', 'after'] as const) {
  test(`a call held ${when} its effect waits for the release`, async (t) => {
    const slack = await startSimulator(t);
    const fault = slack.faults.add({ method: 'chat.postMessage', effect: { kind: 'hold', when } });
    const posting = clientOf(slack).chat.postMessage(message);
    await fault.reached;
    assert.equal(slack.state.messages(channel).length, when === 'after' ? 1 : 0);
    assert.equal(slack.calls.at(-1)?.status, undefined);
    fault.release();
    assert.equal((await posting).ok, true);
    assert.equal(slack.state.messages(channel).length, 1);
  });
}

test('a call held before its effect is dropped when its caller dies', async (t) => {
  const slack = await startSimulator(t);
  const fault = slack.faults.add({ method: 'chat.postMessage', effect: { kind: 'hold', when: 'before' } });
  const caller = new AbortController();
  const posting = fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.workspace.app.botToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(message),
    signal: caller.signal,
  });
  await fault.reached;
  caller.abort();
  await assert.rejects(posting, { name: 'AbortError' });
  // Its end reaches the server before the answer to a later call does.
  await clientOf(slack).auth.test();
  fault.release();
  await clientOf(slack).chat.postMessage({ channel, text: 'another' });
  assert.deepEqual(
    slack.state.messages(channel).map((one) => one.text),
    ['another'],
  );
});

test('calls are recorded with arguments and answers, without the token', async (t) => {
  const slack = await startSimulator(t);
  const seen: string[] = [];
  const stop = slack.onCall((call) => seen.push(call.method));
  await clientOf(slack).chat.postMessage({ ...message, token: slack.workspace.app.botToken });
  stop();
  await clientOf(slack).auth.test();
  assert.deepEqual(seen, ['chat.postMessage']);
  assert.equal(slack.calls[0]?.answer?.ok, true);
  assert.ok(!JSON.stringify(slack.calls).includes(slack.workspace.app.botToken));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type bolt from '@slack/bolt';
import { objectsIn } from '../../../src/sandbox/slack/json.ts';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { channelIds, groupIds, people } from '../../../src/sandbox/workspace.ts';
import { clientOf, startApp, startEndpoint, startSimulator } from './fixture.ts';

const channel = channelIds.approvals;

/** Posts a message with one button, and has the app count how often it is pressed. */
async function withButton(slack: SlackSimulator) {
  await clientOf(slack).chat.postMessage({
    channel,
    text: 'Press',
    blocks: [
      {
        type: 'actions',
        block_id: 'row',
        elements: [
          { type: 'button', action_id: 'press', value: '1', text: { type: 'plain_text', text: 'Press' } },
        ],
      },
    ],
  });
  const message = slack.state.messages(channel).at(-1);
  assert.ok(message);
  return message;
}

function counting(pressed: string[]) {
  return (app: bolt.App) => {
    app.action('press', async ({ ack, body }) => {
      pressed.push(body.user.id);
      await ack();
    });
  };
}

test('the payload of a click is as Slack documents it', async (t) => {
  const slack = await startApp(t, 'http', counting([]));
  const message = await withButton(slack);
  await slack.as(people.owner).click(message, 'press');
  const payload = slack.deliveries.at(-1)?.payload;
  assert.deepEqual(payload?.container, {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel,
    is_ephemeral: false,
  });
  assert.deepEqual(payload?.channel, { id: channel, name: 'privategroup' });
  assert.equal(payload?.api_app_id, slack.workspace.app.appId);
  assert.deepEqual(payload?.team, { id: slack.workspace.team.id, domain: 'hearth' });
  assert.deepEqual(payload?.state, { values: {} });
  const [action] = objectsIn(payload?.actions);
  assert.equal(action?.action_id, 'press');
  assert.equal(action?.value, '1');
  assert.match(String(action?.action_ts), /^\d+\.\d{6}$/);
});

test('a redelivered click reaches the app again; exactly the same bytes too', async (t) => {
  const pressed: string[] = [];
  const slack = await startApp(t, 'http', counting(pressed));
  await slack.as(people.owner).click(await withButton(slack), 'press');
  const first = slack.deliveries.at(-1);
  assert.ok(first);
  const again = await slack.redeliver(first.id);
  const exact = await slack.redeliver(first.id, { exact: true });
  assert.equal(pressed.length, 3);
  assert.equal(again.repeats, first.id);
  assert.deepEqual([exact.body, exact.headers], [first.body, first.headers]);
});

test('Bolt refuses a forged, an unsigned and a late request; the sandbox can make each', async (t) => {
  const pressed: string[] = [];
  const slack = await startApp(t, 'http', counting(pressed));
  await slack.as(people.owner).click(await withButton(slack), 'press');
  const honest = slack.deliveries.at(-1);
  assert.ok(honest);
  for (const untrue of [{ forged: true }, { unsigned: true }, { timestampSkewSeconds: -600 }]) {
    const answer = await slack.deliver({ kind: 'interactive', payload: honest.payload }, untrue);
    assert.equal(answer.failure, 'http_error', JSON.stringify(untrue));
    assert.equal(answer.ack?.status, 401);
  }
  assert.equal(pressed.length, 1);
});

test('a payload may be changed: another person, as an attacker would', async (t) => {
  const pressed: string[] = [];
  const slack = await startApp(t, 'http', counting(pressed));
  await slack.as(people.owner).click(await withButton(slack), 'press');
  const { kind, payload } = slack.deliveries.at(-1) ?? { kind: 'interactive' as const, payload: {} };
  await slack.deliver({ kind, payload: { ...payload, user: { id: people.leaver, team_id: 'T0OTHER' } } });
  assert.deepEqual(pressed, [people.owner, people.leaver]);
});

test('held deliveries arrive in the order of the release', async (t) => {
  const pressed: string[] = [];
  const slack = await startApp(t, 'http', counting(pressed));
  const message = await withButton(slack);
  const hold = slack.holdDeliveries();
  const clicks = [people.owner, people.responder].map((id) => slack.as(id).click(message, 'press'));
  assert.deepEqual(pressed, []);
  await hold.release('reversed');
  await Promise.all(clicks);
  assert.deepEqual(pressed, [people.responder, people.owner]);
});

test('a silent app is told to the person in the words of the client', async (t) => {
  const slack = await startSimulator(t, { url: await startEndpoint(t, () => 'hang') });
  const owner = slack.as(people.owner);
  const message = await withButton(slack);
  const started = Date.now();
  await Promise.all([
    assert.rejects(owner.command(channelIds.general, '/iam'), {
      code: 'operation_timeout',
      message: '/iam failed with the error "operation_timeout"',
    }),
    assert.rejects(owner.click(message, 'press'), {
      message: 'Operation timed out. Apps need to respond within 3 seconds.',
    }),
  ]);
  assert.ok(Date.now() - started >= 2_900, 'the app had its 3 seconds');
});

test('an app that is away or broken is told too', async (t) => {
  const slack = await startSimulator(t);
  const owner = slack.as(people.owner);
  await assert.rejects(owner.command(channelIds.general, '/iam'), {
    code: 'dispatch_failed',
    message: '/iam failed with the error "dispatch_failed"',
  });
  slack.setDeliveryUrl(await startEndpoint(t, () => ({ status: 500 })));
  const message = await withButton(slack);
  await assert.rejects(owner.click(message, 'press'), {
    message: 'This app responded with status code 500.',
  });
});

test('an unacknowledged event is retried with its number and reason', async (t) => {
  const slack = await startSimulator(t, {
    url: await startEndpoint(t, (attempt) => ({ status: attempt < 3 ? 503 : 200 })),
  });
  await slack.as(people.owner).say(channelIds.teamPlatform, 'hello');
  const [first] = slack.deliveries;
  assert.equal(first?.failure, 'http_error');
  const [second] = await slack.retryEvents();
  const [third] = await slack.retryEvents();
  assert.equal(second?.headers['x-slack-retry-num'], '1');
  assert.equal(second?.headers['x-slack-retry-reason'], 'http_error');
  assert.equal(third?.headers['x-slack-retry-num'], '2');
  assert.equal(third?.failure, undefined);
  assert.equal(third?.payload.event_id, first?.payload.event_id);
  assert.deepEqual(await slack.retryEvents(), []);
});

test('changes of people and groups are told to the app', async (t) => {
  const heard: unknown[] = [];
  const slack = await startApp(t, 'http', (app) => {
    app.event('user_change', async ({ event }) => {
      heard.push([event.type, event.user.id, event.user.deleted]);
    });
    app.event('subteam_members_changed', async ({ event }) => {
      heard.push([event.type, event.removed_users]);
    });
  });
  await slack.setDeactivated(people.owner);
  await slack.setGroupMembers(groupIds.responders, [people.responder]);
  await slack.idle();
  assert.deepEqual(heard, [
    ['user_change', people.owner, true],
    ['subteam_members_changed', [people.securityApprover]],
  ]);
  await assert.rejects(slack.as(people.owner).say(channelIds.general, 'hi'), { code: 'no_access' });
});

test('Socket Mode: payloads go to any connection, and a refresh brings a new one', async (t) => {
  const pressed: string[] = [];
  const slack = await startApp(t, 'socket', counting(pressed));
  const message = await withButton(slack);
  await slack.as(people.owner).click(message, 'press');
  assert.equal(slack.deliveries.at(-1)?.kind, 'interactive');
  assert.equal(slack.socket.connections(), 1);
  const opened = () => slack.calls.filter((call) => call.method === 'apps.connections.open').length;
  const before = opened();
  slack.socket.refresh();
  // Slack's client waits 5 s before it connects again; see the facts about Socket Mode.
  await slack.waitFor(() => opened() > before, { timeoutMs: 15_000, what: 'a new connection' });
  await slack.socket.connected();
  await slack.as(people.owner).click(message, 'press');
  assert.equal(pressed.length, 2);
});

test('Socket Mode without a connection fails as a dispatch', async (t) => {
  const slack = await startSimulator(t, { mode: 'socket' });
  await assert.rejects(slack.as(people.owner).command(channelIds.general, '/iam'), {
    code: 'dispatch_failed',
  });
});

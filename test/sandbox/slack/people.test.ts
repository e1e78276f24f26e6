import assert from 'node:assert/strict';
import { test } from 'node:test';
import type bolt from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { clientOf, startApp, startSimulator } from './fixture.ts';

test('who sees what: members, guests, people of other workspaces', async (t) => {
  const slack = await startSimulator(t);
  const { chat } = clientOf(slack);
  for (const channel of [channelIds.prodEu, channelIds.security, channelIds.vendorShared]) {
    await chat.postMessage({ channel, text: 'seen' });
  }
  const sees = (id: string) =>
    Object.values(channelIds).filter((channel) => slack.as(id).messages(channel).length > 0);
  assert.deepEqual(sees(people.securityApprover), [
    channelIds.security,
    channelIds.prodEu,
    channelIds.vendorShared,
  ]);
  assert.deepEqual(sees(people.guest), []);
  assert.deepEqual(sees(people.stranger), [channelIds.vendorShared]);
  const names = slack.snapshot(people.guest).channels.map((channel) => channel.name);
  assert.deepEqual(names, ['team-platform', 'directmessage']);
});

test('a stranger has no commands, but can press what they see', async (t) => {
  const pressed: unknown[] = [];
  const slack = await startApp(t, 'http', (app) => {
    app.action('press', async ({ ack, body }) => {
      await ack();
      pressed.push(body.user);
    });
  });
  await clientOf(slack).chat.postMessage({ channel: channelIds.vendorShared, text: 'x', blocks: [row] });
  const stranger = slack.as(people.stranger);
  await assert.rejects(stranger.command(channelIds.vendorShared, '/iam'), { code: 'not_there' });
  const message = stranger.messages(channelIds.vendorShared).at(-1);
  assert.ok(message);
  await stranger.click(message, 'press', { value: 'a' });
  assert.deepEqual(pressed, [
    { id: people.stranger, username: 'mei.tanaka', name: 'mei.tanaka', team_id: 'T0VENDOR000' },
  ]);
});

test('equal actions are told apart by value; a missing one is refused with what is there', async (t) => {
  const slack = await startApp(t, 'http', (app) => {
    app.action('press', async ({ ack }) => ack());
  });
  const second: KnownBlock = { ...row, block_id: 'second', elements: [button('b')] };
  await clientOf(slack).chat.postMessage({ channel: channelIds.approvals, text: 'x', blocks: [row, second] });
  const owner = slack.as(people.owner);
  const message = owner.messages(channelIds.approvals).at(-1);
  assert.ok(message);
  await assert.rejects(owner.click(message, 'press'), { code: 'invalid_input' });
  await owner.click(message, 'press', { value: 'b' });
  await assert.rejects(owner.click(message, 'deny'), { code: 'not_there', detail: 'there is: press, press' });
});

test('a response URL posts, replaces and deletes, five times in thirty minutes', async (t) => {
  const urls: string[] = [];
  let now = new Date('2026-11-22T09:00:00Z');
  const slack = await startApp(t, 'http', keepUrl(urls), () => now);
  const owner = slack.as(people.owner);
  await owner.command(channelIds.general, '/iam');
  const [url = ''] = urls;
  assert.deepEqual(await send(url, { text: 'one' }), { ok: true });
  assert.deepEqual(
    owner.ephemerals().map((message) => message.text),
    ['one'],
  );
  await send(url, { text: 'to all', response_type: 'in_channel' });
  assert.equal(slack.state.messages(channelIds.general).at(-1)?.text, 'to all');
  const refused = await send(url, { blocks: [{ type: 'marquee' }] });
  assert.equal(refused.error, 'invalid_blocks');
  await send(url, { text: 'four' });
  await send(url, { text: 'five' });
  assert.deepEqual(await send(url, { text: 'six' }), { ok: false, error: 'used_url' });

  await owner.command(channelIds.general, '/iam');
  now = new Date(now.getTime() + 30 * 60_000 + 1);
  assert.deepEqual(await send(urls.at(-1) ?? '', { text: 'late' }), { ok: false, error: 'expired_url' });
});

test('an ephemeral can be answered: replaced, then deleted', async (t) => {
  const urls: string[] = [];
  const slack = await startApp(t, 'http', keepUrl(urls));
  await clientOf(slack).chat.postEphemeral({
    channel: channelIds.approvals,
    user: people.owner,
    text: 'Only you see this',
    blocks: [row],
  });
  const owner = slack.as(people.owner);
  const [ephemeral] = owner.ephemerals(channelIds.approvals);
  assert.ok(ephemeral);
  assert.deepEqual(slack.as(people.responder).ephemerals(), []);
  await owner.click(ephemeral, 'press');
  assert.equal(slack.deliveries.at(-1)?.payload.message, undefined, 'Slack does not give its content back');
  await send(urls.at(-1) ?? '', { replace_original: true, text: 'Done' });
  assert.equal(owner.ephemerals().at(-1)?.text, 'Done');
  await send(urls.at(-1) ?? '', { delete_original: true });
  assert.deepEqual(owner.ephemerals(), []);
});

test('shortcuts, mentions and direct messages reach the app', async (t) => {
  const heard: string[] = [];
  const slack = await startApp(t, 'http', (app) => {
    app.shortcut('new_request', async ({ ack, shortcut }) => {
      heard.push(shortcut.type);
      await ack();
    });
    app.shortcut('about_message', async ({ ack, shortcut }) => {
      if (shortcut.type === 'message_action') heard.push(shortcut.message.text ?? '');
      await ack();
    });
    app.event('app_mention', async ({ event }) => {
      heard.push(`mention ${event.text}`);
    });
    app.message('direct', async ({ message }) => {
      heard.push(`${message.channel_type} ${'text' in message ? message.text : ''}`);
    });
  });
  const owner = slack.as(people.owner);
  await owner.shortcut('new_request');
  await assert.rejects(owner.shortcut('about_message'), { code: 'not_there' });
  const said = await owner.say(channelIds.teamPlatform, `<@${slack.workspace.app.botUserId}> help`);
  await owner.messageShortcut('about_message', said);
  await owner.say(owner.dmId(), 'direct question');
  const mention = `<@${slack.workspace.app.botUserId}> help`;
  assert.deepEqual(
    heard.toSorted(),
    ['shortcut', mention, `mention ${mention}`, 'im direct question'].toSorted(),
  );
});

test('a reset brings the seed back', async (t) => {
  const slack = await startSimulator(t);
  await clientOf(slack).chat.postMessage({ channel: channelIds.audit, text: 'x' });
  await slack.setDeactivated(people.owner);
  slack.reset();
  assert.deepEqual(slack.state.messages(channelIds.audit), []);
  assert.equal(slack.state.user(people.owner)?.deleted, undefined);
  assert.deepEqual([slack.calls.length, slack.deliveries.length], [0, 0]);
});

function button(value: string) {
  return {
    type: 'button' as const,
    action_id: 'press',
    value,
    text: { type: 'plain_text' as const, text: 'Press' },
  };
}

const row = { type: 'actions' as const, block_id: 'first', elements: [button('a')] };

function keepUrl(urls: string[]) {
  return (app: bolt.App) => {
    app.command('/iam', async ({ ack, body }) => {
      urls.push(body.response_url);
      await ack();
    });
    app.action('press', async ({ ack, body }) => {
      if ('response_url' in body) urls.push(body.response_url);
      await ack();
    });
  };
}

async function send(url: string, payload: object): Promise<{ ok: boolean; error?: string }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
  const { ok, error } = (await response.json()) as { ok: boolean; error?: string };
  return error === undefined ? { ok } : { ok, error };
}

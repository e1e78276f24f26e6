import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelIds, groupIds, people } from '../../../src/sandbox/workspace.ts';
import { clientOf, startSimulator, workspace } from './fixture.ts';

const bot = workspace.app.botUserId;

test('a call needs the right token', async (t) => {
  const slack = await startSimulator(t);
  const identity = await clientOf(slack).auth.test();
  assert.equal(identity.user_id, bot);
  await assert.rejects(clientOf(slack, 'xoxb-other').auth.test(), refusal('invalid_auth'));
  await assert.rejects(clientOf(slack, '').auth.test(), refusal('not_authed'));
  await assert.rejects(
    clientOf(slack, workspace.app.appToken).users.list({}),
    refusal('not_allowed_token_type'),
  );
  slack.revokeTokens();
  await assert.rejects(clientOf(slack).auth.test(), refusal('token_revoked'));
});

test('a call without its scope is refused, with what it needs and has', async (t) => {
  const slack = await startSimulator(t, { manifest: { botScopes: ['chat:write'] } });
  await assert.rejects(clientOf(slack).users.info({ user: people.owner }), (error: WebApiError) => {
    assert.equal(error.data.error, 'missing_scope');
    assert.equal(error.data.needed, 'users:read');
    assert.equal(error.data.provided, 'chat:write');
    return true;
  });
  await assert.rejects(
    clientOf(slack).conversations.history({ channel: channelIds.approvals }),
    refusal('missing_scope'),
  );
});

test('an unknown method is refused, and apps.connections.open without Socket Mode too', async (t) => {
  const slack = await startSimulator(t);
  await assert.rejects(clientOf(slack).apiCall('chat.shout'), refusal('unknown_method'));
  await assert.rejects(
    clientOf(slack, workspace.app.appToken).apps.connections.open(),
    refusal('socket_mode_not_enabled'),
  );
});

test('the bot posts only where it may', async (t) => {
  const slack = await startSimulator(t);
  const { chat, conversations } = clientOf(slack);
  const text = 'hello';
  await assert.rejects(chat.postMessage({ channel: channelIds.general, text }), refusal('not_in_channel'));
  await assert.rejects(chat.postMessage({ channel: 'C0NOWHERE', text }), refusal('channel_not_found'));
  await conversations.join({ channel: channelIds.general });
  assert.equal((await chat.postMessage({ channel: channelIds.general, text })).ok, true);
  await slack.setChannelMembers(channelIds.approvals, [people.owner]);
  await assert.rejects(
    chat.postMessage({ channel: channelIds.approvals, text }),
    refusal('channel_not_found'),
  );
  await assert.rejects(chat.postMessage({ channel: people.leaver, text }), refusal('user_disabled'));
});

test('a direct message goes to the person alone and counts as unread', async (t) => {
  const slack = await startSimulator(t);
  const { chat, conversations } = clientOf(slack);
  const opened = await conversations.open({ users: people.requester });
  const posted = await chat.postMessage({ channel: people.requester, text: 'Your key is ready.' });
  assert.equal(posted.channel, opened.channel?.id);
  const requester = slack.as(people.requester);
  assert.equal(requester.dm().at(-1)?.text, 'Your key is ready.');
  assert.equal(requester.unread(requester.dmId()), 1);
  requester.read(requester.dmId());
  assert.equal(requester.unread(requester.dmId()), 0);
  assert.deepEqual(slack.as(people.owner).messages(requester.dmId()), []);
});

test('chat.update: text alone removes blocks, blocks show no edit, metadata stays until {}', async (t) => {
  const slack = await startSimulator(t);
  const { chat } = clientOf(slack);
  const channel = channelIds.approvals;
  const blocks = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'Card' } }];
  const metadata = { event_type: 'card', event_payload: { id: 1 } };
  const { ts = '' } = await chat.postMessage({ channel, text: 'a', blocks, metadata });
  await chat.update({ channel, ts, text: 'b', blocks });
  assert.equal(slack.state.message(channel, ts)?.edited, undefined);
  assert.deepEqual(slack.state.message(channel, ts)?.metadata, metadata);
  await chat.update({ channel, ts, text: 'c' });
  const now = slack.state.message(channel, ts);
  assert.equal(now?.blocks, undefined);
  assert.equal(now?.edited?.user, bot);
  const said = await slack.as(people.owner).say(channel, 'mine');
  await assert.rejects(chat.update({ channel, ts: said.ts, text: 'x' }), refusal('cant_update_message'));
  await assert.rejects(chat.update({ channel, ts: '1.000000', text: 'x' }), refusal('message_not_found'));
});

test('history has metadata when asked for it, newest first, by pages; threads apart', async (t) => {
  const slack = await startSimulator(t);
  const { chat, conversations } = clientOf(slack);
  const channel = channelIds.approvals;
  const metadata = { event_type: 'request', event_payload: { id: 'IAM-1' } };
  const first = await chat.postMessage({ channel, text: 'first', metadata });
  await chat.postMessage({ channel, text: 'reply', thread_ts: first.ts });
  await chat.postMessage({ channel, text: 'second' });

  const page = await conversations.history({ channel, limit: 1, include_all_metadata: true });
  assert.deepEqual(
    page.messages?.map((message) => message.text),
    ['second'],
  );
  assert.equal(page.has_more, true);
  const cursor = page.response_metadata?.next_cursor ?? '';
  const rest = await conversations.history({ channel, limit: 1, cursor, include_all_metadata: true });
  assert.equal(rest.messages?.[0]?.metadata?.event_type, 'request');
  const plain = await conversations.history({ channel });
  assert.equal(plain.messages?.at(-1)?.metadata, undefined);
  assert.equal(plain.messages?.at(-1)?.reply_count, 1);
  const thread = await conversations.replies({ channel, ts: first.ts ?? '' });
  assert.deepEqual(
    thread.messages?.map((message) => message.text),
    ['first', 'reply'],
  );
});

test('timestamps never repeat while the clock stands still', async (t) => {
  const frozen = new Date('2026-11-22T09:00:00Z');
  const slack = await startSimulator(t, { now: () => frozen });
  const { chat } = clientOf(slack);
  const stamps = [];
  for (const text of ['a', 'b', 'c']) {
    stamps.push((await chat.postMessage({ channel: channelIds.audit, text })).ts);
  }
  assert.deepEqual(stamps, ['1795338000.000000', '1795338000.000001', '1795338000.000002']);
});

test('people and groups are shown as Slack shows them', async (t) => {
  const slack = await startSimulator(t);
  const { users, usergroups } = clientOf(slack);
  const owner = (await users.info({ user: people.owner })).user;
  assert.equal(owner?.tz, 'Europe/Paris');
  assert.equal(owner?.profile?.email, 'ines.moreau@hearth.example');
  const stranger = (await users.info({ user: people.stranger })).user;
  assert.notEqual(stranger?.team_id, workspace.team.id);
  assert.equal((await users.info({ user: people.guest })).user?.is_restricted, true);
  assert.equal((await users.info({ user: people.leaver })).user?.deleted, true);
  await assert.rejects(users.lookupByEmail({ email: 'nobody@hearth.example' }), refusal('users_not_found'));

  await slack.setGroupMembers(groupIds.securityApprovers, [people.owner]);
  const members = await usergroups.users.list({ usergroup: groupIds.securityApprovers });
  assert.deepEqual(members.users, [people.owner]);
  await slack.setGroupDisabled(groupIds.securityApprovers, true);
  const listed = await usergroups.list({});
  assert.equal(listed.usergroups?.length, Object.keys(groupIds).length - 1);
});

test('channels tell whether they are shared', async (t) => {
  const slack = await startSimulator(t);
  const { conversations } = clientOf(slack);
  const info = async () => (await conversations.info({ channel: channelIds.teamPlatform })).channel;
  await slack.shareChannel(channelIds.teamPlatform, 'pending');
  assert.equal((await info())?.is_pending_ext_shared, true);
  await slack.shareChannel(channelIds.teamPlatform, 'shared');
  assert.equal((await info())?.is_ext_shared, true);
  const listed = await conversations.list({ types: 'public_channel,private_channel' });
  assert.deepEqual(listed.channels?.map((channel) => channel.name).includes('iam-approvals'), true);
});

test('a file goes up in three steps and is shared with its title', async (t) => {
  const slack = await startSimulator(t);
  await clientOf(slack).files.uploadV2({
    channel_id: channelIds.prodEu,
    filename: 'findings.csv',
    title: 'Findings',
    content: 'user,age\nsvc-backup,412\n',
    initial_comment: 'The rest as CSV',
  });
  const message = slack.state.messages(channelIds.prodEu).at(-1);
  assert.equal(message?.text, 'The rest as CSV');
  const file = message?.files?.[0];
  assert.equal(file?.title, 'Findings');
  assert.equal(await (await fetch(file?.urlPrivate ?? '')).text(), 'user,age\nsvc-backup,412\n');
});

test('strict rates hold messages to one a second and channel', async (t) => {
  const slack = await startSimulator(t, { strictRates: true });
  const { chat } = clientOf(slack);
  await chat.postMessage({ channel: channelIds.audit, text: 'one' });
  await assert.rejects(chat.postMessage({ channel: channelIds.audit, text: 'two' }), { retryAfter: 1 });
  await chat.postMessage({ channel: channelIds.security, text: 'elsewhere' });
});

interface WebApiError extends Error {
  readonly data: { readonly error: string; readonly needed?: string; readonly provided?: string };
}

function refusal(code: string) {
  return (error: WebApiError) => {
    assert.equal(error.data?.error, code);
    return true;
  };
}

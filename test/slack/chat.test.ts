import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChannelId, SlackUserId, UserGroupId } from '../../src/domain/ids.ts';
import { channelIds, groupIds, people } from '../../src/sandbox/workspace.ts';
import { Unavailable } from '../../src/workflows/ports.ts';
import { approvals, approver, requester, requestView } from './request-views.ts';
import { startSlack } from './slack-fixture.ts';

const card = { kind: 'request-card', view: requestView() } as const;
const since = () => new Date(Date.now() - 1000).toISOString();

test('a message is posted with its key, found by it, updated in place and answered in its thread', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  const ref = await slack.chat.post(approvals, card, { key: 'IAM-42/card' });
  assert.deepEqual(await slack.chat.find(approvals, 'IAM-42/card', { since: since() }), ref);
  assert.equal(await slack.chat.find(approvals, 'IAM-43/card', { since: since() }), undefined);

  const done = { kind: 'request-card', view: requestView({ state: 'done' }) } as const;
  assert.equal(await slack.chat.update(ref, done, { key: 'IAM-42/card' }), 'updated');
  const shown = simulator.as(people.securityApprover).messages(approvals);
  assert.equal(shown.length, 1);
  assert.match(JSON.stringify(shown[0]?.blocks), /✓ Done/);
  assert.deepEqual(await slack.chat.find(approvals, 'IAM-42/card', { since: since() }), ref);

  const mention = [{ kind: 'group', id: UserGroupId.parse(groupIds.securityApprovers) }] as const;
  const reminder = { kind: 'reminder', view: requestView(), mention, reminder: 1 } as const;
  const reply = await slack.chat.post(approvals, reminder, { key: 'IAM-42/reminder-1', thread: ref });
  assert.deepEqual(
    await slack.chat.find(approvals, 'IAM-42/reminder-1', { since: since(), thread: ref }),
    reply,
  );
});

test('a person is written to in their direct messages', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  const status = { kind: 'request-status', view: requestView() } as const;
  const ref = await slack.chat.post(requester, status, { key: 'IAM-42/status' });
  assert.equal(ref.channel, simulator.as(people.requester).dmId());
  assert.deepEqual(await slack.chat.find(requester, 'IAM-42/status', { since: since() }), ref);
  assert.match(simulator.as(people.requester).dm()[0]?.text ?? '', /^Your request IAM-42/);
});

test('a message that is gone can’t be updated', async (t) => {
  const { slack } = await startSlack(t, 'http');
  const ref = { channel: approvals, ts: '1.000001' };
  assert.equal(await slack.chat.update(ref, card, { key: 'k' }), 'gone');
});

test('nothing is posted in a channel that is shared, or about to be', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  const shared = ChannelId.parse(channelIds.vendorShared);
  await assert.rejects(
    slack.chat.post(shared, card, { key: 'k' }),
    /#vendor-shared is shared with another workspace/,
  );
  await simulator.shareChannel(approvals, 'pending');
  await assert.rejects(slack.chat.post(approvals, card, { key: 'k' }), Unavailable);
  assert.equal(simulator.calls.filter(({ method }) => method === 'chat.postMessage').length, 0);
});

test('a lost answer posts once: it is reported, and the message is found', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  simulator.faults.add({ method: 'chat.postMessage', effect: { kind: 'reset', when: 'after' } });
  await assert.rejects(slack.chat.post(approvals, card, { key: 'k' }), Unavailable);
  assert.equal(simulator.as(people.securityApprover).messages(approvals).length, 1);
  assert.notEqual(await slack.chat.find(approvals, 'k', { since: since() }), undefined);
});

test('a rate limit says when to come back', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  simulator.faults.add({ method: 'chat.postMessage', effect: { kind: 'ratelimited', retryAfterSeconds: 7 } });
  await assert.rejects(
    slack.chat.post(approvals, card, { key: 'k' }),
    (error) => error instanceof Unavailable && error.afterMs === 7000,
  );
});

test('a whisper reaches the person: where they clicked, or in their direct messages', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  await slack.chat.whisper({ person: approver, channel: approvals }, 'Not <!channel> you.');
  const [whispered] = simulator.as(people.securityApprover).ephemerals(approvals);
  assert.equal(whispered?.text, 'Not &lt;!channel&gt; you.');
  await slack.chat.whisper({ person: requester, channel: ChannelId.parse('C0UNKNOWN00') }, 'Still here.');
  assert.equal(simulator.as(people.requester).dm()[0]?.text, 'Still here.');
});

test('the directory says who somebody is right now', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  const { directory } = slack;
  const noor = await directory.person(requester);
  assert.equal(noor?.email, 'noor.haddad@hearth.example');
  assert.equal(noor?.teamId, (await directory.home()).teamId);
  assert.equal((await directory.person(SlackUserId.parse(people.guest)))?.isRestricted, true);
  assert.notEqual((await directory.person(SlackUserId.parse(people.stranger)))?.teamId, noor?.teamId);
  assert.equal((await directory.person(SlackUserId.parse(people.leaver)))?.deleted, true);
  assert.equal(await directory.person(SlackUserId.parse('U0NOBODY000')), undefined);
  await simulator.setDeactivated(people.requester);
  assert.equal((await directory.person(requester))?.deleted, true);
});

test('groups and channels are read afresh, once for simultaneous questions', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  const { directory } = slack;
  const group = UserGroupId.parse(groupIds.securityApprovers);
  assert.deepEqual(await directory.members(group), [people.securityApprover]);
  await simulator.setGroupMembers(group, [people.owner]);
  await Promise.all([directory.members(group), directory.members(group)]);
  assert.deepEqual(await directory.members(group), [people.owner]);
  assert.equal(simulator.calls.filter(({ method }) => method === 'usergroups.users.list').length, 3);
  assert.deepEqual(await directory.members(UserGroupId.parse('S0NOTHERE00')), []);
  assert.deepEqual(await directory.channel(approvals), {
    name: 'iam-approvals',
    isShared: false,
    isPrivate: true,
  });
  assert.equal(await directory.channel(ChannelId.parse('C0UNKNOWN00')), undefined);
});

test('a read is tried again; when Slack stays away, it says so', async (t) => {
  const { slack, simulator } = await startSlack(t, 'http');
  const away = { kind: 'status', status: 503 } as const;
  simulator.faults.add({ method: 'users.info', effect: away });
  assert.equal((await slack.directory.person(requester))?.id, requester);
  simulator.faults.add({ method: 'users.info', effect: away, times: 3 });
  await assert.rejects(slack.directory.person(requester), Unavailable);
});

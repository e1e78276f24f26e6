import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pino } from 'pino';
import { House } from '../../src/domain/house.ts';
import { readManifest } from '../../src/sandbox/slack/manifest.ts';
import { createSlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { channelIds, groupIds, people, sandboxWorkspace } from '../../src/sandbox/workspace.ts';
import { checkSlack } from '../../src/slack/doctor.ts';
import type { SlackSettings } from '../../src/slack/settings.ts';
import { createSlack } from '../../src/slack/slack.ts';
import { shippedManifest } from './slack-fixture.ts';

const house = House.parse({
  channels: { approvals: channelIds.approvals, security: channelIds.security, audit: channelIds.audit },
  teams: [{ id: 'platform', name: 'Platform' }],
  approvers: [{ id: 'security', name: 'Security', groups: [groupIds.securityApprovers] }],
  bundles: [{ id: 'metrics', title: 'Metrics', may: 'read metrics', risk: 'low', group: 'metrics' }],
});
const log = pino({ level: 'silent' });

async function workspace(t: TestContext) {
  const seed = sandboxWorkspace(readManifest(await shippedManifest('socket')));
  const simulator = await createSlackSimulator({
    clock: { now: () => new Date() },
    workspace: seed,
    delivery: { mode: 'socket' },
  });
  t.after(() => simulator.close());
  const { botToken, appToken } = seed.app;
  const settings: SlackSettings = { botToken, appToken, apiUrl: simulator.apiUrl, port: 0 };
  const ill = async (change: Partial<SlackSettings> = {}) =>
    (await checkSlack({ settings: { ...settings, ...change }, house, log }))
      .filter(({ ok }) => !ok)
      .map(({ title, say }) => `${title}: ${say}`);
  return { simulator, settings, ill };
}

test('a healthy workspace has nothing to mend', async (t) => {
  const { ill, settings } = await workspace(t);
  assert.deepEqual(await ill(), []);
  const all = await checkSlack({ settings, house, log });
  assert.ok(all.length >= 6);
});

test('each thing that is wrong is named, with how to mend it', async (t) => {
  const { simulator, ill } = await workspace(t);
  await simulator.shareChannel(channelIds.approvals, 'shared');
  await simulator.setChannelMembers(channelIds.audit, [people.owner]);
  await simulator.setGroupMembers(groupIds.securityApprovers, []);
  const found = (await ill()).join('\n');
  assert.match(found, /Approvals channel: #iam-approvals is shared/);
  assert.match(found, /Audit channel: /);
  assert.match(found, /Approvers “Security”: @security-approvers is empty/);
});

test('wrong tokens and an unreachable Slack are told apart', async (t) => {
  const { ill } = await workspace(t);
  assert.match(
    (await ill({ botToken: 'xoxb-wrong' })).join(),
    /Slack bot token: Slack answered invalid_auth/,
  );
  assert.match((await ill({ appToken: 'xapp-wrong' })).join(), /Slack Socket Mode: Slack answered/);
  assert.match((await ill({ apiUrl: 'http://127.0.0.1:9/api/' })).join(), /Slack can’t be reached/);
});

test('a start with a wrong token, without a way to receive, or without Slack says what to do', async (t) => {
  const { settings } = await workspace(t);
  const start = (change: Partial<SlackSettings>) =>
    createSlack({ settings: { ...settings, ...change }, log });
  await assert.rejects(start({ botToken: 'xoxb-wrong' }), /Check SLACK_BOT_TOKEN/);
  await assert.rejects(start({ appToken: undefined }), /SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/);
  await assert.rejects(start({ apiUrl: 'http://127.0.0.1:9/api/' }), /Slack can’t be reached/);
});

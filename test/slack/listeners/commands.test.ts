import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../../../src/domain/refusal.ts';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { userValue } from '../../../src/slack/user-value.ts';
import { Unavailable } from '../../../src/workflows/ports.ts';
import { approvals, request, requester, requestView } from '../request-views.ts';
import { startSlack } from '../slack-fixture.ts';
import { shownWith } from '../user-facts.ts';

const here = channelIds.teamPlatform;

test('each command answers for the person only', async (t) => {
  const { simulator } = await startSlack(t, 'http');
  const noor = simulator.as(people.requester);
  const said = async (text: string) => JSON.stringify((await noor.command(here, text))?.blocks ?? []);
  assert.match(await said('/iam'), /Ask for a service account/);
  assert.match(await said('/iam pending'), /IAM-42/);
  assert.match(await said('/iam mine'), /Users you own/);
  assert.match(await said('/iam show svc'), /Which one\?/);
  assert.match(await said('/iam audit IAM-42'), /chain of records verifies/);
  assert.match(await said('/iam help'), /You can decide for Security approvers/);
  assert.equal(noor.messages(here).length, 0);
});

test('a mistyped command offers the right one, and its button runs it', async (t) => {
  const { simulator, useCases } = await startSlack(t, 'http');
  const noor = simulator.as(people.requester);
  const answer = await noor.command(here, '/iam shwo svc-backup');
  assert.match(answer?.text ?? '', /Did you mean \/iam show svc-backup\?/);
  assert.ok(answer);
  await noor.click(answer, 'run-command');
  await simulator.waitFor(() => noor.ephemerals(here).length === 2, { what: 'the answer' });
  assert.deepEqual(useCases.asked.at(-1), { what: 'show', with: [people.requester, 'svc-backup'] });
});

test('a slow answer follows after the acknowledgement', async (t) => {
  const release = Promise.withResolvers<void>();
  const { simulator } = await startSlack(t, 'http', {
    pending: async () => {
      await release.promise;
      return [];
    },
  });
  const noor = simulator.as(people.requester);
  assert.equal(await noor.command(here, '/iam pending'), undefined);
  release.resolve();
  const answer = await simulator.waitFor(() => noor.ephemerals(here)[0]);
  assert.equal(answer.text, 'Nothing waits for your decision.');
});

test('what goes wrong is said in words: a refusal, an outage, a bug with its reference', async (t) => {
  const { simulator, logged } = await startSlack(t, 'http', {
    mine: async () => refusal('actor-not-allowed', 'Guests can’t act on AWS users.'),
    pending: async () => {
      throw new Unavailable('The database is away.');
    },
    help: async () => {
      throw new TypeError('undefined is not a plan');
    },
  });
  const noor = simulator.as(people.requester);
  const said = async (text: string) => (await noor.command(here, text))?.text ?? '';
  assert.equal(await said('/iam mine'), 'Guests can’t act on AWS users.');
  assert.match(await said('/iam pending'), /can’t be reached just now/);
  const broken = await said('/iam help');
  const reference = /reference (\w+)/.exec(broken)?.[1];
  assert.ok(reference);
  assert.equal(logged.filter((line) => line.includes(reference)).length, 1);
});

test('the Home tab is drawn when opened, drawn anew when asked, and its buttons open modals', async (t) => {
  const { simulator, slack } = await startSlack(t, 'http');
  const noor = simulator.as(people.requester);
  await noor.openHome();
  const home = await simulator.waitFor(() => noor.home);
  assert.match(JSON.stringify(home.blocks), /Waits for your decision/);
  const published = () => simulator.calls.filter(({ method }) => method === 'views.publish').length;
  assert.equal(published(), 1);
  await slack.refreshHome(requester);
  assert.equal(published(), 2);
  await noor.click(simulator.as(people.requester).home?.id ?? '', 'show-help');
  const modal = await simulator.waitFor(() => noor.modal);
  assert.equal(modal.title?.text, 'Help');
});

test('shortcuts: the request form, and the user that a message is about', async (t) => {
  const { simulator, useCases } = await startSlack(t, 'http', { show: async () => shownWith({}) });
  const noor = simulator.as(people.requester);
  await noor.shortcut('request-service-account');
  assert.equal((await simulator.waitFor(() => noor.modal)).title?.text, 'Ask for access');
  await noor.close((await simulator.waitFor(() => noor.modal)).id);
  const message = await noor.say(here, 'the key of `svc-backup` is rather old');
  await noor.messageShortcut('show-user-in-message', message);
  assert.equal((await simulator.waitFor(() => noor.modal)).title?.text, 'User');
  const text = 'the key of `svc-backup` is rather old';
  assert.deepEqual(useCases.asked.at(-2), { what: 'named', with: [people.requester, text] });
  assert.deepEqual(useCases.asked.at(-1)?.with, [people.requester, userValue(request.target)]);
  await noor.close((await simulator.waitFor(() => noor.modal)).id);
  await noor.messageShortcut('change-user-in-message', message);
  assert.equal((await simulator.waitFor(() => noor.modal)).title?.text, 'What can be done');
});

test('a message that names no user asks which one', async (t) => {
  const { simulator } = await startSlack(t, 'http', { named: async () => [] });
  const noor = simulator.as(people.requester);
  const message = await noor.say(here, 'what a day');
  await noor.messageShortcut('change-user-in-message', message);
  const page = await simulator.waitFor(() => noor.modal);
  assert.equal(page.title?.text, 'Change an AWS user');
  assert.match(JSON.stringify(page.blocks), /names no user that I know/);
});

test('the full plan opens from the card, and its decision is shown in place', async (t) => {
  const { simulator, slack, useCases } = await startSlack(t, 'http');
  const priya = simulator.as(people.securityApprover);
  const card = await slack.chat.post(approvals, { kind: 'request-card', view: requestView() }, { key: 'k' });
  await priya.click(card, 'full-plan');
  const plan = await simulator.waitFor(() => priya.modal);
  assert.match(JSON.stringify(plan.blocks), /chatelaine:purpose = ship CloudWatch/);
  await priya.click(plan.id, 'approve');
  await simulator.waitFor(
    () => priya.modal?.hash !== plan.hash && priya.modal?.title?.text === 'IAM-42 full plan',
  );
  assert.deepEqual(useCases.carriedOut[0]?.intent.place, { channel: approvals });
  assert.equal(useCases.asked.filter(({ what }) => what === 'fullPlan').length, 2);
});

test('a slow modal opens at once and is filled in later', async (t) => {
  const release = Promise.withResolvers<void>();
  const view = requestView();
  const { simulator, slack } = await startSlack(t, 'http', {
    fullPlan: async () => {
      await release.promise;
      return view;
    },
  });
  const priya = simulator.as(people.securityApprover);
  const card = await slack.chat.post(approvals, { kind: 'request-card', view }, { key: 'k' });
  await priya.click(card, 'full-plan');
  assert.equal((await simulator.waitFor(() => priya.modal)).title?.text, 'One moment');
  release.resolve();
  await simulator.waitFor(() => priya.modal?.title?.text === 'IAM-42 full plan');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchfulConfiguration } from '../../src/sandbox/house.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { digestsIn, nextMonday, openWatchfulStage, until } from './digest.ts';

const prodEu = '123456789012';

test('what was made by hand is told once; what is snoozed is counted apart, and comes back by itself', async (t) => {
  const stage = await openWatchfulStage({ configuration: watchfulConfiguration });
  t.after(() => stage.close());
  const { slack, aws, clock } = stage;
  aws.world.addUser(prodEu, { name: 'svc-by-hand', createdDaysAgo: 0 });
  await nextMonday(stage);
  const told = () =>
    slack.state.messages(channelIds.prodEu).filter(({ text }) => text.startsWith('Made outside Chatelaine'));
  await until(stage, () => told().length > 0 && digestsIn(stage, channelIds.prodEu).length === 1);
  assert.match(JSON.stringify(told()[0]?.blocks), /svc-by-hand/);

  const approver = slack.as(people.platformApprover);
  const [digest] = digestsIn(stage, channelIds.prodEu);
  assert.ok(digest);
  await approver.click(digest, 'snooze', { blockId: 'row-1' });
  const modal = await slack.waitFor(() =>
    approver.modal?.callbackId === 'snooze' ? approver.modal : undefined,
  );
  const day = (days: number) =>
    new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  await approver.fill(modal.id, { until: day(45), why: 'the appliance is replaced next week' });
  const late = await approver.submit(modal.id);
  assert.match(JSON.stringify(late), /At most 30 days/);
  await approver.fill(modal.id, { until: day(5) });
  await approver.submit(modal.id);
  await slack.waitFor(() => approver.modal?.callbackId === 'answer');

  const asked = await approver.command(channelIds.prodEu, '/iam digest');
  const answer = await slack.waitFor(() =>
    approver.ephemerals(channelIds.prodEu).find(({ text }) => text.includes('Credentials in prod-eu')),
  );
  assert.match(JSON.stringify([asked, answer.blocks]), /Not counted: 1 snoozed/);

  await nextMonday(stage);
  await until(stage, () => digestsIn(stage, channelIds.prodEu).length === 2);
  assert.doesNotMatch(JSON.stringify(digestsIn(stage, channelIds.prodEu)[1]?.blocks), /snoozed/);
  assert.equal(told().length, 1, 'told once');
});

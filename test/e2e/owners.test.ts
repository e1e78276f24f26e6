import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchfulConfiguration } from '../../src/sandbox/house.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { nextMonday, openWatchfulStage, until } from './digest.ts';
import type { Stage } from './story.ts';

const hourMs = 3_600_000;

test('owners hear everything in one message, at most once a day; what nobody owns is asked about in the account’s channel', async (t) => {
  const stage = await openWatchfulStage({ configuration: watchfulConfiguration });
  t.after(() => stage.close());
  const { slack, clock, app } = stage;
  const ines = slack.as(people.owner);

  await nextMonday(stage);
  await until(stage, () => remindersOf(stage, people.owner).length > 0 && cards(stage).length === 5);
  const [first] = remindersOf(stage, people.owner);
  assert.match(first?.text ?? '', /\d+ users with something stale/);
  const words = JSON.stringify(ines.dm());
  assert.ok(words.includes('svc-backup'));

  for (let hours = 0; hours < 12; hours++) {
    clock.advance(hourMs);
    await app.tick();
  }
  clock.advance(24 * hourMs);
  await app.tick();
  assert.equal(remindersOf(stage, people.owner).length, 1, 'left alone about the same for a week');
  assert.equal(cards(stage).length, 5, 'no more than five a week');

  const [card] = cards(stage);
  assert.match(card?.text ?? '', /^Whose is .* in prod-eu\?$/);
  assert.ok(card);
  await ines.click({ channel: card.channel, ts: card.ts }, 'know-whose');
  const modal = await slack.waitFor(() => (ines.modal?.callbackId === 'know-whose' ? ines.modal : undefined));
  await ines.fill(modal.id, { person: people.requester });
  await ines.submit(modal.id);
  const asked = await slack.waitFor(() =>
    slack
      .as(people.requester)
      .dm()
      .find(({ text }) => /yours\?$/.test(text)),
  );
  assert.match(JSON.stringify(asked.blocks), /U0INES00000.*thinks that you know it/);
});

const remindersOf = ({ slack }: Stage, person: string) =>
  slack
    .as(person)
    .dm()
    .filter(
      ({ text, threadTs }) => threadTs === undefined && text.startsWith('Your AWS users want your attention'),
    );

const cards = ({ slack }: Stage) =>
  slack.state.messages(channelIds.prodEu).filter(({ text }) => text.startsWith('Whose is '));

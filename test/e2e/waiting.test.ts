import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { channelIds, groupIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon, threadOf } from './decisions.ts';
import { ask } from './request-form.ts';
import { card, sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

const hours = (count: number) => count * 3_600_000;

describe('a request that nobody decides', () => {
  const stage = sharedStage({ mode: 'socket' });

  test('reminds after 4 hours and then daily, escalates after 24, expires after 72', async () => {
    const { clock, slack, aws } = stage();
    const id = await ask(stage(), { userName: 'svc-forgotten' });
    await cardWhen(stage(), id, /waiting/);
    const reminders = () => threadOf(stage(), id).map((message) => words(message.blocks));
    const escalations = () =>
      slack.state.messages(channelIds.security).filter((message) => message.text.includes(id));
    const until = (count: number) =>
      soon(stage(), () => reminders().length >= count, `reminder ${count} of ${id}`);

    clock.advance(hours(3.9));
    await stage().app.tick();
    assert.deepEqual(reminders(), []);
    clock.advance(hours(0.2));
    await until(1);
    assert.match(
      reminders()[0] ?? '',
      new RegExp(
        `^@${groupIds.platformApprovers} @${groupIds.securityApprovers} @${people.responder} ${id} still waits for a decision\\. It needs 1 more, from one of Platform approvers, Security\\. Approve or deny on the card above; it expires `,
      ),
    );
    assert.equal(escalations().length, 0);

    clock.advance(hours(20));
    await soon(stage(), () => escalations().length > 0, 'the escalation');
    assert.match(
      words(escalations()[0]?.blocks),
      /▲ Nobody has decided .*was asked .* by @U0NOOR00000 .*Without a decision it expires/,
    );
    clock.advance(hours(4));
    await until(2);
    assert.match(reminders()[1] ?? '', /This is reminder 2\. /);
    clock.advance(hours(24));
    await until(3);
    assert.match(card(stage(), id)?.text ?? '', /waiting for approval/);

    clock.advance(hours(20));
    const expired = await cardWhen(stage(), id, /: expired\./);
    assert.match(words(expired), /Expired · nobody decided in time and nothing was done/);
    assert.deepEqual(buttonsOf(expired), ['Full plan']);
    const told = await dmWith(stage(), new RegExp(`^Your request ${id}: expired`));
    assert.match(
      words(told),
      /It expired: nobody decided in time \. Nothing was done\. Ask again if it is still needed\./,
    );
    assert.ok(buttonsOf(told).includes('Change and ask again'));

    // Each was said once, however often the clock was looked at.
    for (let look = 0; look < 3; look++) await stage().app.tick();
    assert.equal(reminders().length, 3);
    assert.equal(escalations().length, 1);
    assert.equal(
      aws.world.snapshot('123456789012').users.some(({ name }) => name === 'svc-forgotten'),
      false,
    );
  });

  test('a decision in time ends the reminding', async () => {
    const { clock } = stage();
    const id = await ask(stage(), { userName: 'svc-remembered' });
    await cardWhen(stage(), id, /waiting/);
    clock.advance(hours(5));
    await soon(stage(), () => threadOf(stage(), id).length === 1, 'the reminder');
    await approve(stage(), id);
    await cardWhen(stage(), id, /: done\./);
    clock.advance(hours(80));
    await stage().app.tick();
    assert.equal(threadOf(stage(), id).length, 1);
    assert.match(card(stage(), id)?.text ?? '', /: done\./);
  });
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { boundaryArn } from '../../src/sandbox/aws/roles.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon, toldTo } from './decisions.ts';
import { assertNothingSaidTwice, heard, readAloud } from './heard.ts';
import { act, statusSays } from './lifecycle.ts';
import { plant, userOf } from './planted.ts';
import { sharedStage } from './story.ts';
import { words } from './words.ts';

const days = (count: number) => count * 86_400_000;
const { owner, requester, platformApprover, securityApprover } = people;
const newOwner = platformApprover;

for (const mode of ['http', 'socket'] as const) {
  describe(`who owns it, ${mode}`, () => {
    const stage = sharedStage({ mode });
    after(() => {
      if (process.env.READ_ALOUD) console.log(readAloud(stage()));
    });
    const ownerOf = (name: string) => userOf(stage(), name).tags['chatelaine:owner'];
    const question = (name: string) => new RegExp(`^You are asked to take over ${name}`);

    /** Asked by somebody of the team, and approved by somebody whom it doesn't concern. */
    async function transfer(name: string): Promise<string> {
      plant(stage(), name);
      const id = await act(stage(), requester, `/iam transfer ${name} <@${newOwner}> Ines changes teams`);
      await approve(stage(), id, securityApprover);
      await dmWith(stage(), question(name), newOwner);
      return id;
    }

    test('a transfer is decided by neither the old nor the new owner, and done when the new one accepts', async () => {
      const was = plant(stage(), 'svc-moves');
      const id = await act(stage(), requester, `/iam transfer svc-moves <@${newOwner}> Ines changes teams`);
      assert.match(
        await toldTo(stage(), owner, () => approve(stage(), id, owner)),
        /can’t decide .*you own it/,
      );
      assert.match(
        await toldTo(stage(), newOwner, () => approve(stage(), id, newOwner)),
        /can’t decide .*you would own it/,
      );
      await approve(stage(), id, securityApprover);
      const asked = await dmWith(stage(), question('svc-moves'), newOwner);
      assert.equal(ownerOf('svc-moves'), owner, 'until then its owner stays the owner');
      await stage().slack.as(newOwner).click(asked, 'confirm-gate');
      await cardWhen(stage(), id, /: done/);
      await dmWith(stage(), /^svc-moves has changed hands/, owner);
      assert.deepEqual(userOf(stage(), 'svc-moves'), {
        ...was,
        tags: { ...was.tags, 'chatelaine:owner': newOwner },
      });
    });

    test('what nobody owns can’t be handed over: said before a form is filled in', async () => {
      const approver = stage().slack.as(platformApprover);
      await approver.command(channelIds.general, '/iam transfer svc-legacy-ftp');
      const refusal = /svc-legacy-ftp in prod-eu belongs to nobody.*Claim it: \/iam claim svc-legacy-ftp/;
      await soon(stage(), () => refusal.test(words(approver.modal?.blocks)), 'the refusal');
      approver.reload();
    });

    test('the new owner declines: nothing has changed, and it is said', async () => {
      const id = await transfer('svc-declined');
      await stage()
        .slack.as(newOwner)
        .click(await dmWith(stage(), question('svc-declined'), newOwner), 'undo');
      await statusSays(stage(), requester, id, /: declined/);
      assert.equal(ownerOf('svc-declined'), owner);
      await dmWith(stage(), new RegExp(`^Your request ${id}: declined`), requester);
    });

    test('the new owner ignores it: asked again each day, given up after a week', async () => {
      const id = await transfer('svc-unanswered');
      const reminders = () =>
        heard(stage()).filter(
          ({ how, to, text }) =>
            how === 'post' &&
            to === 'tomasz.zielinski' &&
            text.startsWith(`${id} still waits for your answer`),
        );
      for (let count = 1; count <= 6; count++) {
        stage().clock.advance(days(1));
        await soon(stage(), () => reminders().length === count, `reminder ${count}`);
      }
      stage().clock.advance(days(1.1));
      await statusSays(stage(), requester, id, /: given up/);
      assert.equal(ownerOf('svc-unanswered'), owner);
      const told = words(await dmWith(stage(), new RegExp(`^Your request ${id}: given up`), requester));
      assert.match(told, /Nobody answered in 7 days\. It had changed nothing\./);
    });

    test('a user made elsewhere is adopted: owned, described and bounded, its keys not touched', async () => {
      const was = userOf(stage(), 'svc-reporting');
      const ends = new Date(stage().clock.now().getTime() + days(90)).toISOString().slice(0, 10);
      const id = await act(stage(), requester, '/iam adopt svc-reporting', {
        team: 'platform',
        purpose: 'Reports for finance',
        environment: 'production',
        usedFrom: 'the reporting host',
        ends,
      });
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
      const is = userOf(stage(), 'svc-reporting');
      const bound = { ...was, tags: is.tags, boundary: boundaryArn(PROD_EU) };
      assert.deepEqual(is, bound);
      assert.equal(is.tags['chatelaine:owner'], requester);
      assert.equal(is.tags['chatelaine:adopted'], id);
    });

    test('its owner extends it', async () => {
      const day = (count: number) =>
        new Date(stage().clock.now().getTime() + days(count)).toISOString().slice(0, 10);
      plant(stage(), 'svc-longer');
      const id = await act(stage(), owner, `/iam extend svc-longer ${day(150)} the vendor needs longer`);
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
      assert.equal(userOf(stage(), 'svc-longer').tags['chatelaine:ends'], day(150));
    });

    test('nobody has heard the same thing twice', async () => {
      await stage().slack.idle();
      assertNothingSaidTwice(stage());
    });
  });
}

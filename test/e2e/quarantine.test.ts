import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { allow, awsPolicy, key } from '../../src/sandbox/scenario/vocabulary.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { assertNothingSaidTwice, readAloud } from './heard.ts';
import { act } from './lifecycle.ts';
import { plant, userOf } from './planted.ts';
import { sharedStage } from './story.ts';
import { words } from './words.ts';

const { owner, responder, platformApprover, securityApprover } = people;

for (const mode of ['http', 'socket'] as const) {
  describe(`quarantine, ${mode}`, () => {
    const stage = sharedStage({ mode });
    after(() => {
      if (process.env.READ_ALOUD) console.log(readAloud(stage()));
    });

    test('to effect: the deny, then each key that is active, and no other change between; restore gives back the identical user', async () => {
      const was = plant(stage(), 'svc-stolen', {
        attached: [awsPolicy('AmazonSQSFullAccess')],
        inline: { deploy: allow('lambda:InvokeFunction') },
        keys: [key(200, { daysAgo: 1, of: 's3' }), { ...key(90), active: false }, key(20)],
        console: { createdDaysAgo: 90 },
        mfa: 'virtual',
      });
      const started = stage().aws.calls.length;
      await act(stage(), responder, '/iam quarantine svc-stolen seen on a paste site');
      await dmWith(stage(), /^svc-stolen is in quarantine/, owner);
      const calls = stage()
        .aws.calls.slice(started)
        .filter(({ service }) => service === 'iam')
        .map(({ operation }) => operation);
      const until = calls.slice(calls.indexOf('AttachUserPolicy'), calls.lastIndexOf('UpdateAccessKey') + 1);
      console.log(calls.join(' '));
      assert.deepEqual(
        until.filter((call) => !/^(Get|List)/.test(call)),
        ['AttachUserPolicy', 'UpdateAccessKey', 'UpdateAccessKey'],
      );
      assert.ok(userOf(stage(), 'svc-stolen').keys.every(({ active }) => !active));

      const back = await act(stage(), responder, '/iam restore svc-stolen a test key after all');
      await approve(stage(), back, platformApprover);
      await cardWhen(stage(), back, /: done/);
      assert.deepEqual(userOf(stage(), 'svc-stolen'), was, 'a key that was disabled before stays disabled');
      await dmWith(stage(), /svc-stolen is out of quarantine/, owner);
    });

    test('somebody who is no responder needs an approval for it', async () => {
      plant(stage(), 'svc-asked');
      const id = await act(stage(), owner, '/iam quarantine svc-asked strange calls at night');
      await cardWhen(stage(), id, /waiting for approval/);
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
    });

    test('quarantined by AWS as well: restoring needs two, and AWS’s own policy stays', async () => {
      const was = plant(stage(), 'svc-leaky', { attached: [awsPolicy('AWSCompromisedKeyQuarantineV3')] });
      await act(stage(), responder, '/iam quarantine svc-leaky AWS says that it leaked');
      await dmWith(stage(), /^svc-leaky is in quarantine/, owner);
      const back = await act(stage(), responder, '/iam restore svc-leaky the key was rotated');
      const shown = words(await cardWhen(stage(), back, /waiting for approval, 0 of 2/));
      assert.match(shown, /AWS itself has quarantined a key of this user; its policy stays attached/);
      await approve(stage(), back, platformApprover);
      await cardWhen(stage(), back, /1 of 2/);
      await approve(stage(), back, securityApprover);
      await cardWhen(stage(), back, /: done/);
      assert.deepEqual(userOf(stage(), 'svc-leaky'), was);
    });

    test('a second quarantine, and a restore of what isn’t in one, are refused in words', async () => {
      plant(stage(), 'svc-calm');
      const person = stage().slack.as(responder);
      const says = async (command: string, what: RegExp) => {
        await person.command(channelIds.general, command);
        await soon(
          stage(),
          () => what.test(words(person.modal?.blocks)),
          `${what} after ${command}, not ${words(person.modal)}`,
        );
        person.reload();
      };
      await says(
        '/iam restore svc-calm it is safe',
        /svc-calm in prod-eu is not in a quarantine that I made\. There is nothing to take back\./,
      );
      await says(
        '/iam quarantine svc-asked once more',
        /svc-asked is in quarantine already\. \/iam restore svc-asked takes it back\./,
      );
    });

    test('nobody has heard the same thing twice', async () => {
      await stage().slack.idle();
      assertNothingSaidTwice(stage());
    });
  });
}

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildAccessKey } from '../../src/sandbox/aws/world/build-user.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { allow, awsPolicy, key } from '../../src/sandbox/scenario/vocabulary.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { type Postgres, startPostgres } from '../store/postgres.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { assertNothingSaidTwice, readAloud } from './heard.ts';
import { act, statusSays } from './lifecycle.ts';
import { findUser, plant, userOf, writesSince } from './planted.ts';
import { type Stage, sharedStage, temporaryDirectory } from './story.ts';
import { buttonsOf, words } from './words.ts';

const days = (count: number) => count * 86_400_000;
const { owner, requester, platformApprover, securityApprover } = people;

/** Every kind of credential and attachment: three access keys, because the quota of two is racy, and two MFA devices. */
function plantEverything(stage: Stage, name: string) {
  plant(stage, name, {
    groups: ['metrics-read', 'developers'],
    attached: [awsPolicy('ReadOnlyAccess')],
    inline: { deploy: allow('lambda:InvokeFunction'), logs: allow('logs:PutLogEvents') },
    keys: [key(200, { daysAgo: 1, of: 's3' }), { ...key(90), active: false }, key(30)],
    console: { createdDaysAgo: 200, lastUsedDaysAgo: 9 },
    mfa: 'virtual',
    sshKeys: [{ createdDaysAgo: 200 }, { createdDaysAgo: 100, active: false }],
    certificates: [{ createdDaysAgo: 200 }],
    serviceCredentials: [
      { service: 'codecommit.amazonaws.com', createdDaysAgo: 200 },
      { service: 'logs.amazonaws.com', createdDaysAgo: 90, expiresInDays: 200 },
    ],
  });
  stage.aws.world.change(PROD_EU, ({ users }) => {
    users.get(name)?.mfa.push({ serial: `GAHT${name}`, enabledAt: stage.clock.now() });
  });
  return userOf(stage, name);
}

for (const mode of ['http', 'socket'] as const) {
  describe(`offboarding, ${mode}`, () => {
    let postgres: Postgres | undefined;
    before(async () => {
      if (mode === 'http') postgres = await startPostgres();
    });
    const stage = sharedStage(
      async () => ({
        mode,
        database: postgres ? { url: await postgres.createDatabase() } : { dataDir: temporaryDirectory() },
        // IAM is eventually consistent: each change is seen late.
        quirks: { staleReads: 2 },
      }),
      (opened) => {
        // Before anything is changed: a late read would not show them.
        for (const name of ['svc-leaves', 'svc-stays', 'svc-again', 'svc-grows'])
          plantEverything(opened, name);
        plant(opened, 'svc-leaving');
      },
    );
    after(() => postgres?.stop());
    after(() => {
      if (process.env.READ_ALOUD) console.log(readAloud(stage()));
    });

    async function offboard(name: string): Promise<string> {
      const id = await act(stage(), requester, `/iam offboard ${name} the vendor is gone`);
      await approve(stage(), id, platformApprover);
      await dmWith(stage(), new RegExp(`^${name} is on its way out`), owner);
      return id;
    }

    test('a user with everything on it: denied and disabled at once, deleted after the grace, and nothing is left', async () => {
      const was = userOf(stage(), 'svc-leaves');
      const others = () => ({
        users: stage()
          .aws.world.snapshot(PROD_EU)
          .users.filter(({ name }) => name !== 'svc-leaves'),
        policies: stage().aws.world.snapshot(PROD_EU).policies,
      });
      const around = others();
      const started = stage().aws.calls.length;
      const id = await offboard('svc-leaves');
      const stopped = userOf(stage(), 'svc-leaves');
      assert.equal(writesSince(stage(), started)[0], 'AttachUserPolicy', 'the deny comes first');
      assert.ok(stopped.keys.every(({ active }) => !active));
      for (const others of [stopped.sshKeys, stopped.certificates, stopped.serviceCredentials])
        assert.ok(others.every(({ active }) => !active));
      assert.deepEqual(stopped.groups, was.groups, 'nothing is deleted yet');

      stage().clock.advance(days(13.9));
      await stage().app.tick();
      assert.ok(findUser(stage(), 'svc-leaves'));
      stage().clock.advance(days(0.2));
      await cardWhen(stage(), id, /: done/);
      assert.equal(findUser(stage(), 'svc-leaves'), undefined);
      stage().aws.world.change(PROD_EU, ({ virtualMfaDevices }) => {
        assert.ok(![...virtualMfaDevices.values()].some(({ assignedTo }) => assignedTo === 'svc-leaves'));
        for (const serial of was.mfa) assert.ok(!virtualMfaDevices.has(serial));
      });
      const writes = writesSince(stage(), started);
      assert.deepEqual(writes.slice(-2), ['DetachUserPolicy', 'DeleteUser'], 'the deny goes last');
      assert.deepEqual(others(), around);
      for (const to of [requester, owner])
        await dmWith(stage(), /svc-leaves.*(gone|done)|done.*svc-leaves/, to);
      await soon(
        stage(),
        () =>
          stage()
            .slack.state.messages(channelIds.security)
            .some(({ text }) => /svc-leaves is gone/.test(text)),
        'security',
      );
    });

    test('undone within the grace: exactly what was there, disabled credentials staying disabled', async () => {
      const was = userOf(stage(), 'svc-stays');
      const id = await offboard('svc-stays');
      stage().clock.advance(days(10));
      await stage()
        .slack.as(owner)
        .click(await dmWith(stage(), /^svc-stays is on its way out/, owner), 'undo');
      await cardWhen(stage(), id, /: undone/);
      assert.deepEqual(userOf(stage(), 'svc-stays'), was);
      await dmWith(stage(), new RegExp(`^Your request ${id}: undone`), requester);
      stage().clock.advance(days(10));
      await stage().app.tick();
      assert.deepEqual(userOf(stage(), 'svc-stays'), was);
    });

    test('a user made again under the same name meanwhile is not touched', async () => {
      const id = await offboard('svc-again');
      stage().aws.world.change(PROD_EU, ({ users }) => users.delete('svc-again'));
      const another = plantEverything(stage(), 'svc-again');
      stage().clock.advance(days(14.1));
      await cardWhen(stage(), id, /: ended, the user is gone/);
      assert.deepEqual(userOf(stage(), 'svc-again'), another);
      const told = words(await dmWith(stage(), new RegExp(`^Your request ${id}: ended`), requester));
      assert.match(
        told,
        /somebody else has deleted it\. The user itself is gone, so nothing was left to take back\./,
      );
    });

    test('something new on the user during the grace: nothing is deleted before somebody has looked', async () => {
      const id = await offboard('svc-grows');
      let added = '';
      stage().aws.world.change(PROD_EU, ({ users }) => {
        const fresh = buildAccessKey({ createdDaysAgo: 0 }, stage().clock.now());
        added = fresh.id;
        users.get('svc-grows')?.keys.push(fresh);
      });
      stage().clock.advance(days(14.1));
      const card = await cardWhen(stage(), id, /: stopped/);
      assert.match(
        words(card),
        /is not as it was approved: there is another access key, …\w{4}\. Look at it, then retry or undo\./,
      );
      assert.deepEqual(buttonsOf(card), ['Retry', 'Undo', 'Full plan'], 'nothing is deleted yet');
      assert.equal(userOf(stage(), 'svc-grows').keys.length, 4);
      // Somebody looks, and takes the new one away.
      stage().aws.world.change(PROD_EU, ({ users }) => {
        const user = users.get('svc-grows');
        if (user) user.keys = user.keys.filter((one) => one.id !== added);
      });
      await stage().slack.as(securityApprover).click(card, 'retry');
      await cardWhen(stage(), id, /: done/);
      assert.equal(findUser(stage(), 'svc-grows'), undefined);
    });

    test('while it is on its way out nothing else is done to it', async () => {
      const id = await offboard('svc-leaving');
      const person = stage().slack.as(owner);
      for (const command of [
        'rotate svc-leaving',
        'offboard svc-leaving again',
        'quarantine svc-leaving again',
        'tag svc-leaving a=b',
      ]) {
        await person.command(channelIds.general, `/iam ${command}`);
        await soon(
          stage(),
          () =>
            /svc-leaving is (being changed already: IAM-\d+, “Offboard svc-leaving”|in quarantine already)/.test(
              words(person.modal?.blocks),
            ),
          command,
        );
        person.reload();
      }
      await stage().restart(() => stage().clock.advance(days(15)));
      await statusSays(stage(), requester, id, /: done/);
      assert.equal(findUser(stage(), 'svc-leaving'), undefined);
    });

    test('nobody has heard the same thing twice', async () => {
      await stage().slack.idle();
      assertNothingSaidTwice(stage());
    });
  });
}

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { UserSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import type { SlackView } from '../../src/sandbox/slack/model.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { type Postgres, startPostgres } from '../store/postgres.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { assertNothingSaidTwice, heard, readAloud } from './heard.ts';
import { act, previewOf, statusSays } from './lifecycle.ts';
import { plant, use, userOf } from './planted.ts';
import { sharedStage, temporaryDirectory } from './story.ts';
import { words } from './words.ts';

const hours = (count: number) => count * 3_600_000;
const days = (count: number) => hours(24 * count);
const { owner, requester, responder, platformApprover } = people;

/** A key's secret stays with the old one: there is nothing to say about it but the new one's pointer. */
const delivery = { delivery: 'secrets-manager' };

for (const mode of ['http', 'socket'] as const) {
  describe(`rotation, ${mode}`, () => {
    let postgres: Postgres | undefined;
    before(async () => {
      if (mode === 'socket') postgres = await startPostgres();
    });
    // What waits for days has to outlive the process: one stage on a server, one on files.
    const stage = sharedStage(async () => ({
      mode,
      database: postgres ? { url: await postgres.createDatabase() } : { dataDir: temporaryDirectory() },
    }));
    after(() => postgres?.stop());
    after(() => {
      if (process.env.READ_ALOUD) console.log(readAloud(stage()));
    });

    /** Asked, and waiting for the switch. */
    async function rotate(name: string, by: string = owner): Promise<string> {
      const id = await act(stage(), by, `/iam rotate ${name}`, delivery);
      await dmWith(stage(), new RegExp(`^${name} has a new key`), owner);
      return id;
    }
    const click = async (text: RegExp, button: string, by: string = owner) =>
      stage()
        .slack.as(by)
        .click(await dmWith(stage(), text, by), button);
    const keyIds = (name: string) => userOf(stage(), name).keys.map(({ id }) => id);
    const newKeyOf = (name: string, old: UserSnapshot) =>
      keyIds(name).find((id) => !old.keys.some((known) => known.id === id));
    const isActive = (name: string, id: string | undefined) =>
      userOf(stage(), name).keys.find((known) => known.id === id)?.active;
    const secrets = (name: string) =>
      stage()
        .aws.world.snapshot(PROD_EU)
        .secrets.filter((secret) => secret.name.includes(name) && secret.deletedAt === undefined);
    const said = (to: string, about: RegExp) =>
      heard(stage()).filter((one) => one.how === 'post' && one.to === to && about.test(one.words));

    test('usual: switched, disabled, brought back by one button, switched again, and after the grace deleted', async () => {
      const was = plant(stage(), 'svc-rotates');
      const [old] = was.keys;
      const id = await rotate('svc-rotates', requester);
      const fresh = newKeyOf('svc-rotates', was);
      assert.ok(fresh);
      assert.equal(isActive('svc-rotates', old?.id), true, 'nothing breaks in the meantime');
      const [secret] = secrets('svc-rotates');
      assert.match(
        words(await dmWith(stage(), /^IAM-\d+ · the key of svc-rotates is ready/, requester)),
        /aws secretsmanager get-secret-value/,
      );
      assert.ok(
        stage()
          .aws.world.secretValue(PROD_EU, secret?.name ?? '')
          ?.includes(fresh),
      );
      const asked = await dmWith(stage(), /^svc-rotates has a new key/, owner);
      await soon(
        stage(),
        () =>
          /the new key …\w{4}: never used/.test(
            words(
              stage()
                .slack.as(owner)
                .dm()
                .find(({ ts }) => ts === asked.ts),
            ),
          ),
        'the last use',
      );

      await click(/^svc-rotates has a new key/, 'confirm-gate');
      await dmWith(stage(), /^The old key .* of svc-rotates is disabled/, owner);
      assert.equal(isActive('svc-rotates', old?.id), false);
      await click(/^The old key .* of svc-rotates is disabled/, 'step-back');
      await soon(stage(), () => isActive('svc-rotates', old?.id), 'the old key enabled');
      await dmWith(stage(), /^The old key .* of svc-rotates works again/, owner);
      assert.equal(newKeyOf('svc-rotates', was), fresh, 'the new key stays');

      await click(/^The old key .* of svc-rotates works again/, 'confirm-gate');
      await dmWith(stage(), /^The old key .* of svc-rotates is disabled again/, owner);
      await soon(stage(), () => isActive('svc-rotates', old?.id) === false, 'the old key disabled again');
      await statusSays(stage(), requester, id, /waits until/);
      stage().clock.advance(days(6.9));
      await stage().app.tick();
      assert.deepEqual(keyIds('svc-rotates'), [old?.id, fresh]);
      stage().clock.advance(days(0.2));
      await statusSays(stage(), requester, id, /: done/);
      const is = userOf(stage(), 'svc-rotates');
      assert.deepEqual(is, { ...was, keys: is.keys });
      assert.deepEqual(keyIds('svc-rotates'), [fresh]);
      await dmWith(stage(), /The access key of svc-rotates was rotated/, owner);
    });

    test('seen: the new key does the old one’s work and the old one rests, so it goes on by itself', async () => {
      const was = plant(stage(), 'svc-seen');
      const id = await rotate('svc-seen');
      stage().clock.advance(hours(12));
      use(stage(), newKeyOf('svc-seen', was));
      stage().clock.advance(hours(6));
      await stage().app.tick();
      assert.equal(isActive('svc-seen', was.keys[0]?.id), true, 'a day has not passed');
      stage().clock.advance(hours(7));
      await statusSays(stage(), owner, id, /waits until/);
      assert.equal(isActive('svc-seen', was.keys[0]?.id), false);
      await dmWith(stage(), /went on: the new key is in use and the old one rests/, owner);
      stage().clock.advance(days(8));
      await statusSays(stage(), owner, id, /: done/);
    });

    test('the owner ignores it: reminded every other day, then given up, and the old key is untouched', async () => {
      const was = plant(stage(), 'svc-ignored');
      const id = await rotate('svc-ignored', requester);
      const reminders = () => said('ines.moreau', new RegExp(`${id} still waits for your answer`));
      for (let count = 1; count <= 6; count++) {
        stage().clock.advance(days(2));
        await soon(stage(), () => reminders().length === count, `reminder ${count}`);
      }
      assert.match(reminders().at(-1)?.words ?? '', /This is reminder 6\. /);
      stage().clock.advance(days(2.1));
      await statusSays(stage(), requester, id, /: given up and undone/);
      assert.deepEqual(userOf(stage(), 'svc-ignored'), was);
      assert.deepEqual(secrets('svc-ignored'), []);
      const told = words(await dmWith(stage(), new RegExp(`^Your request ${id}: given up`), requester));
      assert.match(
        told,
        /Nobody answered in 14 days\. The new key is deleted and the old one is as it was\./,
      );
    });

    test('the new key does something else: it doesn’t go on by itself, and isn’t taken away either', async () => {
      const was = plant(stage(), 'svc-elsewhere');
      const id = await rotate('svc-elsewhere');
      const fresh = newKeyOf('svc-elsewhere', was);
      use(stage(), fresh, 'ec2');
      stage().clock.advance(hours(30));
      await stage().app.tick();
      const seen =
        /svc-elsewhere .*the new key …\w{4}: last used .*, ec2 in eu-west-1.*nothing is disabled by itself/;
      await soon(
        stage(),
        () =>
          stage()
            .slack.as(owner)
            .dm()
            .some((message) => seen.test(words(message))),
        'what was seen',
      );
      use(stage(), fresh, 'monitoring', 'us-east-1');
      stage().clock.advance(hours(30));
      await stage().app.tick();
      assert.equal(isActive('svc-elsewhere', was.keys[0]?.id), true);
      stage().clock.advance(days(20));
      await stage().app.tick();
      await statusSays(stage(), owner, id, /waiting for an answer/);
      assert.equal(keyIds('svc-elsewhere').length, 2);
      await click(/^svc-elsewhere has a new key/, 'undo');
      await statusSays(stage(), owner, id, /: undone/);
      assert.deepEqual(userOf(stage(), 'svc-elsewhere'), was);
    });

    test('the old key is used again after it was disabled: its deletion is put off and its owner is told', async () => {
      const was = plant(stage(), 'svc-missed');
      const old = was.keys[0]?.id;
      const id = await rotate('svc-missed', requester);
      await click(/^svc-missed has a new key/, 'confirm-gate');
      await dmWith(stage(), /^The old key .* of svc-missed is disabled/, owner);
      stage().clock.advance(days(5));
      use(stage(), old);
      stage().clock.advance(days(2.1));
      await statusSays(stage(), requester, id, /put off/);
      await dmWith(stage(), /^Something still uses the old key .* of svc-missed/, owner);
      assert.equal(isActive('svc-missed', old), false);
      stage().clock.advance(days(4));
      await stage().app.tick();
      assert.ok(keyIds('svc-missed').includes(old ?? ''), 'seven days since its last use have not passed');
      stage().clock.advance(days(1.2));
      await statusSays(stage(), requester, id, /: done/);
      assert.ok(!keyIds('svc-missed').includes(old ?? ''));
    });

    test('two rotations asked at once: one of them runs, the other is refused in words', async () => {
      const was = plant(stage(), 'svc-twice');
      const both = [owner, requester];
      const previews: SlackView[] = [];
      for (const by of both) previews.push(await previewOf(stage(), by, '/iam rotate svc-twice', delivery));
      await Promise.all(
        both.map((by, index) =>
          stage()
            .slack.as(by)
            .submit(previews[index]?.id ?? ''),
        ),
      );
      const refused = /svc-twice is being changed already: IAM-\d+, “Rotate a key of svc-twice”/;
      const losers = () => both.filter((by) => refused.test(words(stage().slack.as(by).modal)));
      await soon(stage(), () => losers().length === 1, 'the refusal');
      await dmWith(stage(), /^svc-twice has a new key/, owner);
      await stage().slack.idle();
      assert.equal(keyIds('svc-twice').length, 2);
      assert.equal(isActive('svc-twice', was.keys[0]?.id), true);
      for (const by of both) stage().slack.as(by).reload();
      const person = stage().slack.as(platformApprover);
      await person.command(channelIds.general, '/iam rotate svc-twice');
      await soon(
        stage(),
        () => refused.test(words(person.modal?.blocks)),
        'the refusal before the form',
      ).catch((error: Error) => {
        throw new Error(`${error.message} It says: ${words(person.modal)}`);
      });
      person.reload();
    });

    test('the grace passes while the bot is down', async () => {
      const was = plant(stage(), 'svc-downtime');
      const id = await rotate('svc-downtime');
      await click(/^svc-downtime has a new key/, 'confirm-gate');
      await dmWith(stage(), /^The old key .* of svc-downtime is disabled/, owner);
      await stage().restart(() => stage().clock.advance(days(9)));
      await statusSays(stage(), owner, id, /: done/);
      assert.deepEqual(keyIds('svc-downtime').length, 1);
      assert.notEqual(keyIds('svc-downtime')[0], was.keys[0]?.id);
    });

    test('a quarantine in the middle of it ends it, and the restore gives back exactly what was there', async () => {
      plant(stage(), 'svc-frozen');
      const id = await rotate('svc-frozen', requester);
      await click(/^svc-frozen has a new key/, 'confirm-gate');
      await dmWith(stage(), /^The old key .* of svc-frozen is disabled/, owner);
      const frozen = userOf(stage(), 'svc-frozen');
      await act(stage(), responder, '/iam quarantine svc-frozen seen on a paste site');
      await dmWith(stage(), /svc-frozen is in quarantine/, owner);
      await statusSays(stage(), requester, id, /: ended by a quarantine/);
      const back = await act(stage(), responder, '/iam restore svc-frozen a test key');
      await approve(stage(), back, platformApprover);
      await cardWhen(stage(), back, /: done/);
      assert.deepEqual(userOf(stage(), 'svc-frozen'), frozen);
      stage().clock.advance(days(9));
      await stage().app.tick();
      assert.deepEqual(userOf(stage(), 'svc-frozen'), frozen, 'the grace is over for nobody');
    });

    test('the user is deleted by somebody else in the middle of it: given up, and another of its name is not touched', async () => {
      plant(stage(), 'svc-vanished');
      const id = await rotate('svc-vanished');
      stage().aws.world.change(PROD_EU, ({ users }) => users.delete('svc-vanished'));
      const another = plant(stage(), 'svc-vanished');
      stage().clock.advance(hours(1.1));
      await statusSays(stage(), owner, id, /: ended, the user is gone/);
      assert.deepEqual(userOf(stage(), 'svc-vanished'), another);
      assert.deepEqual(secrets('svc-vanished'), []);
    });

    test('nobody has heard the same thing twice', async () => {
      await stage().slack.idle();
      assertNothingSaidTwice(stage());
    });
  });
}

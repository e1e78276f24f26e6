import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { key } from '../../src/sandbox/scenario/vocabulary.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { assertNothingSaidTwice, readAloud } from './heard.ts';
import { act, statusSays } from './lifecycle.ts';
import { plant, userOf, writesSince } from './planted.ts';
import { card, sharedStage } from './story.ts';
import { words } from './words.ts';

const { owner, requester, securityApprover } = people;

for (const mode of ['http', 'socket'] as const) {
  describe(`keys, access and the console, ${mode}`, () => {
    const stage = sharedStage({ mode });
    after(() => {
      if (process.env.READ_ALOUD) console.log(readAloud(stage()));
    });

    test('a second key is created with an approval and handed over, and one that is disabled is deleted', async () => {
      const was = plant(stage(), 'svc-second');
      const id = await act(stage(), requester, '/iam key svc-second create', { delivery: 'secrets-manager' });
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
      const fresh = userOf(stage(), 'svc-second').keys.find(({ id: keyId }) => keyId !== was.keys[0]?.id);
      assert.ok(fresh?.active);
      assert.match(
        words(await dmWith(stage(), new RegExp(`^${id} · the key of svc-second is ready`), requester)),
        /aws secretsmanager get-secret-value/,
      );

      const off = await act(stage(), owner, `/iam key svc-second disable …${fresh.id.slice(-4)} not needed`);
      await statusSays(stage(), owner, off, /: done/);
      const gone = await act(stage(), owner, `/iam key svc-second delete ${fresh.id} not needed`);
      await approve(stage(), gone, securityApprover);
      await cardWhen(stage(), gone, /: done/);
      assert.deepEqual(userOf(stage(), 'svc-second'), was);
    });

    test('bundles are added and removed and networks changed; the card says what becomes possible and what no longer is', async () => {
      const was = plant(stage(), 'svc-access', { groups: [] });
      const first = await act(stage(), owner, '/iam access svc-access', {
        bundles: ['metrics-read'],
        networks: '198.51.100.0/24',
        reason: 'metrics are wanted',
      });
      await approve(stage(), first, securityApprover);
      await cardWhen(stage(), first, /: done/);
      assert.deepEqual(userOf(stage(), 'svc-access').groups, ['chatelaine-metrics-read']);

      const id = await act(stage(), owner, '/iam access svc-access', {
        bundles: ['backup-write'],
        networks: '203.0.113.0/24',
        reason: 'it writes backups now',
      });
      const shown = words(await cardWhen(stage(), id, /waiting/));
      assert.match(shown, /May from now on put objects into the backup bucket/);
      assert.match(shown, /May no longer read CloudWatch metrics/);
      assert.match(shown, /From now on also from 203\.0\.113\.0\/24 No longer from 198\.51\.100\.0\/24/);
      const before = stage().aws.calls.length;
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
      const is = userOf(stage(), 'svc-access');
      assert.deepEqual({ ...is, groups: [], inline: {} }, was);
      assert.deepEqual(is.groups, ['chatelaine-backup-write']);
      assert.match(is.inline['chatelaine-source-network'] ?? '', /203\.0\.113\.0\/24/);
      const writes = writesSince(stage(), before).filter((call) => /User/.test(call));
      assert.deepEqual(
        writes,
        ['PutUserPolicy', 'RemoveUserFromGroup', 'AddUserToGroup'],
        'what narrows comes first',
      );
    });

    test('the account moves between the approval and the first step: nothing runs, and it is asked again with the difference', async () => {
      plant(stage(), 'svc-drifts', { groups: [] });
      const id = await act(stage(), owner, '/iam access svc-drifts', {
        bundles: ['metrics-read'],
        networks: '198.51.100.0/24',
        reason: 'metrics are wanted',
      });
      await cardWhen(stage(), id, /waiting/);
      stage().aws.world.change(PROD_EU, ({ users }) => users.get('svc-drifts')?.groups.add('developers'));
      const before = stage().aws.calls.length;
      await approve(stage(), id, securityApprover);
      const again = /Asked again, because groups: was none, is developers/;
      await soon(stage(), () => again.test(words(card(stage(), id))), 'the difference');
      assert.deepEqual(writesSince(stage(), before), []);
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
      assert.ok(userOf(stage(), 'svc-drifts').groups.includes('chatelaine-metrics-read'));
      assert.ok(userOf(stage(), 'svc-drifts').groups.includes('developers'));
    });

    test('a service user’s console password is removed, and nothing else', async () => {
      const was = plant(stage(), 'svc-console', {
        console: { createdDaysAgo: 90, lastUsedDaysAgo: 3 },
        mfa: 'virtual',
        keys: [key(90)],
      });
      const id = await act(stage(), owner, '/iam console svc-console services have no password');
      assert.match(
        words(await cardWhen(stage(), id, /waiting/)),
        /MFA devices arn:aws:iam::\d+:mfa\/svc-console/,
      );
      await approve(stage(), id, securityApprover);
      await cardWhen(stage(), id, /: done/);
      const { console: _, ...rest } = was;
      assert.deepEqual(userOf(stage(), 'svc-console'), {
        ...rest,
        ...('console' in userOf(stage(), 'svc-console') ? { console: undefined } : {}),
      });
    });

    test('nobody has heard the same thing twice', async () => {
      await stage().slack.idle();
      assertNothingSaidTwice(stage());
    });
  });
}

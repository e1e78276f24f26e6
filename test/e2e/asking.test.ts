import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actions } from '../../src/actions/index.ts';
import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { userCommandNames } from '../../src/slack/command-usage.ts';
import { soon } from './decisions.ts';
import { plant, userOf } from './planted.ts';
import { sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

const { owner, responder, requester } = people;

describe('finding, refusing, misunderstanding', () => {
  const stage = sharedStage({ mode: 'http' });

  /** The answer beside the command, once it is there. */
  async function told(command: string, by: string = requester): Promise<SlackMessage> {
    const person = stage().slack.as(by);
    const before = person.ephemerals().length;
    const at = await person.command(channelIds.general, command);
    return at ?? soon(stage(), () => person.ephemerals()[before], `an answer to ${command}`);
  }
  /** The commands whose form says something else than it should, with what it says. */
  async function misunderstood(
    commands: readonly (readonly [command: string, says: RegExp])[],
    by: string = owner,
  ): Promise<readonly string[]> {
    const wrong: string[] = [];
    const person = stage().slack.as(by);
    for (const [command, says] of commands) {
      await person.command(channelIds.general, `/iam ${command}`);
      await stage()
        .slack.waitFor(() => says.test(words(person.modal?.blocks)), { timeoutMs: 10_000 })
        .catch(() => wrong.push(`${command}: ${words(person.modal)}`));
      person.reload();
    }
    return wrong;
  }

  test('an account that can’t be read is said beside what was found', async () => {
    const rule = stage().aws.faults.add({
      operation: 'GetAccountAuthorizationDetails',
      account: '234567890123',
      fault: { kind: 'access-denied' },
      times: 'always',
    });
    const answer = words(await told('/iam find zzz-unknown'));
    stage().aws.faults.remove(rule);
    assert.match(answer, /Not searched: 1 account could not be read staging: /);
  });

  test('/iam find: by part of a name, tag, account, person and key', async () => {
    const key = userOf(stage(), 'svc-backup').keys[0]?.id ?? '';
    const finds: readonly (readonly [string, RegExp])[] = [
      ['backup', /svc-backup in prod-eu/],
      ['BACKUP', /svc-backup in prod-eu/],
      ['off-site', /svc-backup in prod-eu .*found by tag chatelaine:purpose = nightly off-site backup/],
      [`<@${owner}>`, /svc-backup in prod-eu .*found by its owner/],
      ['staging svc-log', /svc-logship in staging/],
      ['prod-eu off-site', /1 user for “prod-eu off-site” svc-backup in prod-eu/],
      [key, /svc-backup in prod-eu/],
    ];
    for (const [text, expected] of finds)
      assert.match(words(await told(`/iam find ${text}`)), expected, text);
    assert.match(
      words(await told('/iam find nothing-like-that')),
      /No user matches “nothing-like-that”\. Try a shorter part/,
    );
    assert.match(words(await told('/iam find x')), /Write at least two letters/);
    assert.match(words(await told('/iam find')), /What do you look for\?/);
    assert.match(words(await told('/iam find svc')), /and \d+ more\. Another word narrows it down/);
    assert.match(words(await told('/iam find <!channel>')), /No user matches/);
    const found = await told('/iam find off-site');
    assert.ok(buttonsOf(found).includes('Show'));
    await stage().slack.as(requester).click(found, 'show-user');
    const shown = () => [...stage().slack.as(requester).ephemerals(), stage().slack.as(requester).modal];
    await soon(
      stage(),
      () => shown().some((place) => /nightly off-site backup/.test(words(place))),
      'the user’s card',
    );
    stage().slack.as(requester).reload();
  });

  test('protected users refuse every action, in words', async () => {
    plant(stage(), 'chatelaine-hub', { keys: [] });
    const names = ['break-glass-1', 'chatelaine-hub'];
    const commands: Readonly<Record<string, string>> = {
      'tag-user': 'tag % a=b',
      'claim-user': 'claim %',
      'extend-user': 'extend % 2027-01-01 longer',
      'transfer-user': `transfer % <@${requester}> why not`,
      'adopt-user': 'adopt %',
      'change-access': 'access %',
      'rotate-access-key': 'rotate %',
      'create-access-key': 'key % create',
      'disable-access-key': 'key % disable',
      'enable-access-key': 'key % enable',
      'delete-access-key': 'key % delete',
      'quarantine-user': 'quarantine % just testing',
      'restore-user': 'restore % just testing',
      'remove-login-profile': 'console % just testing',
      'offboard-user': 'offboard % just testing',
    };
    // A finding is accepted where it is told, not by a command.
    const about = actions
      .filter((action) => action.about === 'user' && action.id !== 'exempt-finding')
      .map(({ id }) => id as string);
    assert.deepEqual(Object.keys(commands).toSorted(), about.toSorted(), 'every action has a command here');
    const before = names.map((name) => userOf(stage(), name));
    const says = /is protected: nothing here may touch it\. Whoever keeps the break-glass users can\./;
    const all = names.flatMap((name) =>
      Object.values(commands).map((command) => [command.replace('%', name), says] as const),
    );
    assert.deepEqual(await misunderstood(all, responder), []);
    assert.deepEqual(
      names.map((name) => userOf(stage(), name)),
      before,
    );
  });

  test('each command without a user says what it takes', async () => {
    for (const name of userCommandNames)
      assert.match(words(await told(`/iam ${name}`)), new RegExp(`Which user\\? /iam ${name} <user>`), name);
  });

  test('each command about nobody says so', async () => {
    const names = userCommandNames.filter((name) => name !== 'key' && name !== 'transfer');
    const says = /I find no user “svc-nobody” in the accounts I can see\./;
    assert.deepEqual(await misunderstood(names.map((name) => [`${name} svc-nobody`, says])), []);
  });

  test('what is misread or can’t be is said in words, with what to do', async () => {
    plant(stage(), 'svc-full', { keys: [{ createdDaysAgo: 9 }, { createdDaysAgo: 8 }] });
    plant(stage(), 'svc-bare', { console: { createdDaysAgo: 9 } });
    plant(stage(), 'svc-twin');
    assert.match(
      words(await told('/iam key svc-full destroy')),
      /“destroy” is not create, disable, enable or delete|Did you mean/,
    );
    assert.match(
      words(await told('/iam extend svc-full tomorrow')),
      /“tomorrow” is not a day\. Write it as 2027-05-21\./,
    );
    const wrong = await misunderstood([
      [
        'key svc-full create',
        /svc-full has 2 access keys and AWS allows 2: .*missed least.*\/iam key svc-full disable …/,
      ],
      ['rotate svc-bare', /svc-bare has a console password and no MFA device/],
      ['console svc-twin no need', /svc-twin has no console password\. There is nothing to remove\./],
      ['adopt svc-twin', /svc-twin is known here already \(IAM-1\)\. There is nothing to adopt\./],
      ['claim svc-twin', /svc-twin .*(yours|owner) already/],
      [`transfer svc-twin <@${owner}> why not`, /svc-twin belongs to them already\. Choose somebody else\./],
    ]);
    assert.deepEqual(wrong, []);
    const stranger = [['rotate jenkins-old', /belongs to somebody else \(team build\)/]] as const;
    assert.deepEqual(await misunderstood(stranger, requester), []);
  });
});

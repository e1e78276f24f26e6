import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, carriedOut, dmWith, soon } from './decisions.ts';
import { ask, fromFirstPage } from './request-form.ts';
import { sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

describe('asking the bot', () => {
  let done = '';
  let open = '';
  const stage = sharedStage({ mode: 'socket' }, async (opened) => {
    done = await ask(opened, { userName: 'svc-known' });
    await carriedOut(opened, done);
    open = await ask(opened, { userName: 'svc-open' });
    await cardWhen(opened, open, /waiting/);
  });
  /** What a command answers, at once or by the response URL. */
  async function told(text: string, by: string = people.requester) {
    const person = stage().slack.as(by);
    const before = person.ephemerals().length;
    await person.command(channelIds.general, text);
    return soon(stage(), () => person.ephemerals().slice(before).at(-1), `an answer to ${text}`);
  }

  test('/iam is a menu, and every button of it answers', async () => {
    const menu = await told('/iam');
    assert.deepEqual(buttonsOf(menu), [
      'Ask for a service account',
      'Change a user…',
      'Waiting for me',
      'Mine',
      'Help',
    ]);
    const person = stage().slack.as(people.requester);
    await person.click(menu, 'show-mine');
    await soon(
      stage(),
      () => person.ephemerals().some((message) => words(message).includes('Users you own')),
      'the list',
    );
    await person.click(menu, 'start-request');
    await soon(stage(), () => person.modal?.callbackId === 'request-path', 'the form');
    person.reload();
  });

  test('/iam pending shows what waits for me, and nothing to those who may not decide', async () => {
    assert.match(
      words(await told('/iam pending', people.platformApprover)),
      new RegExp(`One request waits for you ● ${open}`),
    );
    assert.match(words(await told('/iam pending')), /^Nothing waits for your decision\./);
    const priya = stage().slack.as(people.securityApprover);
    await priya.click(await told('/iam pending', people.securityApprover), 'full-plan');
    const plan = await soon(
      stage(),
      () => priya.modal?.callbackId === 'full-plan' && priya.modal,
      'the full plan',
    );
    assert.match(words(plan), /svc-open/);
    assert.ok(buttonsOf(plan).includes('Approve'));
    priya.reload();
  });

  test('/iam mine lists requests and users', async () => {
    const mine = words(await told('/iam mine'));
    assert.match(mine, new RegExp(`● ${open} · .*svc-open`));
    assert.match(mine, new RegExp(`✓ ${done} · .*svc-known`));
    assert.match(mine, /Users you own .*svc-known in prod-eu ends \d{4}-\S+ in \d+ days/);
  });

  test('/iam show finds a user by name, account, ARN and key', async () => {
    const key = stage()
      .aws.world.snapshot('123456789012')
      .users.find(({ name }) => name === 'svc-known')?.keys[0]?.id;
    const ways = [
      'svc-known',
      'prod-eu/svc-known',
      'arn:aws:iam::123456789012:user/chatelaine/svc-known',
      String(key),
    ];
    for (const way of ways) {
      const shown = words(await told(`/iam show ${way}`));
      assert.match(shown, /svc-known/, way);
      assert.match(shown, /prod-eu/, way);
      assert.match(shown, /@U0NOOR00000/, way);
      assert.ok(shown.includes(String(key).slice(-4)), way);
    }
    assert.match(words(await told('/iam show SVC-KNOWN')), /svc-known/);
    const absent = words(await told('/iam show svc-nowhere'));
    assert.match(absent, /svc-nowhere/);
    assert.match(words(await told('/iam show moon/svc-known')), /I know no account “moon”\. Known are /);
    assert.match(words(await told('/iam show a b<c>')), /is not a user name/);
    assert.match(words(await told('/iam show')), /Which user\? \/iam show <user>/);
  });

  test('/iam show says what a user’s policies make of it: an administrator, a way to become one, or nothing', async () => {
    const { users } = stage().aws.world.snapshot('123456789012');
    const holder = (policy: string) =>
      users.find(({ attached }) => attached.some((arn) => arn.endsWith(`/${policy}`)))?.name ?? '';
    assert.match(
      words(await told(`/iam show prod-eu/${holder('AdministratorAccess')}`)),
      /▲ Powers administrator-equivalent/,
    );
    assert.match(
      words(await told(`/iam show prod-eu/${holder('AmazonEC2ContainerRegistryPowerUser')}`)),
      /▲ Powers can hand any role to a service ▲ can run code of its own in a new function under a stronger role/,
    );
    assert.doesNotMatch(words(await told('/iam show prod-eu/svc-known')), /Powers/);
  });

  test('/iam audit tells who asked, who approved and what ran, with AWS’s request ids', async () => {
    const trail = words(await told(`/iam audit ${done.toLowerCase()}`));
    assert.match(trail, /✓ The chain of records verifies\./);
    assert.match(trail, /@U0NOOR00000 asked/);
    assert.match(trail, /@U0TOMASZ000 approved/);
    const created = stage().aws.calls.find(({ operation }) => operation === 'CreateUser');
    assert.ok(trail.includes(`iam:CreateUser ${created?.requestId}`));
    assert.match(words(await told('/iam audit svc-known')), new RegExp(`asked · ${done}`));
    assert.match(
      words(await told('/iam audit IAM-999')),
      /Nothing is on record about “IAM-999”\. Name a request like IAM-42 or a user\./,
    );
  });

  test('a mistyped command says what was understood, and can be run as meant', async () => {
    const answer = await told('/iam shwo svc-known');
    assert.match(words(answer), /I don’t know “shwo”\. Did you mean \/iam show svc-known \?/);
    const person = stage().slack.as(people.requester);
    await person.click(answer, 'run-command');
    await soon(
      stage(),
      () => person.ephemerals().some((message) => words(message).includes('chatelaine-metrics-read')),
      'the user',
    );
    assert.match(
      words(await told('/iam <!channel> &amp; drop')),
      /I don’t know “@channel”\. \/iam help lists the commands\./,
    );
  });

  test('/iam help says what this person may do', async () => {
    assert.match(
      words(await told('/iam help', people.platformApprover)),
      /You can decide for Platform approvers, never on your own requests\./,
    );
    const mine = words(await told('/iam help'));
    assert.match(mine, /You are in no group of approvers\./);
    for (const command of ['request', 'pending', 'mine', 'show', 'audit', 'help'])
      assert.ok(mine.includes(`/iam ${command}`));
  });

  test('a guest is told why they get nothing', async () => {
    const { slack } = stage();
    const guest = slack.as(people.guest);
    for (const text of [
      '/iam mine',
      '/iam pending',
      '/iam show svc-known',
      '/iam audit svc-known',
      '/iam help',
    ]) {
      await guest.command(channelIds.teamPlatform, text);
      const [last] = guest.ephemerals().slice(-1);
      assert.match(words(last), /Guests can’t act on AWS users\./, text);
    }
    await guest.command(channelIds.teamPlatform, '/iam request');
    await soon(stage(), () => words(guest.modal).includes('Guests can’t act on AWS users.'), 'the refusal');
  });

  test('the Home tab shows what waits for me, my requests and my users', async () => {
    const { slack } = stage();
    const approver = slack.as(people.platformApprover);
    await approver.openHome();
    const home = await soon(stage(), () => approver.home, 'the home');
    assert.match(
      words(home),
      new RegExp(`Waits for your decision ● ${open}.*Users you own .*jenkins-old in prod-eu ▲ no end date`),
    );
    const requester = slack.as(people.requester);
    await requester.openHome();
    await soon(
      stage(),
      () =>
        /Nothing waits for you.*Users you own svc-prototype in sandbox-dev ends \S+ ▲ 2 days ago.*svc-known in prod-eu/.test(
          words(requester.home),
        ),
      'my home',
    );
    const guest = slack.as(people.guest);
    await guest.openHome();
    await soon(
      stage(),
      () => words(guest.home).includes('Guests can’t act on AWS users.'),
      'the guest’s home',
    );
  });

  test('the shortcuts ask for an account, and show the user that a message is about', async () => {
    const { slack } = stage();
    const person = slack.as(people.requester);
    await person.shortcut('request-service-account');
    await soon(stage(), () => person.modal?.callbackId === 'request-path', 'the form');
    await fromFirstPage(stage(), { userName: 'svc-by-shortcut' }, person);
    const preview = await soon(
      stage(),
      () => person.modal?.callbackId === 'request-preview' && person.modal,
      'the preview',
    );
    await person.submit(preview.id);
    const status = await dmWith(stage(), /svc-by-shortcut/);
    person.reload();
    const id = /IAM-\d+/.exec(status.text)?.[0] ?? '';
    await cardWhen(stage(), id, /waiting/);
    await approve(stage(), id);
    await cardWhen(stage(), id, /: done\./);

    const said = await person.say(channelIds.general, 'Who knows what svc-known is for?');
    await person.messageShortcut('show-user-in-message', said);
    await soon(stage(), () => words(person.modal).includes('chatelaine-metrics-read'), 'the user');
    person.reload();
    const other = await person.say(channelIds.general, 'Lunch?');
    await person.messageShortcut('show-user-in-message', other);
    await soon(
      stage(),
      () => words(person.modal).includes('There is no user name, ARN or access key id in this message.'),
      'the sentence',
    );
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { dmWith, soon } from './decisions.ts';
import { sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

describe('getting at an action', () => {
  const stage = sharedStage();

  test('a stranger asks the owner, once a day, and the owner’s button opens the form', async () => {
    const { slack } = stage();
    const noor = slack.as(people.requester);
    for (const said of ['The owner was asked', 'Asked already']) {
      await noor.command(channelIds.general, '/iam rotate svc-terraform');
      const refusal = await soon(
        stage(),
        () => noor.modal?.title?.text === 'Not yours to do' && noor.modal,
        'the refusal',
      );
      assert.match(words(refusal), /belongs to .*Its owner is @U0TOMASZ000/);
      assert.deepEqual(buttonsOf(refusal), ['Ask @Tomasz to rotate its key', 'Show the user']);
      await noor.click(refusal.id, 'ask-owner');
      await soon(stage(), () => noor.modal?.title?.text === said, said);
      noor.reload();
    }
    const tomasz = slack.as(people.platformApprover);
    const asked = await dmWith(stage(), /You are asked to rotate its key/, people.platformApprover);
    assert.match(words(asked), /svc-terraform in prod-eu Asked by @U0NOOR00000/);
    assert.equal(tomasz.dm().filter(({ text }) => /You are asked/.test(text)).length, 1);
    await tomasz.click(asked, 'begin:rotate-access-key');
    await soon(stage(), () => tomasz.modal?.callbackId === 'request-details', 'the form');
    tomasz.reload();
  });

  test('whoever claims what somebody owns is led to a transfer', async () => {
    const { slack } = stage();
    const noor = slack.as(people.requester);
    await noor.command(channelIds.general, '/iam claim svc-terraform');
    await soon(stage(), () => /Ask @Tomasz to hand it over/.test(words(noor.modal)), 'the owner to ask');
    noor.reload();
  });

  test('an owner who has left is not asked', async () => {
    const { slack } = stage();
    const noor = slack.as(people.requester);
    await noor.command(channelIds.general, '/iam tag svc-mailer a=b');
    const refusal = await soon(
      stage(),
      () => /belongs to/.test(words(noor.modal)) && noor.modal,
      'the refusal',
    );
    assert.deepEqual(buttonsOf(refusal), []);
    noor.reload();
  });

  test('a message shortcut finds the user that is named, whatever its name looks like', async () => {
    const { slack } = stage();
    const ines = slack.as(people.owner);
    const opened = async (text: string) => {
      const message = await ines.say(channelIds.teamPlatform, text);
      await ines.messageShortcut('change-user-in-message', message);
      const modal = await soon(
        stage(),
        () => ines.modal?.title?.text !== 'One moment' && ines.modal,
        'the modal',
      );
      ines.reload();
      return modal;
    };
    assert.match(words(await opened('is loadtest still needed?')), /For loadtest in staging/);
    assert.match(words(await opened('Anna.Keller, again.')), /For anna\.keller in prod-eu/);
    assert.match(
      words(await opened('see arn:aws:iam::345678901234:user/wolfgang please')),
      /For wolfgang in sandbox-dev/,
    );
    const several = await opened('svc-backup or svc-etl?');
    assert.equal(several.title?.text, 'Which user?');
    assert.deepEqual(buttonsOf(several), ['prod-eu/svc-backup', 'prod-eu/svc-etl']);
    assert.equal((await opened('what a day')).title?.text, 'Change an AWS user');
  });

  test('from anywhere: a user is searched, an action chosen, and its form follows', async () => {
    const { slack } = stage();
    const ines = slack.as(people.owner);
    await ines.shortcut('change-user');
    const page = await soon(stage(), () => ines.modal, 'the page');
    const found = await ines.suggest(page.id, 'field-user', 'invoi');
    assert.deepEqual(
      found.map(({ text }) => text),
      ['svc-invoices'],
    );
    await ines.fill(page.id, { user: found[0]?.value ?? '', action: 'extend-user' });
    await ines.submit(page.id);
    const form = await soon(
      stage(),
      () => ines.modal?.callbackId === 'request-details' && ines.modal,
      'the form',
    );
    assert.match(words(form), /svc-invoices in prod-eu/);
    ines.reload();
  });
});

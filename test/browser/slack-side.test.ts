import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { withoutBrowser } from './chromium.ts';
import { picture, sharedStage } from './stage.ts';
import { become, choose, goTo, messageField, send } from './steps.ts';

describe('Slack in the page', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();

  test('six people, each with their own conversations, unread marks and guests marked', async () => {
    const page = await stage().open();
    const faces = page.getByRole('radiogroup', { name: 'Use Slack as' }).getByRole('radio');
    assert.equal(await faces.count(), 6);
    await stage().sandbox.slack.as(people.owner).say(channelIds.general, 'Lunch?');
    await page.getByRole('radio', { name: /^Priya Raman, Security engineer, \d+ unread$/ }).waitFor();
    await become(page, 'Priya Raman');
    const list = page.getByRole('navigation', { name: 'Conversations' });
    await list.getByRole('button', { name: /^#iam-security, private/ }).waitFor();
    await goTo(page, '#general');
    await page.getByRole('article', { name: /^Ines/ }).getByText('Lunch?').waitFor();
    await stage().sandbox.slack.waitFor(
      () => stage().sandbox.slack.state.unread(people.securityApprover, channelIds.general) === 0,
    );
    await become(page, 'Jonas Weber');
    await page.locator('.who', { hasText: 'guest' }).waitFor();
    assert.equal(
      await list.getByRole('button', { name: /iam-approvals/ }).count(),
      0,
      'a guest sees no approvals',
    );
    await page.context().close();
  });

  test('what is typed stays text; threads have replies and their own field', async () => {
    const page = await stage().open();
    await goTo(page, '#team-platform');
    await send(page, 'Is *this* <b>bold</b> & <!channel>?');
    const message = page
      .getByRole('log', { name: /^Messages in/ })
      .getByRole('article')
      .last();
    await message.getByText('<b>bold</b> & <!channel>?').waitFor();
    assert.equal(await message.locator('strong', { hasText: 'this' }).count(), 1);
    assert.equal(await message.locator('.mention').count(), 0);
    await message.hover();
    await message.getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const reply = thread.getByRole('textbox', { name: 'Reply' });
    await reply.fill('/iam request');
    await reply.press('Enter');
    await thread.getByRole('alert').getByText('/iam is not supported in threads. Sorry.').waitFor();
    await reply.fill('Yes, it is.');
    await reply.press('Enter');
    await thread.getByText('Yes, it is.').waitFor();
    await page.getByRole('button', { name: /1 reply/ }).waitFor();
    await picture(page, 'thread');
    await thread.getByRole('button', { name: 'Close thread' }).click();
    await thread.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('a mistyped command is answered for this person only, and a reload forgets it', async () => {
    const page = await stage().open();
    await goTo(page, '#team-platform');
    await send(page, '/iam reqest');
    const answer = page.getByRole('article').filter({ hasText: 'Only visible to you' });
    await answer
      .getByText(/reqest/)
      .first()
      .waitFor();
    await become(page, 'Ines Moreau');
    await goTo(page, '#team-platform');
    assert.equal(await page.getByText(/reqest/).count(), 0);
    await become(page, 'Noor Haddad');
    await answer.first().waitFor();
    await page.reload();
    await goTo(page, '#team-platform');
    await answer.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('the Home tab, the shortcuts, a required field and a closed modal', async () => {
    const page = await stage().open();
    await page.getByRole('button', { name: 'Chatelaine home' }).click();
    const home = page.getByRole('region', { name: 'Home tab' });
    await home.getByRole('button', { name: 'Ask for a service account' }).waitFor();
    await picture(page, 'home');
    await goTo(page, '#general');
    await page.getByRole('button', { name: 'Shortcuts', exact: true }).click();
    await page.getByRole('menuitem', { name: /Ask for service account/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Ask for access' });
    await choose(page, 'It runs …', 'keys', /only take access keys/);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    const field = dialog.getByLabel('Product');
    await dialog.getByText('Please complete this required field.').first().waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    const problem = dialog.locator(`[id="${described.split(' ').find((id) => id.endsWith('problem'))}"]`);
    assert.equal(await problem.innerText(), 'Please complete this required field.');
    await field.fill('A product');
    await problem.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(stage().sandbox.slack.as(people.requester).modals.length, 0);
    await page.context().close();
  });

  test('an app that does not answer is reported in the words of Slack', async () => {
    const page = await stage().open();
    const { slack } = stage().sandbox;
    await goTo(page, '#team-platform');
    const before = slack.deliveries.at(-1);
    slack.setDeliveryUrl('http://127.0.0.1:9/slack/events');
    await send(page, '/iam help');
    await page.getByRole('alert').getByText('/iam failed with the error "dispatch_failed"').waitFor();
    await picture(page, 'failed-command');
    assert.notEqual(slack.deliveries.at(-1), before);
    slack.setDeliveryUrl(`http://127.0.0.1:${stage().sandbox.app.port}/slack/events`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await send(page, '/iam help');
    await page.getByRole('article').filter({ hasText: 'Only visible to you' }).first().waitFor();
    assert.equal(await messageField(page).inputValue(), '');
    await page.context().close();
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { withoutBrowser } from './chromium.ts';
import { everyBlock, everyInput } from './every-block.ts';
import { picture, sharedStage } from './stage.ts';
import { goTo, until } from './steps.ts';

describe('Block Kit in the page', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();

  /** Calls a method as the app, over the wire. */
  async function call(method: string, args: object): Promise<void> {
    const { slack } = stage().sandbox;
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${slack.workspace.app.botToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as { ok: boolean };
    assert.equal(answer.ok, true, JSON.stringify(answer));
  }
  const post = (blocks: readonly object[]) =>
    call('chat.postMessage', { channel: channelIds.teamPlatform, text: 'Blocks', blocks });

  test('every block type that the app may use has its meaning in roles and words', async () => {
    const page = await stage().open({ viewport: { width: 1440, height: 2400 } });
    await goTo(page, '#team-platform');
    await post(everyBlock);
    const message = page.getByRole('article', { name: /^Chatelaine/ }).last();
    await message.getByRole('heading', { name: 'Everything at once' }).waitFor();
    await picture(page, 'blocks');

    await message.getByText('@Noor').first().waitFor();
    await message.getByText('#team-platform').first().waitFor();
    await message.getByText('@platform-approvers').waitFor();
    const time = message.locator('time', { hasText: '15 Jan 2027 at 10:30' });
    assert.equal(await time.getAttribute('datetime'), '2027-01-15T09:30:00.000Z', 'in the reader’s zone');
    await message.getByRole('link', { name: 'the documentation' }).waitFor();
    assert.equal(await message.getByRole('link', { name: 'not a link' }).count(), 0, 'no javascript: links');
    await message.getByText('5 < 6 & 7 > 2').waitFor();
    assert.equal(await message.locator('.blocks li', { hasText: 'second' }).count(), 1);
    await message.getByRole('columnheader', { name: 'Key' }).waitFor();
    await message.getByRole('cell', { name: '412 d' }).waitFor();
    const plan = message.getByRole('region', { name: 'Making the user' });
    assert.equal(await plan.getByRole('listitem').count(), 3);
    await plan.getByText('1 of 3').waitFor();
    await plan.getByText('Running').waitFor({ state: 'attached' });
    await message.getByRole('heading', { name: 'A markdown heading' }).waitFor();
    await message.getByRole('radio', { name: /Keep it/ }).waitFor();
    await message.getByRole('checkbox', { name: /Tell the owner/ }).waitFor();
    assert.equal(await message.locator('input[type=date]').inputValue(), '2027-05-21');
    assert.deepEqual(stage().complaints, []);
    await page.context().close();
  });

  test('code is copied whole', async () => {
    const page = await stage().open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await goTo(page, '#team-platform');
    await post([
      { type: 'section', text: { type: 'mrkdwn', text: '```aws iam get-user \\\n  --user-name a&amp;b```' } },
    ]);
    const code = page.getByRole('article').filter({ hasText: 'aws iam get-user' });
    await code.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() =>
      (
        globalThis as unknown as { navigator: { clipboard: { readText(): Promise<string> } } }
      ).navigator.clipboard.readText(),
    );
    assert.equal(copied, 'aws iam get-user \\\n  --user-name a&b');
    await page.context().close();
  });

  test('a confirm dialog stands before its button, an overflow is a menu, and choices reach the app', async () => {
    const page = await stage().open();
    const { slack } = stage().sandbox;
    const sent = () =>
      slack.deliveries.flatMap(({ payload }) => (Array.isArray(payload.actions) ? payload.actions : []));
    await goTo(page, '#team-platform');
    await post(everyBlock);
    const message = page.getByRole('article', { name: /^Chatelaine/ }).last();
    const before = sent().length;
    const remove = message.getByRole('button', { name: 'Delete the key' });
    await remove.click();
    const question = page.getByRole('alertdialog', { name: 'Delete it?' });
    await question.getByText('It can’t be undone.').waitFor();
    await picture(page, 'confirm');
    await question.getByRole('button', { name: 'Keep it' }).click();
    assert.equal(sent().length, before, 'a dismissed question sends nothing');
    await remove.click();
    await question.getByRole('button', { name: 'Delete' }).click();
    await until(() => sent().length > before);
    assert.match(JSON.stringify(sent().at(-1)), /"value":"AKIA1"/);

    await message.getByRole('button', { name: /^More actions/ }).click();
    await page.getByRole('menuitem', { name: 'Snooze' }).click();
    await until(() => JSON.stringify(sent().at(-1)).includes('"snooze"'));
    await message.getByRole('combobox', { name: /Whose is it/ }).click();
    await page.keyboard.type('ines');
    await page.keyboard.press('Enter');
    await until(() => JSON.stringify(sent().at(-1)).includes(people.owner));
    await message.getByRole('checkbox', { name: /Tell the owner/ }).check();
    await until(() => JSON.stringify(sent().at(-1)).includes('tell-owner'));
    await page.context().close();
  });

  test('a modal takes every kind of input, and holds what was entered', async () => {
    const page = await stage().open({ viewport: { width: 1440, height: 1400 } });
    const { slack } = stage().sandbox;
    await goTo(page, '#team-platform');
    await post(everyBlock);
    await page.getByRole('button', { name: 'Rotate' }).last().click();
    const trigger = await until(() => slack.deliveries.at(-1)?.payload.trigger_id);
    await call('views.open', { trigger_id: trigger, view: everyInput });
    const dialog = page.getByRole('dialog', { name: 'Every input' });
    await dialog.getByRole('note').getByText('The key was never used.').waitFor();
    const pick = async (field: string, ...options: readonly string[]) => {
      await dialog.getByRole('combobox', { name: field }).click();
      for (const name of options) await dialog.getByRole('option', { name }).click();
      // A single choice has closed its list; Escape would close the modal.
      if (options.length > 1) await page.keyboard.press('Escape');
    };
    const name = dialog.getByRole('textbox', { name: 'Name' });
    assert.match((await name.getAttribute('aria-describedby')) ?? '', /hint/);
    await name.fill('svc-everything-and-more-than-fits');
    await dialog.getByRole('textbox', { name: 'Why (optional)' }).fill('two\nlines');
    await dialog.getByLabel('Days').fill('90');
    await dialog.getByLabel('Mail').fill('noor@hearth.example');
    await dialog.getByLabel('Page').fill('https://docs.example.com/');
    await dialog.getByLabel('Last day').fill('2027-05-21');
    await dialog.getByLabel('Hour').fill('09:30');
    await pick('Team', 'Platform');
    await pick('Bundles', 'Read', 'Write');
    await dialog.getByRole('button', { name: 'Remove Read' }).click();
    await pick('Owner', 'Ines');
    await pick('Watchers', 'Priya', 'Daniel');
    await dialog.getByRole('radio', { name: 'Service' }).check();
    await dialog.getByRole('checkbox', { name: 'The owner' }).check();
    await dialog.getByRole('checkbox', { name: 'The team' }).check();
    await picture(page, 'inputs');
    const field = (block: string) => JSON.stringify(slack.as(people.requester).modal?.values[block]?.it);
    await until(() => /"owner".*"team"/.test(field('tell')));
    assert.match(field('name'), /"svc-everything-and-m"/);
    assert.match(field('why'), /"two\\nlines"/);
    assert.match(field('days'), /"90"/);
    assert.match(field('mail'), /noor@/);
    assert.match(field('page'), /docs\.example/);
    assert.match(field('day'), /"2027-05-21"/);
    assert.match(field('hour'), /"09:30"/);
    assert.match(field('team'), /"platform"/);
    assert.match(field('bundles'), /"write"/);
    assert.doesNotMatch(field('bundles'), /"read"/);
    assert.match(field('owner'), new RegExp(people.owner));
    assert.match(field('watchers'), new RegExp(`${people.securityApprover}.*${people.responder}`));
    assert.match(field('kind'), /"service"/);
    await page.context().close();
  });
});

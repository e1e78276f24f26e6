import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutBrowser } from './chromium.ts';
import { picture, sharedStage } from './stage.ts';
import { goTo, send } from './steps.ts';

const HOUR_MS = 3_600_000;

describe('the accounts, the clock and the faults', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();

  test('accounts as tabs, users with owner and keys, found by any of them', async () => {
    const page = await stage().open();
    const accounts = page.getByRole('tablist', { name: 'Accounts' }).getByRole('tab');
    assert.equal(await accounts.count(), 4);
    const table = page.getByRole('table', { name: 'IAM users of prod-eu' });
    await table.getByRole('row', { name: /svc-legacy-ftp nobody/ }).waitFor();
    await page.getByRole('searchbox', { name: 'Find in users' }).fill('q7ta');
    await table.getByRole('row', { name: /svc-backup Ines Moreau .*Q7TA 412 d/ }).waitFor();
    assert.equal(await table.getByRole('rowheader').count(), 1);
    await page.getByRole('tab', { name: /^Groups/ }).click();
    await page.getByRole('searchbox', { name: 'Find in groups' }).waitFor();
    await page.getByRole('tab', { name: /^Policies/ }).click();
    await page.getByRole('button', { name: 'chatelaine-boundary' }).click();
    await page.getByText('"Statement":').waitFor();
    await page.context().close();
  });

  test('calls appear as they happen and open into their parameters', async () => {
    const page = await stage().open();
    await goTo(page, '#team-platform');
    await send(page, '/iam show svc-backup');
    // Until the answer is there new calls push the list down, and the first one is another each time.
    await page.getByRole('button', { name: 'History' }).waitFor();
    const calls = page.getByRole('log', { name: 'Calls, newest first' });
    const call = calls.getByRole('button', { name: /GetUser/ }).first();
    await call.click();
    await calls.getByRole('button', { name: /GetUser/, expanded: true }).waitFor();
    await calls.getByText('"UserName":').first().waitFor();
    await calls
      .getByText(/assumed-role\/ChatelaineMember/)
      .first()
      .waitFor();
    await page.getByLabel('Changes only').check();
    await call.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('a fault is put on the next call, shown while it waits, and met', async () => {
    const page = await stage().open();
    await page.getByRole('button', { name: 'Faults' }).click();
    const panel = page.getByRole('dialog', { name: 'Make AWS fail' });
    await panel.getByRole('radio', { name: /^Access denied/ }).check();
    await panel.getByLabel('Which call').selectOption('GetUser');
    await panel.getByLabel('How often').selectOption('always');
    await panel.getByRole('button', { name: 'Add' }).click();
    await panel.getByText('Access denied · GetUser · until cleared').waitFor();
    await picture(page, 'faults');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Faults, 1 waiting' }).waitFor();
    await goTo(page, '#team-platform');
    await send(page, '/iam show svc-backup');
    const calls = page.getByRole('log', { name: 'Calls, newest first' });
    await calls
      .getByRole('button', { name: /GetUser .*AccessDenied/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Faults, 1 waiting' }).click();
    await panel.getByRole('button', { name: 'Clear all' }).click();
    await panel.getByRole('status').waitFor({ state: 'detached' });
    assert.deepEqual(stage().sandbox.aws.faults.rules, []);
    await page.context().close();
  });

  test('the clock moves forward for both sides', async () => {
    const page = await stage().open();
    const before = stage().sandbox.clock.offsetMs();
    await page.getByRole('button', { name: /^Sandbox time/ }).click();
    await page.getByRole('menuitem', { name: '+7 days' }).click();
    await page.getByRole('row', { name: /svc-backup .*419 d/ }).waitFor();
    assert.equal(stage().sandbox.clock.offsetMs() - before, 168 * HOUR_MS);
    await page.context().close();
  });

  test('on a phone one side at a time, without sideways scrolling', async () => {
    const page = await stage().open({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const sides = page.getByRole('navigation', { name: 'Sides of the page' });
    for (const [tab, region] of [
      ['AWS', 'AWS accounts'],
      ['Calls', 'API calls'],
      ['Slack', 'Slack'],
    ] as const) {
      await sides.getByRole('button', { name: tab }).tap();
      await page.getByRole('region', { name: region, exact: true }).waitFor();
      const [wide, screen] = await page.evaluate(() => {
        const { document, innerWidth } = globalThis as unknown as {
          document: { documentElement: { scrollWidth: number } };
          innerWidth: number;
        };
        return [document.documentElement.scrollWidth, innerWidth];
      });
      assert.equal(wide, screen, `${tab} fits`);
      await picture(page, `phone-${tab}`);
    }
    await page.getByRole('button', { name: 'All conversations' }).tap();
    await page.getByRole('button', { name: '#team-platform' }).tap();
    await page.getByRole('textbox', { name: 'Message #team-platform' }).waitFor();
    await page.context().close();
  });

  test('reset asks first, then plants everything again', async () => {
    const page = await stage().open();
    // The whole app is stopped and started again: on a busy machine that takes its time.
    page.setDefaultTimeout(60_000);
    await goTo(page, '#team-platform');
    await send(page, 'This will be gone.');
    await page.getByText('This will be gone.').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).click();
    await page.getByText('Everything is as at the start.').waitFor();
    await page.getByText('This will be gone.').waitFor({ state: 'detached' });
    await page.getByText('No calls yet.').waitFor();
    await send(page, '/iam help');
    await page.getByRole('article').filter({ hasText: 'Only visible to you' }).waitFor();
    await page.context().close();
  });
});

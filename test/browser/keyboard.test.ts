import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutBrowser } from './chromium.ts';
import { sharedStage } from './stage.ts';

/** Presses Tab until the focused element has this accessible name; what a keyboard user does. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const { document } = globalThis as unknown as { document: { activeElement: FocusedElement | null } };
      const element = document.activeElement;
      const label = element?.labels?.[0]?.innerText;
      return element?.getAttribute('aria-label') ?? label ?? element?.innerText ?? '';
    });
    if (name.test(focused)) return;
    passed.push(focused.slice(0, 30));
  }
  assert.fail(`${name} can't be reached by ${key}: ${passed.join(' | ')}`);
}

interface FocusedElement {
  readonly innerText?: string;
  readonly labels?: readonly { readonly innerText: string }[];
  getAttribute(name: string): string | null;
}

async function typeInto(page: Page, label: RegExp, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

async function pick(page: Page, label: RegExp, typed: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type(typed);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

describe('the page by keyboard alone', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();

  test('the story: command, form, another person, approval, the pointer', { timeout: 240_000 }, async () => {
    const page = await stage().open();
    await tabTo(page, /^#team-platform/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Message #team-platform/);
    await page.keyboard.type('/iam req');
    await page.getByRole('option', { name: /\/iam request/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Ask for access' });
    await dialog.waitFor();
    const choice = dialog.getByRole('combobox').first();
    assert.equal(await choice.evaluate((element) => element.matches(':focus')), true, 'focus is in the form');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('keys');
    await page.getByRole('option', { name: /only take access keys/ }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Product').waitFor();
    await typeInto(page, /^Product/, 'Datadog forwarder');
    await typeInto(page, /^Its documentation/, 'https://docs.example.com/forwarder#keys');
    await tabTo(page, /^Continue/);
    await page.keyboard.press('Enter');

    await page.getByRole('dialog', { name: 'Service account' }).waitFor();
    await pick(page, /^AWS account/, 'prod');
    await typeInto(page, /^User name/, 'svc-by-keyboard');
    await typeInto(page, /^What it is for/, 'Ship metrics');
    await pick(page, /^Team/, 'Platform');
    await typeInto(page, /^Where the key is used/, 'Datadog EU');
    await typeInto(page, /^Source networks/, '198.51.100.0/24');
    await pick(page, /^What it may do/, 'Metrics');
    await page.keyboard.press('Escape');
    await typeInto(page, /^Ends on/, '05212027');
    await tabTo(page, /^See the plan/);
    await page.keyboard.press('Enter');
    const plan = page.getByRole('dialog', { name: 'What will happen' });
    await plan.getByRole('button', { name: 'Send for approval' }).waitFor();
    await tabTo(page, /^Send for approval/);
    await page.keyboard.press('Enter');
    await page.getByText(/was sent/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await tabTo(page, /^Noor Haddad/, 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.locator('.who', { hasText: 'Tomasz Zielinski' }).waitFor();
    await tabTo(page, /^#iam-approvals/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Approve$/);
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText(/Done/).waitFor();

    await tabTo(page, /^Tomasz Zielinski/, 'Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.who', { hasText: 'Noor Haddad' }).waitFor();
    await tabTo(page, /^Direct messages with Chatelaine/);
    await page.keyboard.press('Enter');
    await page.getByText(/the key of svc-by-keyboard/).waitFor();
    await tabTo(page, /^Copy$/);
    await page.context().close();
  });

  test('a dialog keeps the focus, and Escape gives it back', async () => {
    const page = await stage().open();
    const reset = page.getByRole('button', { name: 'Reset' });
    await reset.focus();
    await page.keyboard.press('Enter');
    const question = page.getByRole('alertdialog', { name: 'Start again?' });
    await question.waitFor();
    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Tab');
      assert.equal(await question.locator(':focus').count(), 1, 'Tab stays in the dialog');
    }
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    assert.equal(await reset.evaluate((element) => element.matches(':focus')), true, 'back where it was');
    await page.context().close();
  });

  test('menus, tabs and details by arrows and Escape', async () => {
    const page = await stage().open();
    await page.getByRole('button', { name: /^Sandbox time/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: '+1 hour' }).waitFor();
    await page.keyboard.press('ArrowDown');
    const next = page.getByRole('menuitem', { name: '+4 hours' });
    assert.equal(await next.evaluate((element) => element.matches(':focus')), true);
    await page.keyboard.press('Escape');
    await next.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: /prod-eu/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: /staging/, selected: true }).waitFor();
    await page.getByRole('button', { name: /^svc-/ }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to users' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: 'IAM users of staging' }).waitFor();
    await page.context().close();
  });
});

import type { Locator, Page } from 'playwright-core';

/** What people do on the page, by what they and their screen readers see. */

export async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Use Slack as' }).getByRole('radio', { name }).click();
  await page.locator('.who', { hasText: name }).waitFor();
}

export async function goTo(page: Page, conversation: string): Promise<void> {
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await list.getByRole('button', { name: conversation }).click();
}

export function messageField(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message / });
}

export async function send(page: Page, text: string): Promise<void> {
  await messageField(page).fill(text);
  await messageField(page).press('Enter');
}

/** Opens a select, types, and takes the option; again, as people do, when the form was drawn anew under their hands. */
export async function choose(page: Page, label: string, typed: string, option: RegExp): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label });
  const wanted = page.getByRole('option', { name: option }).first();
  await field.click();
  if (typed !== '') await field.pressSequentially(typed);
  for (let tries = 1; ; tries++) {
    const taken = await wanted.click({ timeout: tries < 6 ? 4_000 : LONGEST_MS }).then(
      () => true,
      (error: unknown) => {
        if (tries === 6) throw error;
        return false;
      },
    );
    if (taken) return;
    await field.fill(typed);
    if (!(await wanted.isVisible())) await field.click();
  }
}

/** The form of `/iam request`, from the command to the confirmation. */
export async function askFor(
  page: Page,
  userName: string,
  look: (name: string) => Promise<void>,
  bundle = /Metrics/,
): Promise<void> {
  await fillForm(page, userName, look, bundle);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Send for approval' }).waitFor();
  await look('modal-plan');
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await dialog.getByText(/was sent/).waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Up to the button that asks for the plan. */
export async function fillForm(
  page: Page,
  userName: string,
  look: (name: string) => Promise<void>,
  bundle: RegExp,
): Promise<void> {
  const dialog = page.getByRole('dialog');
  // What was typed while the conversation was still being drawn is lost, and typed again.
  for (let tries = 1; tries <= 3; tries++) {
    await send(page, '/iam request');
    const opened = await dialog
      .getByRole('combobox', { name: 'It runs …' })
      .waitFor({ timeout: 10_000 })
      .then(
        () => true,
        () => false,
      );
    if (opened) break;
  }
  await choose(page, 'It runs …', 'keys', /only take access keys/);
  await dialog.getByLabel('Product').fill('Datadog forwarder');
  await dialog.getByLabel('Its documentation').fill('https://docs.example.com/forwarder#keys');
  await look('modal-path');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await choose(page, 'AWS account', 'prod', /prod-eu/);
  await dialog.getByLabel('User name').fill(userName);
  await dialog.getByLabel('What it is for').fill('Ship CloudWatch metrics to Datadog');
  await choose(page, 'Team', '', /Platform/);
  await dialog.getByLabel('Where the key is used').fill('Datadog EU');
  await dialog.getByLabel('Source networks').fill('198.51.100.0/24');
  await choose(page, 'What it may do', '', bundle);
  await dialog.getByLabel('Ends on').fill('2027-05-21');
  await look('modal-account');
  await dialog.getByRole('button', { name: 'See the plan' }).click();
}

const LONGEST_MS = 30_000;
const LOOK_EVERY_MS = 25;

/** The first defined and true answer, looked for again and again: for what changes nothing that Slack would show. */
export async function until<T>(find: () => T | undefined | false): Promise<T> {
  const end = performance.now() + LONGEST_MS;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`Looked for ${LONGEST_MS} ms, in vain: ${find}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

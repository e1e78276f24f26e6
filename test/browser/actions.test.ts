import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { FormField } from '../../src/actions/action.ts';
import { actions } from '../../src/actions/index.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { offerWords } from '../../src/slack/blocks/offer-words.ts';
import { withoutBrowser } from './chromium.ts';
import { picture, sharedStage } from './stage.ts';
import { become, choose, goTo, send } from './steps.ts';

const accountNames = new Map([
  ['123456789012', 'prod-eu'],
  ['234567890123', 'staging'],
  ['345678901234', 'sandbox-dev'],
]);
/** Optional one by one, though not all of them together. */
const needed: Readonly<Record<string, readonly string[]>> = { 'change-access': ['bundles', 'networks'] };
const mostClicksToThePlan = 3;

describe('every action on a user, from its card', { skip: withoutBrowser() }, () => {
  const stage = sharedStage({ quotas: { openPerPerson: 100 } });
  const offers = new Map<string, Promise<string>>();
  const used = new Set<string>();
  let page: Page;

  before(async () => {
    page = await stage().open();
    await become(page, 'Priya Raman');
    await goTo(page, '#general');
  });
  after(async () => page?.context().close());

  /** What the card of a user and its “More…” offer, as their blocks have it. */
  async function offersOf(name: string): Promise<string> {
    const { slack } = stage().sandbox;
    const daniel = slack.as(people.responder);
    const before = daniel.ephemerals().length;
    await daniel.command(channelIds.general, `/iam show ${name}`);
    const card = await slack.waitFor(() => daniel.ephemerals().slice(before).at(-1), { what: name });
    const direct = JSON.stringify(card.blocks);
    if (!direct.includes('"more-actions"')) return direct;
    await daniel.click(card, 'more-actions');
    const more = await slack.waitFor(
      () => (daniel.modal?.title?.text === 'What can be done' ? daniel.modal : undefined),
      { what: `what can be done for ${name}` },
    );
    daniel.reload();
    return direct + JSON.stringify(more.blocks);
  }

  /** A user that this action fits and that no other test has changed. */
  async function userFor(action: string): Promise<string> {
    for (const [id, account] of accountNames) {
      for (const { name } of stage().sandbox.aws.world.snapshot(id).users) {
        const user = `${account}/${name}`;
        if (used.has(user)) continue;
        if (!offers.has(user)) offers.set(user, offersOf(user));
        if ((await offers.get(user))?.includes(`"begin:${action}"`)) {
          used.add(user);
          return user;
        }
      }
    }
    throw new Error(`No user of the sandbox can be shown for ${action}.`);
  }

  for (const action of actions.filter(({ about }) => about === 'user')) {
    test(`${action.id}: at most ${mostClicksToThePlan} clicks to its plan, and one more sends it`, async () => {
      const user = await userFor(action.id);
      const { button } = offerWords(action.id);
      const clicks: string[] = [];
      const press = async (what: Locator, name: string) => {
        clicks.push(name);
        await what.click();
      };
      await send(page, `/iam show ${user}`);
      const name = user.split('/')[1] ?? '';
      const card = page
        .getByRole('article')
        .filter({ has: page.getByRole('heading', { name, exact: true }) });
      await card.last().getByRole('button', { name: 'History' }).waitFor();
      const direct = card.last().getByRole('button', { name: button, exact: true });
      const dialog = page.getByRole('dialog');
      if ((await direct.count()) > 0) await press(direct, button);
      else {
        await press(card.last().getByRole('button', { name: 'More…' }), 'More…');
        await press(dialog.getByRole('button', { name: button, exact: true }), button);
      }
      await dialog.getByRole('button', { name: 'See the plan' }).waitFor();
      await dialog.getByText(name).first().waitFor();
      await picture(page, `form-${action.id}`);
      for (const field of action.form)
        await fill(page, field, needed[action.id]?.includes(field.name) === true);
      await press(dialog.getByRole('button', { name: 'See the plan' }), 'See the plan');
      const go = dialog.getByRole('button', { name: /^(Send for approval|Do it now)$/ });
      await go.or(dialog.getByText('No plan could be made')).first().waitFor();
      await picture(page, `plan-${action.id}`);
      assert.equal(await go.count(), 1, (await dialog.innerText()).slice(0, 500));
      assert.ok(clicks.length <= mostClicksToThePlan, clicks.join(', '));
      assert.equal(await fitsAcross(dialog), true, 'nothing sticks out');
      await go.click();
      await dialog
        .getByText(/was sent|runs now/)
        .first()
        .waitFor();
      await dialog.getByRole('button', { name: 'Done' }).click();
      while ((await dialog.count()) > 0) await closeTop(page);
      assert.deepEqual(stage().complaints, []);
    });
  }
});

/** Types or chooses what the form asks for and doesn’t have yet; examples are what the field itself shows. */
async function fill(page: Page, field: FormField, isNeeded: boolean): Promise<void> {
  if (field.optional && !isNeeded) return;
  const dialog = page.getByRole('dialog');
  const { input, label } = field;
  switch (input.kind) {
    case 'text':
    case 'paragraph': {
      const box = dialog.getByRole('textbox', { name: label });
      if ((await box.inputValue()) === '') await box.fill(field.placeholder ?? 'It is needed');
      return;
    }
    case 'date': {
      const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
      return dialog.getByLabel(label).fill(inTwoMonths);
    }
    case 'person':
      return choose(page, label, 'Daniel', /Daniel/);
    default: {
      const box = dialog.getByRole('combobox', { name: label });
      if ((await box.inputValue()) === '') await choose(page, label, '', /./);
    }
  }
}

const fitsAcross = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((element) => {
    const { scrollWidth, clientWidth } = element as unknown as { scrollWidth: number; clientWidth: number };
    return scrollWidth <= clientWidth;
  });

/** What lies under the form: the list of actions. */
async function closeTop(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  const id = await dialog.getAttribute('id');
  await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.locator(`[id="${id}"]`).waitFor({ state: 'detached' });
}

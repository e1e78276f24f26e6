import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { FormField } from '../../src/actions/action.ts';
import { actions } from '../../src/actions/index.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { offerWords } from '../../src/slack/blocks/offer-words.ts';
import { withoutBrowser } from './chromium.ts';
import { fittingUsers } from './fitting-users.ts';
import { picture, sharedStage } from './stage.ts';
import { become, choose, goTo, send } from './steps.ts';

const accountNames = new Map([
  ['123456789012', 'prod-eu'],
  ['234567890123', 'staging'],
  ['345678901234', 'sandbox-dev'],
]);
/** Optional one by one, though a plan needs something of them: the option to choose, where there are options. */
const needed: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  'change-access': { bundles: /./, networks: /./ },
  'restore-user': { awsPolicy: /Detach it/ },
};
const mostClicksToThePlan = 3;

describe('every action on a user, from its card', { skip: withoutBrowser() }, () => {
  const stage = sharedStage({ quotas: { openPerPerson: 100 } });
  let users: ReadonlyMap<string, string>;
  let page: Page;

  before(async () => {
    users = fittingUsers(stage().sandbox, accountNames);
    page = await stage().open();
    await become(page, 'Priya Raman');
    await goTo(page, '#general');
  });
  after(async () => page?.context().close());

  // What a failed test has left open is no obstacle to the next.
  beforeEach(async () => {
    stage().sandbox.slack.as(people.securityApprover).reload();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  for (const action of actions.filter(({ about }) => about === 'user')) {
    test(`${action.id}: at most ${mostClicksToThePlan} clicks to its plan, and one more sends it`, async () => {
      const user =
        users.get(action.id) ?? assert.fail(`No user of the sandbox is left to show ${action.id} on.`);
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
      for (const field of action.form) await fill(page, field, needed[action.id]?.[field.name]);
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
      assert.deepEqual(stage().complaints, []);
    });
  }
});

/** Types or chooses what the form asks for and doesn’t have yet; examples are what the field itself shows. */
async function fill(page: Page, field: FormField, option?: RegExp): Promise<void> {
  if (field.optional && option === undefined) return;
  const dialog = page.getByRole('dialog');
  const { input } = field;
  const label = new RegExp(`^${RegExp.escape(field.label)}( \\(optional\\))?$`);
  switch (input.kind) {
    case 'text':
    case 'paragraph': {
      const box = dialog.getByRole('textbox', { name: label });
      if ((await box.inputValue()) === '') await box.fill(field.placeholder ?? 'It is needed for the shop');
      return;
    }
    case 'date': {
      const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
      return dialog.getByLabel(label).fill(inTwoMonths);
    }
    case 'person':
      return choose(page, field.label, 'Daniel', /Daniel/);
    default: {
      const box = dialog.getByRole('combobox', { name: label });
      if ((await box.inputValue()) === '') await choose(page, field.label, '', option ?? /./);
    }
  }
}

const fitsAcross = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((element) => {
    const { scrollWidth, clientWidth } = element as unknown as { scrollWidth: number; clientWidth: number };
    return scrollWidth <= clientWidth;
  });

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutBrowser } from './chromium.ts';
import { picture, sharedStage } from './stage.ts';
import { choose, goTo, send } from './steps.ts';

describe('role first, in the page', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();

  test('choose what it is, answer, copy the trust policy', async () => {
    const page = await begin();
    const dialog = page.getByRole('dialog');
    await picture(page, 'role-1-question');
    await dialog.getByRole('combobox').first().click();
    await page.getByRole('option', { name: 'GitHub Actions' }).waitFor();
    await picture(page, 'role-2-choices');
    await page.keyboard.press('Escape');
    await choose(page, 'It runs …', 'github', /GitHub Actions/);
    await dialog.getByText('Use OpenID Connect, not a user').waitFor();
    await picture(page, 'role-3-questions');

    await choose(page, 'AWS account', 'prod', /prod-eu/);
    await dialog.getByLabel('Repository').fill('acme/*');
    await dialog.getByRole('button', { name: 'Show me how' }).click();
    await dialog.getByText(/One repository; no wildcard/).waitFor();
    await picture(page, 'role-4-refused');
    await dialog.getByLabel('Repository').fill('acme/web');
    await dialog.getByRole('button', { name: 'Show me how' }).click();

    await dialog.getByText(/Jobs of acme\/web on the branch main can use it/).waitFor();
    await picture(page, 'role-5-answer');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy' }).first().click();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    assert.equal(
      JSON.parse(String(copied)).Statement[0].Condition.StringEquals[
        'token.actions.githubusercontent.com:sub'
      ],
      'repo:acme/web:ref:refs/heads/main',
    );
    await dialog.getByText('… or with Terraform').scrollIntoViewIfNeeded();
    await picture(page, 'role-6-terraform');

    await dialog.getByRole('button', { name: 'Send it to me' }).click();
    await dialog.getByText('✓ Sent').waitFor();
    await dialog.getByText('✓ Sent').scrollIntoViewIfNeeded();
    await picture(page, 'role-7-sent');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    await goTo(page, 'Direct messages with Chatelaine');
    await page
      .getByRole('article')
      .filter({ hasText: 'Role github-acme-web-main in prod-eu' })
      .first()
      .waitFor();
    await picture(page, 'role-8-message');
    assert.deepEqual(stage().complaints, []);
    await page.context().close();
  });

  test('a user all the same is asked why first, and a person is shown the way', async () => {
    const page = await begin({ colorScheme: 'dark' });
    const dialog = page.getByRole('dialog');
    await choose(page, 'It runs …', 'vendor', /can assume a role/);
    await choose(page, 'AWS account', 'prod', /prod-eu/);
    await dialog.getByLabel('Vendor', { exact: true }).fill('Datadog');
    await dialog.getByLabel('The vendor’s AWS account or role').fill('464622532012');
    await picture(page, 'vendor-1-questions');
    await dialog.getByRole('button', { name: 'Show me how' }).click();
    await dialog.getByText(/only with this external id/).waitFor();
    await picture(page, 'vendor-2-answer');
    await dialog.getByRole('button', { name: 'I still need a user' }).click();
    await dialog
      .getByLabel('Why that won’t do')
      .fill('The product is retired next month and can’t be changed.');
    await picture(page, 'vendor-3-why');
    await dialog.getByRole('button', { name: 'Ask for a user' }).click();
    await page.getByRole('dialog', { name: 'Service account' }).waitFor();
    assert.equal(await dialog.getByLabel('Environment').inputValue(), 'production');
    await picture(page, 'vendor-4-details');
    await page.context().close();

    const other = await begin();
    await choose(other, 'It runs …', 'person', /A person/);
    await other.getByRole('link', { name: 'Open Identity Center' }).waitFor();
    await picture(other, 'person');
    assert.deepEqual(stage().complaints, []);
    await other.context().close();
  });

  async function begin(options: Parameters<ReturnType<typeof stage>['open']>[0] = {}): Promise<Page> {
    const page = await stage().open(options);
    await goTo(page, '#team-platform');
    await send(page, '/iam request');
    await page.getByRole('dialog', { name: 'Ask for access' }).waitFor();
    return page;
  }
});

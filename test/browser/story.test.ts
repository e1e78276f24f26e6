import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutBrowser } from './chromium.ts';
import { picture, sharedStage } from './stage.ts';
import { askFor, become, goTo } from './steps.ts';

describe('the story in the page', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();

  test('from the question to the pointer of the key, with both sides in view', async () => {
    const page = await stage().open();
    await page.getByRole('button', { name: /^Try this/ }).click();
    await picture(page, 'start');
    await page.getByRole('button', { name: 'Take me there' }).first().click();
    await page.getByRole('log', { name: 'Messages in #team-platform' }).waitFor();
    assert.equal(
      await page.getByRole('textbox', { name: 'Message #team-platform' }).inputValue(),
      '/iam request',
    );

    await askFor(page, 'svc-datadog-metrics', (name) => picture(page, name));

    await become(page, 'Tomasz Zielinski');
    await goTo(page, '#iam-approvals');
    const card = page.getByRole('article').filter({ hasText: 'svc-datadog-metrics' });
    await card.getByRole('button', { name: 'Approve' }).waitFor();
    await picture(page, 'card');
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.getByText(/Done/).waitFor();
    await picture(page, 'done');

    const calls = page.getByRole('log', { name: 'Calls, newest first' });
    for (const operation of ['CreateUser', 'CreateAccessKey', 'CreateSecret']) {
      await calls.getByRole('button', { name: operation }).first().waitFor();
    }
    const user = page.getByRole('row', { name: /svc-datadog-metrics/ });
    assert.match((await user.getAttribute('class')) ?? '', /changed/, 'what has just changed is marked');

    await become(page, 'Noor Haddad');
    await goTo(page, 'Direct messages with Chatelaine');
    const pointer = page.getByRole('article').filter({ hasText: 'the key of svc-datadog-metrics' });
    await pointer
      .getByText(/secretsmanager get-secret-value/)
      .first()
      .waitFor();
    await pointer.getByRole('button', { name: 'Copy' }).first().waitFor();
    await picture(page, 'hand-over');

    const done = page.getByRole('button', { name: 'Try this 4/5' });
    await done.waitFor();
    assert.deepEqual(stage().complaints, []);
    await page.context().close();
  });

  test('the details of the new user, without its secret', async () => {
    const page = await stage().open({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'svc-datadog-metrics' }).click();
    const detail = page.getByRole('article', { name: 'svc-datadog-metrics' });
    await detail.getByRole('heading', { name: 'Permissions boundary' }).waitFor();
    for (const text of [
      'chatelaine:owner',
      'chatelaine-metrics-read',
      'chatelaine-source-network',
      'never used',
    ]) {
      await detail.getByText(text).first().waitFor();
    }
    await detail.getByRole('button', { name: /^Use key AKIA/ }).click();
    await detail.getByText(/last used .* s3 eu-west-1/).waitFor();
    await picture(page, 'user-dark');
    await detail.getByRole('button', { name: 'Back to users' }).click();
    await page.getByRole('tab', { name: /Secrets/ }).click();
    await page.getByRole('button', { name: 'chatelaine/svc-datadog-metrics' }).click();
    await page.getByText('never shown here').waitFor();

    const secret = stage().sandbox.aws.world.secretValue('123456789012', 'chatelaine/svc-datadog-metrics');
    const { secretAccessKey } = JSON.parse(secret ?? '{}');
    assert.ok(String(secretAccessKey).length >= 20);
    await page
      .getByRole('button', { name: /CreateSecret/ })
      .first()
      .click();
    await page.getByText('••••••').first().waitFor();
    assert.equal((await page.content()).includes(secretAccessKey), false, 'the page holds no secret');
    await page.context().close();
  });
});

import { describe, test } from 'node:test';
import { withoutBrowser } from './chromium.ts';
import { picture, sharedStage } from './stage.ts';
import { askFor, become, fillForm, goTo } from './steps.ts';

const PROD = '123456789012';

describe('what an approver sees of a bundle', { skip: withoutBrowser() }, () => {
  const stage = sharedStage();
  const quietly = async () => {};

  /** AWS gives one of its policies a new version. */
  function newVersion(name: string, statement: Readonly<Record<string, unknown>>) {
    const arn = `arn:aws:iam::aws:policy/${name}`;
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const at = new Date();
    stage().sandbox.aws.world.change(PROD, ({ policies }) =>
      policies.set(arn, {
        ...{ id: 'ANPAEXAMPLE', name, path: '/', arn, tags: new Map<string, string>() },
        ...{ createdAt: at, updatedAt: at, defaultVersion: 'v9', lastVersion: 9 },
        versions: [{ id: 'v9', document, createdAt: at }],
      }),
    );
    return () => stage().sandbox.aws.world.change(PROD, ({ policies }) => policies.delete(arn));
  }

  test('a harmless one, a broad one: what they really allow, and why they are risky', async () => {
    const page = await stage().open();
    await become(page, 'Noor Haddad');
    await goTo(page, '#team-platform');
    await askFor(page, 'svc-metrics', quietly);
    await askFor(page, 'svc-objects', quietly, /Objects, read/);
    await become(page, 'Tomasz Zielinski');
    await goTo(page, '#iam-approvals');
    const harmless = page.getByRole('article').filter({ hasText: 'svc-metrics' });
    await harmless.getByText(/Lists and reads 4 services/).waitFor();
    await harmless.scrollIntoViewIfNeeded();
    await picture(page, 'bundle-harmless');
    const broad = page.getByRole('article').filter({ hasText: 'svc-objects' });
    await broad.getByText(/Lists and reads .*Amazon S3/).waitFor();
    await broad.getByText(/is of high risk/).waitFor();
    await broad.scrollIntoViewIfNeeded();
    await picture(page, 'bundle-broad');
    await broad.getByRole('button', { name: 'Full plan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/In AWS/).waitFor();
    await picture(page, 'bundle-broad-full');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('a refused one: told to the requester before anything is sent, and to the approver when it became so', async () => {
    const page = await stage().open();
    await become(page, 'Noor Haddad');
    await goTo(page, '#team-platform');
    await askFor(page, 'svc-later-refused', quietly);
    const dangerous = {
      Effect: 'Allow',
      Action: ['cloudwatch:Get*', 'iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
      Resource: '*',
    };
    const takeBack = newVersion('CloudWatchReadOnlyAccess', dangerous);
    await fillForm(page, 'svc-refused', quietly, /Metrics/);
    const dialog = page.getByRole('dialog');
    const refused = dialog.getByText(/can’t be given in prod-eu\. It can hand any role to a service/);
    await refused.waitFor();
    await refused.scrollIntoViewIfNeeded();
    await picture(page, 'bundle-refused-form');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await become(page, 'Tomasz Zielinski');
    await goTo(page, '#iam-approvals');
    const card = page.getByRole('article').filter({ hasText: 'svc-later-refused' });
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.getByText(/Can’t run/).waitFor();
    await card.scrollIntoViewIfNeeded();
    await picture(page, 'bundle-refused-card');
    takeBack();
    await page.context().close();
  });
});

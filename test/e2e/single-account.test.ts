import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MEMBER_ROLE } from '../../src/sandbox/aws/roles.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import { cardWhen, carriedOut, press } from './decisions.ts';
import { ask } from './request-form.ts';
import { sharedStage } from './story.ts';

const PROD = '123456789012';

describe('one account, without an organization and without roles', () => {
  const stage = sharedStage({
    // The bot runs in the account itself, with the permissions that the member role has elsewhere.
    organization: {
      ...sandboxOrganization(),
      hub: { accountId: PROD, roleName: MEMBER_ROLE, sessionName: 'i-0c4a7e1a1ne000002' },
    },
    configuration: { aws: { ...sandboxConfiguration.aws, mode: { kind: 'single' } } },
  });

  test('the whole story, with no call to Organizations and no role assumed', async () => {
    const { aws } = stage();
    const id = await ask(stage(), { userName: 'svc-single' });
    await carriedOut(stage(), id);
    const user = aws.world.snapshot(PROD).users.find(({ name }) => name === 'svc-single');
    const secret = JSON.parse(aws.world.secretValue(PROD, 'chatelaine/svc-single') ?? '{}') as Record<
      string,
      string
    >;
    assert.equal(secret.accessKeyId, user?.keys[0]?.id);
    assert.ok(aws.world.isSecretOf(String(secret.accessKeyId), String(secret.secretAccessKey)));
    const operations = new Set(aws.calls.map((call) => `${call.service}:${call.operation}`));
    assert.equal(operations.has('sts:AssumeRole'), false);
    assert.equal(
      [...operations].some((name) => name.startsWith('organizations:')),
      false,
    );
    // Before the first write AWS itself has said which account this is.
    const order = aws.calls.map(({ operation }) => operation);
    assert.ok(
      order.indexOf('GetCallerIdentity') >= 0 &&
        order.indexOf('GetCallerIdentity') < order.indexOf('CreateGroup'),
    );
  });

  test('a failure is undone there as well', async () => {
    const { aws } = stage();
    const before = aws.world.snapshot(PROD);
    const rule = aws.faults.add({
      fault: { kind: 'access-denied' },
      operation: 'AddUserToGroup',
      times: 'always',
    });
    const id = await ask(stage(), { userName: 'svc-single-undo' });
    await cardWhen(stage(), id, /waiting/);
    await press(stage(), id, 'approve', 'U0TOMASZ000');
    await cardWhen(stage(), id, /: stopped/);
    aws.faults.remove(rule);
    await press(stage(), id, 'undo', 'U0TOMASZ000');
    await cardWhen(stage(), id, /: undone/);
    assert.deepEqual(aws.world.snapshot(PROD), before);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAws } from '../../src/aws/clients.ts';
import { AwsSettings } from '../../src/domain/aws-settings.ts';
import { AccountId } from '../../src/domain/ids.ts';
import { HUB_ACCOUNT } from '../../src/sandbox/scenario.ts';
import { house, organizationSettings, PROD, perform, play, start, story } from './start.ts';

test('an ended session is opened again in the middle of a request', async (t) => {
  const { aws, clock, simulator } = await start(t);
  const told = story(42);
  const { userId } = await play(aws, told, ['create-user']);
  clock.advance(2 * 3_600_000);
  const { outcomes } = await play(aws, told, ['put-user-policy', 'create-access-key'], userId);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['done', 'done'],
  );
  assert.equal(simulator.calls.filter(({ operation }) => operation === 'AssumeRole').length, 2);
});

test('a role that lets nobody in is told apart from a call that is refused', async (t) => {
  const { another } = await start(t);
  const mode = { kind: 'organization' as const, memberRole: 'ChatelaineMember', externalId: 'another-id' };
  const aws = another(AwsSettings.parse({ region: 'eu-west-1', mode }));
  const { outcome } = await perform(aws, story(42).operation('create-user'), story(42).attempt());
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'account-unreachable');
  assert.match(outcome.message, /can’t get into .*ChatelaineMember.*external id, then retry\.$/);
  const read = await aws.iam.findName(PROD, 'svc-backup');
  assert.ok(!read.ok && read.code === 'account-unreachable' && !read.temporary);
});

test('nothing is written in another account than the one that was meant', async (t) => {
  const { another, simulator } = await start(t);
  // One account, as it stands: the credentials are the hub’s, the request is about prod-eu.
  const aws = another(AwsSettings.parse({ region: 'eu-west-1', mode: { kind: 'single' } }));
  const { outcome } = await perform(aws, story(42).operation('create-user'), story(42).attempt());
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.code, 'wrong-account');
  assert.match(
    outcome.message,
    new RegExp(`turned out to be in account ${HUB_ACCOUNT}\\. Nothing was done\\.`),
  );
  assert.ok(!simulator.calls.some(({ operation }) => operation === 'CreateUser'));
});

test('one account without organization or role: the account is that of the credentials', async (t) => {
  const { another, simulator } = await start(t);
  const aws = another(AwsSettings.parse({ region: 'eu-west-1', mode: { kind: 'single' } }));
  const accounts = await aws.organization.accounts();
  assert.ok(accounts.ok);
  assert.deepEqual(
    accounts.value.map(({ id, name }) => [id, name]),
    [[HUB_ACCOUNT, HUB_ACCOUNT]],
  );
  const identity = await aws.identity();
  assert.ok(identity.ok && identity.value.accountId === HUB_ACCOUNT);
  assert.ok(
    !simulator.calls.some(({ operation }) => operation === 'AssumeRole' || operation === 'ListAccounts'),
  );
});

test('the hub role is assumed first where there is one', async (t) => {
  const { another, simulator } = await start(t);
  simulator.world.change(HUB_ACCOUNT, ({ roles }) => {
    const hub = roles.get('chatelaine-hub');
    if (hub === undefined) throw new Error('no hub role');
    const trust = { Effect: 'Allow', Principal: { AWS: hub.arn }, Action: ['sts:AssumeRole'] };
    hub.inline.set(
      'itself',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: hub.arn }],
      }),
    );
    roles.set('chatelaine-hub', {
      ...hub,
      trust: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    });
  });
  const hubRole = { arn: `arn:aws:iam::${HUB_ACCOUNT}:role/chatelaine-hub` };
  const aws = another({ ...organizationSettings, hubRole });
  const { outcome } = await perform(aws, story(42).operation('create-user'), story(42).attempt());
  assert.equal(outcome.kind, 'done');
  const entered = simulator.calls.filter(({ operation }) => operation === 'AssumeRole');
  assert.deepEqual(
    entered.map(({ parameters }) => parameters.RoleSessionName),
    ['chatelaine-hub', 'IAM-42'],
  );
});

test('AWS_ENDPOINT_URL and the default credential chain are honoured by every client', async (t) => {
  const { simulator } = await start(t);
  const before = { ...process.env };
  Object.assign(process.env, simulator.environment);
  t.after(() => {
    process.env = before;
  });
  const aws = createAws({ settings: organizationSettings, house, log: { warn: () => undefined } });
  t.after(() => aws.close());
  const { outcomes } = await play(aws, story(42), ['create-user', 'create-access-key']);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['done', 'done'],
  );
  assert.ok((await aws.organization.accounts()).ok);
  const services = new Set(simulator.calls.map(({ service }) => service));
  assert.deepEqual([...services].sort(), ['iam', 'organizations', 'secretsmanager', 'sts']);
});

test('unreachable AWS is a retry with words, and a read that may work later', async (t) => {
  const { aws, simulator } = await start(t);
  await simulator.close();
  const { operation, attempt } = story(42);
  const outcome = await aws.iam.perform(operation('create-user'), attempt());
  assert.ok(outcome.kind === 'retry');
  assert.match(outcome.reason, /^AWS could not be reached for .*It is tried again\.$/);
  const accounts = await aws.organization.accounts();
  assert.ok(!accounts.ok && accounts.temporary);
});

test('a stopping bot begins nothing new', async (t) => {
  const { aws, simulator } = await start(t);
  const { operation, attempt } = story(42);
  const outcome = await aws.iam.perform(operation('create-user'), attempt({ signal: AbortSignal.abort() }));
  assert.equal(outcome.kind, 'retry');
  assert.equal(simulator.calls.length, 0);
});

test('the request number is the session’s name: two requests have two sessions', async (t) => {
  const { aws, simulator } = await start(t);
  await Promise.all([play(aws, story(1), ['create-user']), play(aws, story(2), ['create-user'])]);
  await aws.iam.findName(AccountId.parse(PROD), 'svc-backup');
  const names = simulator.calls
    .filter(({ operation }) => operation === 'AssumeRole')
    .map(({ parameters }) => parameters.RoleSessionName);
  assert.deepEqual(names.sort(), ['IAM-1', 'IAM-2', 'chatelaine-read']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccountId } from '../../src/domain/ids.ts';
import { certificateOf, serviceCredentialOf, sshKeyOf } from './changes.ts';
import { plant } from './existing.ts';
import { PROD, type Started, start } from './start.ts';

const asked = ({ simulator }: Started) =>
  simulator.calls.filter(({ operation }) => operation === 'GetAccountAuthorizationDetails').length;

test('every user with path, id and tags, whatever the pages are like', async (t) => {
  const started = await start(t, { quirks: { pageItems: 3, emptyDetailPages: true } });
  const census = await started.aws.iam.census(PROD);
  assert.ok(census.ok);
  const { users } = started.simulator.world.snapshot(PROD);
  const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
    [...list].sort((left, right) => (left.name < right.name ? -1 : 1));
  assert.deepEqual(
    byName(
      census.value.map(({ user, createdAt, tags }) => ({
        accountId: user.accountId,
        name: user.userName,
        userId: user.userId,
        path: user.path,
        createdAt,
        tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
      })),
    ),
    byName(
      users.map(({ name, userId, path, createdAt, tags }) => ({
        accountId: PROD,
        name,
        userId,
        path,
        // The wire has whole seconds.
        createdAt: createdAt.toISOString().replace(/\d{3}Z$/, '000Z'),
        tags,
      })),
    ),
  );
  assert.ok(asked(started) > users.length / 3, 'the pages were small, and some empty');
});

test('it is kept for five minutes, unless asked afresh; a failure is not kept', async (t) => {
  const started = await start(t);
  const { aws, simulator } = started;
  const names = async (fresh?: boolean) => {
    const census = await aws.iam.census(PROD, fresh === undefined ? {} : { fresh });
    return census.ok ? census.value.map(({ user }) => user.userName as string) : census.message;
  };
  simulator.faults.add({ operation: 'GetAccountAuthorizationDetails', fault: { kind: 'access-denied' } });
  assert.match(String(await names()), /^AWS refused iam:GetAccountAuthorizationDetails/);
  const [first, second] = await Promise.all([names(), names()]);
  assert.deepEqual(first, second);
  assert.equal(asked(started), 2);
  simulator.world.addUser(PROD, { name: 'svc-late', createdDaysAgo: 0 });
  assert.ok(!(await names()).includes('svc-late'));
  assert.equal(asked(started), 2);
  assert.ok((await names(true)).includes('svc-late'));
  assert.ok((await names()).includes('svc-late'));
  assert.equal(asked(started), 3);
  const nowhere = await aws.iam.census(AccountId.parse('999999999999'));
  assert.ok(!nowhere.ok && nowhere.code === 'account-unreachable');
});

test('facts: everything adds the credentials that hardly anybody knows of, with their pages', async (t) => {
  const started = await start(t, { quirks: { pageItems: 1 } });
  const { attempt, told } = await plant(started, 42);
  started.simulator.world.change(PROD, ({ users }) => {
    const user = users.get(told.userName);
    const [one] = user?.serviceCredentials ?? [];
    if (one !== undefined)
      user?.serviceCredentials.push({
        ...one,
        id: 'ACCASTORYBEDROCK0042',
        service: 'bedrock.amazonaws.com',
        expiresAt: new Date(0),
      });
  });
  const needs = { groups: [], policies: [] };
  const full = await started.aws.iam.inspect(attempt.target, { ...needs, user: 'full' });
  assert.ok(full.ok && full.value.user?.otherCredentials === undefined);
  const read = await started.aws.iam.inspect(attempt.target, { ...needs, user: 'everything' });
  assert.ok(read.ok && read.value.user !== undefined);
  const { otherCredentials, ...rest } = read.value.user;
  assert.deepEqual(rest, full.value.user);
  assert.deepEqual(
    otherCredentials?.map(({ createdAt, ...one }) => {
      assert.match(createdAt, /^20\d\d-/);
      return one;
    }),
    [
      { credential: 'ssh-public-key', id: sshKeyOf(42), status: 'Active' },
      { credential: 'signing-certificate', id: certificateOf(42), status: 'Active' },
      {
        credential: 'service-specific-credential',
        id: serviceCredentialOf(42),
        status: 'Active',
        service: 'codecommit.amazonaws.com',
      },
      {
        credential: 'service-specific-credential',
        id: 'ACCASTORYBEDROCK0042',
        status: 'Expired',
        service: 'bedrock.amazonaws.com',
      },
    ],
  );
});

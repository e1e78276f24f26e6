import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { RuleId } from '../../src/domain/finding.ts';
import type { Account } from '../../src/domain/house.ts';
import { AccountId, UserName } from '../../src/domain/ids.ts';
import type { Inventory } from '../../src/domain/inventory.ts';
import { withUser } from '../../src/domain/inventory-change.ts';
import { createJudgements } from '../../src/findings/access.ts';
import { evaluate } from '../../src/findings/index.ts';
import { house, organizationSettings, PROD, type Started, start as startHasty } from './start.ts';

/** Nothing here is about time-outs, and there are many calls. */
const start = (t: TestContext, options: Parameters<typeof startHasty>[1] = {}) =>
  startHasty(t, options, 10_000);

async function accountsOf({ aws }: Started): Promise<readonly Account[]> {
  const listed = await aws.organization.accounts();
  assert.ok(listed.ok);
  return listed.value;
}

async function readProd(started: Started, previous?: Inventory): Promise<Inventory> {
  const account = (await accountsOf(started)).find(({ id }) => id === PROD);
  assert.ok(account);
  const reading = await started.aws.inventory.read(account, previous === undefined ? {} : { previous });
  assert.ok(reading.kind === 'read', JSON.stringify(reading));
  return reading.inventory;
}

const userIn = (inventory: Inventory, name: string) => {
  const found = inventory.users.find(({ userName }) => userName === name);
  assert.ok(found, name);
  return found;
};
const counted = ({ simulator }: Started, operation: string) =>
  simulator.calls.filter((call) => call.operation === operation).length;
/** What doesn't depend on when it was read, nor on by which of the two ways. */
const lasting = ({ users, ...rest }: Inventory) => ({
  groups: rest.groups,
  policies: rest.policies,
  users: users
    .map(({ credentialsAsOf: _, keysAsOf: __, quarantineSeenSince: ___, ...user }) => user)
    .toSorted((one, other) => (one.userName < other.userName ? -1 : 1)),
});

test('an account in few calls: the report for all, keys listed where something is stale', async (t) => {
  const started = await start(t);
  const inventory = await readProd(started);
  assert.equal(inventory.users.length, 18);
  assert.equal(inventory.credentials.kind, 'report');
  assert.deepEqual(inventory.gaps, []);
  assert.equal(counted(started, 'GetAccountAuthorizationDetails'), 1);
  assert.equal(counted(started, 'GetLoginProfile') + counted(started, 'ListMFADevices'), 0);
  // svc-datadog has nothing stale about its key: nobody asked for the id.
  assert.equal(userIn(inventory, 'svc-datadog').keys?.[0]?.id, undefined);
  const backup = userIn(inventory, 'svc-backup');
  assert.match(backup.keys?.[0]?.id ?? '', /Q7TA$/);
  assert.deepEqual(backup.keys?.[0]?.use.kind === 'used' && backup.keys[0].use.service, 's3');
  // Two of the three keys were made in the same second: only those are asked about.
  const etl = userIn(inventory, 'svc-etl');
  assert.deepEqual(etl.keys?.map(({ use }) => use.kind).toSorted(), ['never', 'used', 'used']);
  assert.equal(counted(started, 'GetAccessKeyLastUsed'), 2);
  assert.equal(userIn(inventory, 'anna.keller').hasMfa, false);
  assert.equal(userIn(inventory, 'auditor.external').password.kind, 'set');
  assert.deepEqual(inventory.root.hasKeys, true);
  assert.equal(inventory.root.isCentrallyManaged, true);
});

test('every rule that AWS alone can show is shown by somebody in the sandbox', async (t) => {
  const started = await start(t);
  const shown = new Set<RuleId>();
  const judgements = createJudgements();
  for (const account of await accountsOf(started)) {
    const reading = await started.aws.inventory.read(account);
    for (const { rule } of evaluate(reading, { house, account, judgements }, new Date().toISOString()))
      shown.add(rule);
  }
  assert.deepEqual(
    RuleId.options.filter((rule) => !shown.has(rule)),
    // A trail of addresses, Slack's word about a person, and two that need something broken.
    ['key-outside-networks', 'user-owner-gone', 'account-no-report', 'account-unreachable'],
  );
});

test('asked for one by one, the users are the same: only when a password was set nobody tells', async (t) => {
  const started = await start(t);
  const reported = await readProd(started);
  started.simulator.faults.add({
    operation: 'GenerateCredentialReport',
    fault: { kind: 'access-denied' },
    times: 'always',
  });
  const asked = await readProd(started);
  assert.ok(asked.credentials.kind === 'asked');
  assert.match(asked.credentials.because, /^AWS refused iam:GenerateCredentialReport to the role/);
  assert.deepEqual(asked.gaps, []);
  const plain = (inventory: Inventory) =>
    lasting(inventory).users.map(({ keys, password, otherCredentials, notLookedAt: _, ...user }) => ({
      ...user,
      keys: keys
        ?.map(({ id: __, ...key }) => key)
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      password: password.kind === 'set' ? password.use : password.kind,
      others: otherCredentials.filter(({ kind }) => kind !== 'ssh-public-key').length,
    }));
  assert.deepEqual(plain(asked), plain(reported));
  assert.ok(counted(started, 'ListAccessKeys') > asked.users.length);
});

test('TRUE and +00:00, small and empty pages make no difference', async (t) => {
  const usual = await start(t);
  const strange = await start(t, { quirks: { loudReport: true, pageItems: 3, emptyDetailPages: true } });
  const shape = (inventory: Inventory) =>
    lasting(inventory).users.map(
      ({ userName, groups, attachedPolicies, keys, password, hasMfa, otherCredentials }) => ({
        ...{ userName, groups, attachedPolicies, hasMfa },
        keys: keys?.map(({ isActive, use }) => `${isActive} ${use.kind}`).toSorted(),
        password: password.kind,
        others: otherCredentials.map(({ kind, status }) => [kind, status]),
      }),
    );
  assert.deepEqual(shape(await readProd(strange)), shape(await readProd(usual)));
});

test('made since the report, or again under an old name: such users are asked for', async (t) => {
  const started = await start(t);
  await readProd(started);
  const { world } = started.simulator;
  world.addUser(PROD, { name: 'svc-late', createdDaysAgo: 0, keys: [{ createdDaysAgo: 0 }] });
  world.change(PROD, ({ users }) => void users.delete('tom.brandt'));
  world.addUser(PROD, { name: 'tom.brandt', createdDaysAgo: 0 });
  const before = started.simulator.calls.length;
  const inventory = await readProd(started);
  assert.equal(userIn(inventory, 'svc-late').keys?.length, 1);
  assert.equal(userIn(inventory, 'tom.brandt').password.kind, 'none');
  const asked = started.simulator.calls
    .slice(before)
    .filter(({ operation }) => operation === 'GetLoginProfile');
  assert.equal(asked.length, 2);
});

test('a report older than a change: what was asked about the user since then holds', async (t) => {
  const started = await start(t);
  const first = await readProd(started);
  assert.equal(userIn(first, 'anna.keller').password.kind, 'set');
  started.clock.advance(60_000);
  started.simulator.world.change(PROD, ({ users }) => {
    const anna = users.get('anna.keller');
    if (anna) delete anna.login;
    users.delete('svc-mailer');
  });
  const readUser = async (name: string) => {
    const target = { accountId: PROD, userName: UserName.parse(name) };
    const read = await started.aws.inventory.readUser(target, { previous: first });
    assert.ok(read.ok);
    return read.value;
  };
  const anna = await readUser('anna.keller');
  const changed = withUser(withUser(first, anna), await readUser('svc-mailer'));
  assert.equal(userIn(changed, 'anna.keller').password.kind, 'none');
  assert.ok(!changed.users.some(({ userName }) => userName === 'svc-mailer'));
  assert.equal(changed.users.length, first.users.length - 1);
  // The next look comes with the same report, which still knows the password.
  const next = await readProd(started, changed);
  assert.equal(
    next.credentials.kind === 'report' && next.credentials.generatedAt,
    first.credentials.kind === 'report' && first.credentials.generatedAt,
  );
  assert.equal(userIn(next, 'anna.keller').password.kind, 'none');
  assert.equal(userIn(await readProd(started), 'anna.keller').password.kind, 'set');
});

test('one user read by itself is the user that the account has', async (t) => {
  const started = await start(t);
  const inventory = await readProd(started);
  for (const name of ['svc-etl', 'svc-datadog', 'iot-demo', 'jenkins-old'].filter((one) =>
    inventory.users.some(({ userName }) => userName === one),
  )) {
    const read = await started.aws.inventory.readUser({ accountId: PROD, userName: UserName.parse(name) });
    assert.ok(read.ok && read.value.user);
    const whole = userIn(withUser(inventory, read.value), name);
    const known = userIn(inventory, name);
    assert.deepEqual(
      [
        whole.groups,
        whole.attachedPolicies,
        whole.inlinePolicies,
        whole.boundaryArn,
        whole.tags,
        whole.userId,
      ],
      [
        known.groups,
        known.attachedPolicies,
        known.inlinePolicies,
        known.boundaryArn,
        known.tags,
        known.userId,
      ],
    );
    for (const [arn, hash] of Object.entries(read.value.policies)) {
      assert.equal(inventory.policies[arn], hash, arn);
      assert.ok(hash !== undefined && read.value.documents[hash] !== undefined);
    }
  }
});

test('what can’t be had is named, and the rest is there', async (t) => {
  const started = await start(t);
  for (const operation of ['GetAccountSummary', 'GetAccountPasswordPolicy', 'ListServiceSpecificCredentials'])
    started.simulator.faults.add({ operation, fault: { kind: 'access-denied' }, times: 'always' });
  const inventory = await readProd(started);
  assert.equal(inventory.users.length, 18);
  assert.deepEqual(
    inventory.gaps.map(({ what, code }) => [what, code]),
    [
      ['root', 'access-denied'],
      ['the password policy', 'access-denied'],
      ['service-specific credentials', 'access-denied'],
    ],
  );
  assert.equal(inventory.passwordPolicy, undefined);
  assert.ok(inventory.users.every(({ notLookedAt }) => notLookedAt.includes('service-specific-credential')));
});

test('throttled, it slows down and goes on; out of reach, it says so', async (t) => {
  const started = await start(t);
  started.simulator.faults.add({
    operation: 'ListAccessKeys',
    fault: { kind: 'error', code: 'Throttling' },
    times: 4,
  });
  assert.deepEqual((await readProd(started)).gaps, []);
  const [account] = await accountsOf(started);
  assert.ok(account);
  const nowhere = await started.aws.inventory.read({ ...account, id: AccountId.parse('999999999999') });
  assert.ok(nowhere.kind === 'unread' && nowhere.failure.code === 'account-unreachable');
  started.simulator.faults.add({
    operation: 'GetAccountAuthorizationDetails',
    fault: { kind: 'access-denied' },
  });
  const denied = await started.aws.inventory.read(account);
  assert.ok(denied.kind === 'unread' && denied.failure.code === 'access-denied');
});

test('a report that AWS never finishes, and one that breaks off: each user is asked for, and it says why', async (t) => {
  const started = await start(t);
  started.simulator.faults.add({
    operation: 'GetCredentialReport',
    fault: { kind: 'error', code: 'ReportInProgress' },
    times: 'always',
  });
  const slow = await readProd(started);
  assert.ok(slow.credentials.kind === 'asked');
  assert.match(
    slow.credentials.because,
    /did not finish the credential report of prod-eu \(123456789012\) in time/,
  );
  started.simulator.faults.clear();
  started.simulator.world.change(PROD, (account) => {
    if (account.credentialReport) account.credentialReport.content = 'user,arn\n"svc-backup,arn';
  });
  const broken = await readProd(started);
  assert.ok(broken.credentials.kind === 'asked');
  assert.match(broken.credentials.because, /can’t be read: Quote Not Closed/);
});

test('one account and no organization: nothing is asked of the organization', async (t) => {
  const started = await start(t);
  const { mode: _, ...rest } = organizationSettings;
  const alone = started.another({ ...rest, mode: { kind: 'single' } });
  const listed = await alone.organization.accounts();
  assert.ok(listed.ok && listed.value[0]);
  await alone.inventory.read(listed.value[0]);
  assert.equal(counted(started, 'ListOrganizationsFeatures'), 0);
});

test('doctor finds what a scan may not ask', async (t) => {
  const { aws, simulator } = await start(t);
  for (const operation of ['GetCredentialReport', 'ListOrganizationsFeatures'])
    simulator.faults.add({ operation, fault: { kind: 'access-denied' }, times: 'always' });
  const ill = (await aws.checks()).filter(({ ok }) => !ok);
  assert.deepEqual(
    ill.map(({ title, mend }) => [title, mend]),
    [
      ['Root users', 'Update the roles from manifests/aws.'],
      ...['prod-eu (123456789012)', 'sandbox-dev (345678901234)', 'staging (234567890123)'].map((label) => [
        `Scan of ${label}`,
        'Update the roles from manifests/aws.',
      ]),
    ],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccessKeyId, PolicyArn, UserName } from '../../src/domain/ids.ts';
import { canonicalJson, sha256 } from '../../src/domain/json.ts';
import { HUB_ACCOUNT } from '../../src/sandbox/scenario.ts';
import { QUARANTINE } from './changes.ts';
import { BOUNDARY, GROUP, organizationSettings, PROD, play, start, story } from './start.ts';

const target = (name: string) => ({ accountId: PROD, userName: UserName.parse(name) });
const everything = { user: 'full', groups: [], policies: [] } as const;

test('facts: groups with what hangs on them, policies in force by hash, what is missing as missing', async (t) => {
  const { aws, simulator } = await start(t);
  const aws_policy = PolicyArn.parse('arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess');
  const missing = PolicyArn.parse(`arn:aws:iam::${PROD}:policy/nowhere`);
  const nobody = 'nobody' as typeof GROUP;
  const read = await aws.iam.inspect(target('svc-free'), {
    user: 'existence',
    groups: [GROUP, nobody],
    policies: [BOUNDARY, missing],
  });
  assert.ok(read.ok);
  const { user, caseTwin, groups, policies, calls } = read.value;
  assert.equal(user, undefined);
  assert.equal(caseTwin, undefined);
  assert.equal(groups[GROUP]?.path, '/chatelaine/');
  assert.deepEqual(
    groups[GROUP]?.attachedPolicies.map(({ arn }) => arn),
    [aws_policy],
  );
  assert.deepEqual(Object.keys(groups), [GROUP, nobody]);
  assert.equal(groups[nobody], undefined);
  assert.equal(policies[missing], undefined);
  const boundary = simulator.world.snapshot(PROD).policies.find(({ arn }) => arn === BOUNDARY);
  assert.equal(policies[BOUNDARY]?.defaultVersionId, boundary?.defaultVersion);
  assert.equal(policies[BOUNDARY]?.documentHash, sha256(canonicalJson(JSON.parse(boundary?.document ?? ''))));
  assert.ok(calls.length > 0 && calls.every((call) => call.requestId !== undefined));
});

test('facts: the whole user', async (t) => {
  const { aws, simulator } = await start(t);
  await play(aws, story(42), [
    'create-group',
    'create-user',
    'put-user-policy',
    'add-user-to-group',
    'create-access-key',
  ]);
  const key =
    simulator.world.snapshot(PROD).users.find(({ name }) => name === 'svc-story-42')?.keys[0]?.id ?? '';
  simulator.world.recordUse(PROD, key, { service: 's3', region: 'eu-west-1' });
  const read = await aws.iam.inspect(target('svc-story-42'), everything);
  assert.ok(read.ok && read.value.user !== undefined);
  const { user } = read.value;
  assert.equal(user.path, '/chatelaine/');
  assert.equal(user.boundaryArn, BOUNDARY);
  assert.deepEqual(user.groups, ['group-42']);
  assert.equal(user.inlinePolicies[0]?.document, story(42).operation('put-user-policy').document);
  assert.equal(user.tags.find((tag) => tag.key === 'chatelaine:request')?.value, 'IAM-42');
  assert.equal(user.accessKeys[0]?.id, key);
  assert.deepEqual(
    { ...user.accessKeys[0]?.lastUsed, at: '' },
    { at: '', service: 's3', region: 'eu-west-1' },
  );
  assert.equal(user.hasLoginProfile, false);
  assert.deepEqual(user.mfaDevices, []);
});

test('facts: a person with console and MFA', async (t) => {
  const { aws, simulator } = await start(t);
  const person = simulator.world
    .snapshot(PROD)
    .users.find((user) => user.console !== undefined && user.mfa.length > 0);
  const read = await aws.iam.inspect(target(person?.name ?? ''), everything);
  assert.ok(read.ok);
  assert.equal(read.value.user?.hasLoginProfile, true);
  assert.deepEqual(read.value.user?.mfaDevices, person?.mfa);
});

test('small pages make no difference', async (t) => {
  const large = await start(t, {}, 5_000);
  const small = await start(t, { quirks: { pageItems: 1 } });
  const names = large.simulator.world.snapshot(PROD).users.map(({ name }) => name);
  for (const name of names.slice(0, 6)) {
    const [a, b] = await Promise.all(
      [large, small].map(({ aws }) =>
        aws.iam.inspect(target(name), { user: 'full', groups: [GROUP], policies: [] }),
      ),
    );
    assert.ok(a?.ok && b?.ok);
    const shape = ({ user, groups }: typeof a.value) => ({
      groups,
      user: {
        ...user,
        userId: '',
        mfaDevices: user?.mfaDevices.length,
        createdAt: '',
        accessKeys: user?.accessKeys.length,
        passwordLastUsedAt: '',
      },
    });
    assert.deepEqual(shape(a.value), shape(b.value));
  }
});

test('a name that differs only by case is found, in facts, while typing and on creation', async (t) => {
  const { aws } = await start(t);
  const read = await aws.iam.inspect(target('SVC-Backup'), { user: 'existence', groups: [], policies: [] });
  assert.ok(read.ok);
  assert.equal(read.value.user, undefined);
  assert.equal(read.value.caseTwin, 'svc-backup');
  assert.deepEqual(await aws.iam.findName(PROD, 'SVC-Backup'), { ok: true, value: 'svc-backup' });
  assert.deepEqual(await aws.iam.findName(PROD, 'svc-free'), { ok: true, value: undefined });
  const { operation, attempt } = story(42);
  const outcome = await aws.iam.perform(operation('create-user'), attempt({ target: target('SVC-Backup') }));
  assert.ok(outcome.kind === 'failed' && outcome.code === 'already-exists');
});

test('typing does not ask AWS again for a minute', async (t) => {
  const { aws, simulator } = await start(t);
  for (const name of ['s', 'sv', 'svc', 'svc-', 'svc-b']) await aws.iam.findName(PROD, name);
  assert.equal(simulator.calls.filter(({ operation }) => operation === 'ListUsers').length, 1);
});

test('a key id leads to its user', async (t) => {
  const { aws, simulator } = await start(t);
  const user = simulator.world.snapshot(PROD).users.find(({ keys }) => keys.length > 0);
  const found = await aws.iam.findAccessKey(AccessKeyId.parse(user?.keys[0]?.id));
  assert.deepEqual(found, { ok: true, value: { accountId: PROD, userName: user?.name } });
  assert.deepEqual(await aws.iam.findAccessKey(AccessKeyId.parse('AKIANOBODYNOBODYNOBO')), {
    ok: true,
    value: undefined,
  });
});

test('accounts: active ones, without the excluded, from all pages, even after an empty one', async (t) => {
  const { aws, simulator, another } = await start(t, {
    quirks: { pageItems: 1, emptyFirstAccountPage: true },
  });
  const names = async (bot: typeof aws, fresh = false) => {
    const read = await bot.organization.accounts({ fresh });
    assert.ok(read.ok);
    return read.value.map(({ name }) => name);
  };
  assert.deepEqual(await names(aws), ['prod-eu', 'sandbox-dev', 'staging']);
  const before = simulator.calls.length;
  assert.deepEqual(await names(aws), ['prod-eu', 'sandbox-dev', 'staging']);
  assert.equal(simulator.calls.length, before);

  const staging = simulator.world.accounts().find(({ name }) => name === 'staging')?.id ?? '';
  simulator.world.change(staging, (account) => {
    account.state = 'SUSPENDED';
  });
  assert.deepEqual(await names(aws, true), ['prod-eu', 'sandbox-dev']);
  assert.ok(organizationSettings.mode.kind === 'organization');
  const { exclude: _, ...mode } = organizationSettings.mode;
  assert.deepEqual(await names(another({ ...organizationSettings, mode: { ...mode, include: [PROD] } })), [
    'prod-eu',
  ]);
});

test('doctor: all is well, and each thing that isn’t says how to mend it', async (t) => {
  const { aws, simulator, another } = await start(t);
  const well = await aws.checks();
  assert.deepEqual(
    well.filter(({ ok }) => !ok),
    [],
  );
  assert.equal(well.length, 3 + 5 * 3);

  simulator.world.change(PROD, ({ policies }) => {
    policies.delete(BOUNDARY);
    policies.delete(QUARANTINE);
  });
  const ill = (await aws.checks()).filter(({ ok }) => !ok);
  assert.equal(ill.length, 2);
  const [boundary, quarantine] = ill.map(({ title, say, mend }) => `${title}: ${say} ${mend}`);
  assert.match(boundary ?? '', /boundary in prod-eu.*is missing.*member-role\.yaml.*users\.boundary/);
  assert.match(quarantine ?? '', /^Quarantine policy in prod-eu.*is missing.*users\.quarantine/);

  const arn = 'arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess';
  const statement = { Effect: 'Allow', Action: 'iam:PutUser*', Resource: '*' };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const at = new Date();
  simulator.world.change(PROD, ({ policies }) => {
    policies.set(arn, {
      ...{ id: 'ANPAEXAMPLE', name: 'CloudWatchReadOnlyAccess', path: '/', arn, tags: new Map() },
      ...{ createdAt: at, updatedAt: at, defaultVersion: 'v9', lastVersion: 9 },
      versions: [{ id: 'v9', document, createdAt: at }],
    });
  });
  const bundles = (await aws.checks()).find(({ title, ok }) => title.startsWith('Bundles') && !ok);
  assert.match(
    `${bundles?.title}: ${bundles?.say} ${bundles?.mend}`,
    /^Bundles in prod-eu \(\d+\): Metrics can’t be given\. It can write any permission into a user \(iam-007: statement 1 of CloudWatchReadOnlyAccess\).*accept the very statement/,
  );

  assert.ok(organizationSettings.mode.kind === 'organization');
  const { exclude: _, ...mode } = organizationSettings.mode;
  const stranger = await another({
    ...organizationSettings,
    mode: { ...mode, externalId: 'another', include: [PROD] },
  }).checks();
  assert.match(stranger.find(({ ok }) => !ok)?.mend ?? '', /trust and external id/);

  await simulator.close();
  const [only, ...rest] = await another(organizationSettings).checks();
  assert.deepEqual(rest, []);
  assert.equal(only?.ok, false);
  assert.equal(HUB_ACCOUNT.length, 12);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PolicyArn } from '../../src/domain/ids.ts';
import type { IamOperation } from '../../src/domain/operation.ts';
import { changeNamed, changes, mfaDeviceOf, serviceCredentialOf, TEAM_DOCUMENT } from './changes.ts';
import { plant } from './existing.ts';
import { BOUNDARY, DOCUMENT, PROD, perform, start } from './start.ts';

// What somebody did after the plan was made is neither overwritten nor taken away.

test('an inline policy that says something else by now is neither changed nor deleted', async (t) => {
  const started = await start(t);
  const { attempt, told } = await plant(started, 42, ['put-user-boundary']);
  const write = (document: string | undefined) =>
    started.simulator.world.change(PROD, ({ users }) => {
      const inline = users.get(told.userName)?.inline;
      if (document === undefined) inline?.delete('team');
      else inline?.set('team', document);
    });
  const words = {
    somethingElse:
      /^The inline policy team of svc-story-42 in .* says something else than when this was planned/,
    gone: /^The inline policy team of svc-story-42 in .* is gone, although the plan was to change it/,
  };
  const change = changeNamed('change the inline policy', 42);
  const remove = changeNamed('delete the inline policy', 42);
  for (const [document, operation, expected] of [
    [DOCUMENT, change, words.somethingElse],
    [DOCUMENT, remove, words.somethingElse],
    [undefined, change, words.gone],
  ] as const) {
    write(document);
    const before = started.simulator.world.snapshot(PROD);
    const { outcome } = await perform(started.aws, operation, attempt);
    assert.ok(outcome.kind === 'failed' && outcome.code === 'mismatch', operation.kind);
    assert.match(outcome.message, expected);
    assert.deepEqual(started.simulator.world.snapshot(PROD), before);
  }
  assert.equal((await perform(started.aws, remove, attempt)).outcome.kind, 'already-done');
  write(change.kind === 'put-user-policy' ? change.document : '');
  assert.equal((await perform(started.aws, change, attempt)).outcome.kind, 'already-done');
  // The same in another order of its members is the same.
  write(JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(TEAM_DOCUMENT)).reverse())));
  assert.equal((await perform(started.aws, remove, attempt)).outcome.kind, 'done');
});

test('the role writes no policy on a user without the boundary', async (t) => {
  const started = await start(t);
  const { attempt } = await plant(started, 42);
  const { outcome } = await perform(started.aws, changeNamed('change the inline policy', 42), attempt);
  assert.ok(outcome.kind === 'failed' && outcome.code === 'access-denied');
});

test('another boundary stays, whichever is the narrower', async (t) => {
  const started = await start(t);
  const { attempt, told } = await plant(started, 42);
  const put = changes(42)['put-user-boundary'];
  const other = PolicyArn.parse('arn:aws:iam::aws:policy/ReadOnlyAccess');
  started.simulator.world.change(PROD, ({ users }) => {
    const user = users.get(told.userName);
    if (user !== undefined) user.boundary = other;
  });
  const { outcome } = await perform(started.aws, put, attempt);
  assert.ok(outcome.kind === 'failed' && outcome.code === 'mismatch');
  assert.match(
    outcome.message,
    /has the boundary arn:aws:iam::aws:policy\/ReadOnlyAccess by now\. It was not replaced/,
  );
  const read = await started.aws.iam.inspect(attempt.target, { user: 'existence', groups: [], policies: [] });
  assert.ok(read.ok && read.value.user?.boundaryArn === other);
});

test('the boundary: set once, found set, missing in the account', async (t) => {
  const started = await start(t);
  const { attempt } = await plant(started, 42);
  const put = changes(42)['put-user-boundary'];
  assert.equal((await perform(started.aws, put, attempt)).outcome.kind, 'done');
  assert.equal((await perform(started.aws, put, attempt)).outcome.kind, 'already-done');
  const { attempt: second } = await plant(started, 43);
  started.simulator.world.change(PROD, ({ policies }) => policies.delete(BOUNDARY));
  const { outcome } = await perform(started.aws, put, { ...second, operations: [put] });
  assert.ok(outcome.kind === 'failed' && outcome.code === 'gone');
  assert.match(
    outcome.message,
    /chatelaine-boundary is not in .*\. Deploy manifests\/aws\/member-role\.yaml/,
  );
});

test('a membership that was there before is found done, so that an undo leaves it', async (t) => {
  const started = await start(t);
  const { attempt } = await plant(started, 42, ['join a group']);
  const join = changeNamed('join a group', 42);
  assert.equal((await perform(started.aws, join, attempt)).outcome.kind, 'already-done');
});

test('a virtual MFA device that somebody else has by now is left to them', async (t) => {
  const started = await start(t);
  const { attempt, told } = await plant(started, 42);
  started.simulator.world.change(PROD, ({ users, virtualMfaDevices }) => {
    const [device] = users.get(told.userName)?.mfa.splice(0) ?? [];
    const next = users.get('svc-datadog');
    const virtual = virtualMfaDevices.get(mfaDeviceOf(42));
    if (device === undefined || next === undefined || virtual === undefined) throw new Error('not there');
    next.mfa.push(device);
    virtual.assignedTo = 'svc-datadog';
  });
  const before = started.simulator.world.snapshot(PROD);
  const { outcome } = await perform(started.aws, changes(42)['remove-mfa-device'], attempt);
  assert.ok(outcome.kind === 'already-done');
  assert.match(outcome.note ?? '', /is off this user but assigned to another, so it was not deleted/);
  assert.deepEqual(started.simulator.world.snapshot(PROD), before);
});

test('credentials that are gone or have expired: nothing to disable, with a note; not to be enabled, in words', async (t) => {
  const started = await start(t);
  const { attempt, undoing, told } = await plant(started, 42, ['remove-credential']);
  const disable = changes(42)['set-credential-status'];
  const enable: IamOperation = { ...disable, status: 'Active', before: 'Inactive' };
  const gone = (await perform(started.aws, disable, attempt)).outcome;
  assert.ok(gone.kind === 'already-done');
  assert.match(
    gone.note ?? '',
    /^The SSH public key …0042 of svc-story-42 in .* is gone: nobody can use it\.$/,
  );
  const lost = (await perform(started.aws, enable, attempt)).outcome;
  assert.ok(lost.kind === 'failed' && lost.code === 'gone');
  assert.match(lost.message, /is gone, so it can’t be enabled\. Its owner makes a new one\.$/);
  assert.equal((await perform(started.aws, enable, undoing)).outcome.kind, 'already-done');
  started.simulator.world.change(PROD, ({ users }) => {
    for (const one of users.get(told.userName)?.serviceCredentials ?? []) one.expiresAt = new Date(0);
  });
  const { outcome } = await perform(
    started.aws,
    { ...disable, credential: 'service-specific-credential', id: serviceCredentialOf(42) },
    attempt,
  );
  assert.ok(outcome.kind === 'already-done');
  assert.match(outcome.note ?? '', /has expired: nobody can use it/);
});

test('read back: what is there beyond what was named is told, kind by kind', async (t) => {
  const started = await start(t);
  const { attempt } = await plant(started, 42);
  const { outcome } = await perform(
    started.aws,
    {
      kind: 'read-back',
      expect: {
        boundaryArn: BOUNDARY,
        inlinePolicies: [{ policyName: 'new', document: DOCUMENT }],
        mfaDevices: ['GAHT1'],
        otherCredentials: [{ credential: 'ssh-public-key', id: 'APKANEVERNEVERNEVER1', is: 'Inactive' }],
        nothingElse: [
          'accessKeys',
          'attachedPolicies',
          'groups',
          'inlinePolicies',
          'otherCredentials',
          'mfaDevices',
        ],
      },
    },
    attempt,
  );
  assert.ok(outcome.kind === 'failed' && outcome.code === 'mismatch');
  for (const words of [
    'boundary is missing, not chatelaine-boundary',
    'SSH public key …VER1 is gone, not disabled',
    'MFA device GAHT1 is missing',
    'inline policy new is missing',
    'there is another access key, …0042',
    'policy ReadOnlyAccess is attached and should not be',
    'group developers should not be there',
    'inline policy team should not be there',
    'there is another SSH public key, …0042',
    'there is another signing certificate, …0042',
    'there is another service-specific credential, …0042',
    'MFA device svc-story-42 should not be there',
  ])
    assert.ok(outcome.message.includes(words), `${words} in: ${outcome.message}`);
});

test('read back: “nothing else” is believed the second time, not the first', async (t) => {
  const started = await start(t);
  const { attempt } = await plant(started, 42, [], 'nothing');
  const looks = async (operation: IamOperation) => {
    const first = started.simulator.calls.length;
    assert.equal((await perform(started.aws, operation, attempt)).outcome.kind, 'done');
    const calls = started.simulator.calls.slice(first);
    return calls.filter((call) => call.operation === 'ListAccessKeys').length;
  };
  assert.equal(await looks({ kind: 'read-back', expect: { accessKeys: [] } }), 1);
  assert.equal(await looks({ kind: 'read-back', expect: { nothingElse: ['accessKeys'] } }), 2);
});

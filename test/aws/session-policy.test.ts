import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOnlyPolicy, SESSION_POLICY_CHARACTERS, sessionPolicy } from '../../src/aws/session-policy.ts';
import { covers, scopeOf, union } from '../../src/aws/session-scope.ts';
import { AccessKeyId, GroupName, PolicyArn } from '../../src/domain/ids.ts';
import type { IamOperation } from '../../src/domain/operation.ts';
import { evaluate } from '../../src/sandbox/aws/authorize.ts';
import { readPolicy } from '../../src/sandbox/aws/policy/document.ts';
import { changes, QUARANTINE } from './changes.ts';
import { TEAM_PATH } from './existing.ts';
import { FORWARD, PROD, story } from './start.ts';

const told = story(42);
const scope = scopeOf(
  told.attempt().target,
  FORWARD.map((kind) => told.operation(kind)),
  '/elsewhere/',
);
const iam = `arn:aws:iam::${PROD}`;
const allows = (action: string, resource: string, policy = sessionPolicy(scope, PROD, 'aws')) =>
  evaluate(readPolicy(policy), action, resource, {}) === 'allowed';

test('the scope is the request’s own user, groups and secrets, by what its operations and their undo need', () => {
  assert.deepEqual(scope, {
    userPath: '/chatelaine/',
    userName: 'svc-story-42',
    userActions: [
      'CreateAccessKey',
      'CreateUser',
      'DeleteAccessKey',
      'DeleteUser',
      'DeleteUserPolicy',
      'PutUserPolicy',
      'TagUser',
    ],
    groups: ['group-42'],
    groupActions: [
      'AddUserToGroup',
      'AttachGroupPolicy',
      'CreateGroup',
      'DeleteGroup',
      'DeleteGroupPolicy',
      'DetachGroupPolicy',
      'PutGroupPolicy',
      'RemoveUserFromGroup',
    ],
    policies: [],
    mfaDevices: [],
    secrets: [{ region: 'eu-west-1', name: 'chatelaine/svc-story-42' }],
    secretActions: ['CreateSecret', 'DeleteSecret', 'DescribeSecret', 'TagResource'],
  });
});

test('a user that exists: at its own path, and policies only if the plan has them', () => {
  const target = { ...told.attempt().target, path: TEAM_PATH };
  const user = `${iam}:user${TEAM_PATH}svc-story-42`;
  const { 'tag-user': tag, 'attach-user-policy': attach, 'set-access-key-status': status } = changes(42);
  const without = sessionPolicy(scopeOf(target, [tag, status], '/chatelaine/'), PROD, 'aws');
  for (const action of ['TagUser', 'UntagUser', 'UpdateAccessKey']) {
    assert.ok(allows(`iam:${action}`, user, without), action);
    assert.ok(!allows(`iam:${action}`, `${iam}:user${TEAM_PATH}svc-story-43`, without), action);
    assert.ok(!allows(`iam:${action}`, `${iam}:user/chatelaine/svc-story-42`, without), action);
  }
  for (const action of [
    'CreateAccessKey',
    'DeleteAccessKey',
    'DeleteLoginProfile',
    'DeleteUser',
    'PutUserPolicy',
  ])
    assert.ok(!allows(`iam:${action}`, user, without), `${action} is not in the plan`);
  const plan = scopeOf(target, [tag, attach], '/chatelaine/');
  const attaches = (policy: string, arn: string, resource = user) =>
    evaluate(readPolicy(policy), 'iam:AttachUserPolicy', resource, { 'iam:PolicyARN': arn }) === 'allowed';
  const policy = sessionPolicy(plan, PROD, 'aws');
  assert.ok(!attaches(without, QUARANTINE));
  assert.ok(attaches(policy, QUARANTINE));
  assert.ok(!attaches(policy, 'arn:aws:iam::aws:policy/AdministratorAccess'));
  assert.ok(!attaches(policy, QUARANTINE, `${iam}:user/anybody`));
  assert.ok(!covers(scope, { ...scope, policies: [QUARANTINE] }));
  assert.deepEqual(union(scope, plan).policies, [QUARANTINE]);
});

test('it fits with the longest path, and then holds to the name', () => {
  const userPath = `/${'p'.repeat(510)}/`;
  const attach = changes(42)['attach-user-policy'];
  const long = {
    ...union(scope, scopeOf(told.attempt().target, [attach], '/chatelaine/')),
    userPath,
    userName: 'u'.repeat(64),
    userActions: ['AttachUserPolicy', 'DetachUserPolicy', 'TagUser'],
  };
  const policy = sessionPolicy(long, PROD, 'aws');
  assert.ok(policy.length <= SESSION_POLICY_CHARACTERS, `${policy.length}`);
  const longer = { ...long, groups: Array.from({ length: 10 }, (_, at) => `${'g'.repeat(120)}${at}`) };
  const shortened = sessionPolicy(longer, PROD, 'aws');
  assert.ok(shortened.length <= SESSION_POLICY_CHARACTERS, `${shortened.length}`);
  assert.ok(allows('iam:TagUser', `${iam}:user${userPath}${long.userName}`, shortened));
  assert.ok(!allows('iam:TagUser', `${iam}:user${userPath}a${long.userName}`, shortened));
});

test('writes on the own user only, with its path', () => {
  for (const action of ['iam:CreateUser', 'iam:PutUserPolicy', 'iam:CreateAccessKey', 'iam:DeleteUser'])
    assert.ok(allows(action, `${iam}:user/chatelaine/svc-story-42`), action);
  assert.ok(!allows('iam:CreateAccessKey', `${iam}:user/chatelaine/svc-story-421`));
  assert.ok(!allows('iam:CreateAccessKey', `${iam}:user/svc-story-42`));
  assert.ok(!allows('iam:CreateAccessKey', 'arn:aws:iam::999999999999:user/chatelaine/svc-story-42'));
});

test('writes on the own groups and secrets only, reads everywhere', () => {
  assert.ok(allows('iam:AddUserToGroup', `${iam}:group/chatelaine/group-42`));
  assert.ok(!allows('iam:AddUserToGroup', `${iam}:group/administrators`));
  const secret = `arn:aws:secretsmanager:eu-west-1:${PROD}:secret:chatelaine/svc-story-42`;
  assert.ok(allows('secretsmanager:CreateSecret', secret));
  assert.ok(allows('secretsmanager:DescribeSecret', `${secret}-aB3dE6`));
  assert.ok(!allows('secretsmanager:GetSecretValue', `${secret}-aB3dE6`));
  assert.ok(!allows('secretsmanager:DescribeSecret', `${secret}-other-aB3dE6`));
  assert.ok(allows('iam:GetUser', `${iam}:user/anybody`));
});

test('a session that only reads can write nothing', () => {
  assert.ok(allows('iam:ListUsers', '*', readOnlyPolicy));
  assert.ok(!allows('iam:CreateUser', `${iam}:user/a`, readOnlyPolicy));
  assert.ok(!allows('secretsmanager:DescribeSecret', '*', readOnlyPolicy));
});

test('it always fits: groups that don’t are left to the role', () => {
  const groups = Array.from({ length: 30 }, (_, index) => GroupName.parse(`${'g'.repeat(60)}-${index}`));
  const policy = sessionPolicy({ ...scope, groups }, PROD, 'aws');
  assert.ok(policy.length <= SESSION_POLICY_CHARACTERS);
  assert.ok(allows('iam:AddUserToGroup', `${iam}:group/chatelaine/${groups[7]}`, policy));
});

test('a wider need is a wider session', () => {
  const only = scopeOf(told.attempt().target, [told.operation('create-user')], '/chatelaine/');
  assert.ok(covers(scope, only));
  assert.ok(!covers(only, scope));
  assert.ok(covers(union(only, scope), only));
  assert.ok(covers(union(only, scope), scope));
});

/** Offboarding a user that has the most that AWS allows of everything. */
function offboarding(length: number): readonly IamOperation[] {
  const name = (what: string, at: number) => `${what}${at}`.padEnd(length, 'x');
  const many = <T>(count: number, make: (at: number) => T) =>
    Array.from({ length: count }, (_, at) => make(at));
  const arn = (at: number) => PolicyArn.parse(`${iam}:policy/teams/${name('policy', at)}`);
  const { 'attach-user-policy': quarantine, ...one } = changes(42);
  const credentials = ['ssh-public-key', 'signing-certificate', 'service-specific-credential'] as const;
  return [
    quarantine,
    one['set-access-key-status'],
    ...credentials.map((credential) => ({ ...one['set-credential-status'], credential })),
    one['delete-login-profile'],
    one['read-back'],
    ...many(8, (at) => ({
      kind: 'remove-access-key' as const,
      accessKeyId: AccessKeyId.parse(`AKIA${String(at).padStart(16, '0')}`),
    })),
    ...credentials.map((credential) => ({ ...one['remove-credential'], credential })),
    ...many(8, (at) => ({
      kind: 'remove-mfa-device' as const,
      serialNumber: `${iam}:mfa/${name('mfa', at)}`,
    })),
    ...many(10, (at) => ({
      kind: 'remove-user-from-group' as const,
      groupName: GroupName.parse(name('group', at)),
    })),
    ...many(3, (at) => ({
      kind: 'delete-user-policy' as const,
      policyName: name('inline', at),
      before: '{}',
    })),
    ...many(9, (at) => ({ kind: 'detach-user-policy' as const, policyArn: arn(at) })),
    { ...one['detach-user-policy'] },
    one['tag-user'],
    one['remove-user'],
    one['verify-absent'],
  ];
}

test('offboarding, every kind at once: it fits, whatever the names, and never reaches another user', () => {
  for (const [length, path] of [
    [8, '/'],
    [30, '/teams/shop/'],
    [60, '/teams/shop/'],
    [120, `/${'p'.repeat(510)}/`],
  ] as const) {
    const target = { ...told.attempt().target, path };
    const operations = offboarding(length);
    const policy = sessionPolicy(scopeOf(target, operations, '/chatelaine/'), PROD, 'aws');
    assert.ok(policy.length <= SESSION_POLICY_CHARACTERS, `${policy.length} with names of ${length}`);
    const user = `${iam}:user${path}svc-story-42`;
    for (const action of [
      'DeleteUser',
      'DeactivateMFADevice',
      'DeleteSSHPublicKey',
      'UpdateSigningCertificate',
    ]) {
      assert.ok(allows(`iam:${action}`, user, policy), `${action}, ${length}`);
      assert.ok(!allows(`iam:${action}`, `${iam}:user${path}svc-story-43`, policy), `${action}, ${length}`);
    }
    for (const action of ['CreateUser', 'CreateAccessKey', 'PutUserPermissionsBoundary'])
      assert.ok(!allows(`iam:${action}`, user, policy), `${action} is not in the plan`);
    for (const operation of operations) {
      if (operation.kind === 'remove-mfa-device')
        assert.ok(allows('iam:DeleteVirtualMFADevice', operation.serialNumber, policy));
      if (operation.kind === 'remove-user-from-group')
        assert.ok(allows('iam:RemoveUserFromGroup', `${iam}:group/a/${operation.groupName}`, policy));
      if (operation.kind === 'detach-user-policy')
        assert.equal(
          evaluate(readPolicy(policy), 'iam:DetachUserPolicy', user, {
            'iam:PolicyARN': operation.policyArn,
          }),
          'allowed',
        );
    }
  }
});

test('a device, a group, a policy: only those of the plan, while they fit', () => {
  const target = { ...told.attempt().target, path: '/' };
  const one = changes(42);
  const plan = [one['remove-mfa-device'], one['detach-user-policy']];
  const policy = sessionPolicy(scopeOf(target, plan, '/chatelaine/'), PROD, 'aws');
  assert.ok(allows('iam:DeleteVirtualMFADevice', one['remove-mfa-device'].serialNumber, policy));
  assert.ok(!allows('iam:DeleteVirtualMFADevice', `${iam}:mfa/somebody`, policy));
  assert.ok(!allows('iam:RemoveUserFromGroup', `${iam}:group/administrators`, policy));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  covers,
  readOnlyPolicy,
  SESSION_POLICY_CHARACTERS,
  scopeOf,
  sessionPolicy,
  union,
} from '../../src/aws/session-policy.ts';
import { GroupName } from '../../src/domain/ids.ts';
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

test('the scope is the request’s own user, groups and secrets', () => {
  assert.deepEqual(scope, {
    userPath: '/chatelaine/',
    userName: 'svc-story-42',
    groups: ['group-42'],
    secrets: [{ region: 'eu-west-1', name: 'chatelaine/svc-story-42' }],
    policies: [],
  });
});

test('a user that exists: at its own path, and policies only if the plan has them', () => {
  const target = { ...told.attempt().target, path: TEAM_PATH };
  const user = `${iam}:user${TEAM_PATH}svc-story-42`;
  const { 'tag-user': tag, 'attach-user-policy': attach, 'set-access-key-status': status } = changes(42);
  const without = sessionPolicy(scopeOf(target, [tag, status], '/chatelaine/'), PROD, 'aws');
  for (const action of ['TagUser', 'UntagUser', 'UpdateAccessKey', 'DeleteAccessKey', 'DeleteLoginProfile']) {
    assert.ok(allows(`iam:${action}`, user, without), action);
    assert.ok(!allows(`iam:${action}`, `${iam}:user${TEAM_PATH}svc-story-43`, without), action);
    assert.ok(!allows(`iam:${action}`, `${iam}:user/chatelaine/svc-story-42`, without), action);
  }
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
  const long = { ...scope, userPath, userName: 'u'.repeat(64), policies: [QUARANTINE] };
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

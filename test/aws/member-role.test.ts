import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, requestTagKeys, resourceTagKeys, type Verdict } from '../../src/sandbox/aws/authorize.ts';
import type { ConditionKeys } from '../../src/sandbox/aws/operation.ts';
import { readPolicy } from '../../src/sandbox/aws/policy/document.ts';
import { memberRole } from '../../src/sandbox/aws/roles.ts';
import { QUARANTINE } from './changes.ts';
import { BOUNDARY, PROD } from './start.ts';

const { inline = {} } = memberRole({ hubAccountId: '111122223333', accountId: PROD, externalId: 'x' });
const statements = Object.values(inline).flatMap((document) => readPolicy(JSON.stringify(document)));
const iam = `arn:aws:iam::${PROD}`;
const OWN = `${iam}:user/chatelaine/svc-new`;
const FOREIGN = `${iam}:user/teams/shop/svc-old`;

const says = (action: string, resource: string, keys: ConditionKeys = {}): Verdict =>
  evaluate(statements, `iam:${action}`, resource, keys);
const breakGlass = resourceTagKeys(new Map([['chatelaine:break-glass', 'true']]));
/** What takes something from a user. */
const TAKING = [
  'DeactivateMFADevice',
  'DeleteAccessKey',
  'DeleteLoginProfile',
  'DeleteSSHPublicKey',
  'DeleteServiceSpecificCredential',
  'DeleteSigningCertificate',
  'DeleteUser',
  'DeleteUserPolicy',
  'UpdateAccessKey',
  'UpdateSSHPublicKey',
  'UpdateServiceSpecificCredential',
  'UpdateSigningCertificate',
];
const tagging = (...pairs: readonly (readonly [string, string])[]) => requestTagKeys(pairs);
const untagging = (...keys: readonly string[]): ConditionKeys => ({ 'aws:TagKeys': keys });

test('users of others: tags, and what takes something away', () => {
  assert.equal(
    says('TagUser', FOREIGN, tagging(['cost-center', '1'], ['chatelaine:owner', 'U1'])),
    'allowed',
  );
  assert.equal(says('UntagUser', FOREIGN, untagging('cost-center')), 'allowed');
  for (const action of TAKING) assert.equal(says(action, FOREIGN), 'allowed', action);
  for (const action of ['CreateUser', 'UpdateUser', 'EnableMFADevice', 'AddUserToGroup'])
    assert.equal(says(action, FOREIGN), 'silent', action);
  for (const action of ['CreateLoginProfile', 'UpdateLoginProfile', 'ResetServiceSpecificCredential'])
    assert.equal(says(action, FOREIGN), 'denied', action);
});

test('a rotation makes a key for any user, never for a break-glass one', () => {
  for (const user of [OWN, FOREIGN]) assert.equal(says('CreateAccessKey', user), 'allowed');
  assert.equal(says('CreateAccessKey', FOREIGN, breakGlass), 'denied');
});

test('any policy is detached, and nothing but the quarantine attached, ours and AWS’s', () => {
  for (const user of [OWN, FOREIGN]) {
    for (const action of ['AttachUserPolicy', 'DetachUserPolicy'])
      for (const arn of [QUARANTINE, 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3'])
        assert.equal(says(action, user, { 'iam:PolicyARN': arn }), 'allowed');
    for (const arn of [
      BOUNDARY,
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'arn:aws:iam::123456789012:policy/AWSCompromisedKeyQuarantineV3',
      'arn:aws:iam::aws:policy/service-role/AWSCompromisedKeyQuarantineV3',
      'arn:aws:iam::999999999999:policy/chatelaine/chatelaine-quarantine',
    ]) {
      assert.equal(says('AttachUserPolicy', user, { 'iam:PolicyARN': arn }), 'denied', arn);
      assert.equal(says('DetachUserPolicy', user, { 'iam:PolicyARN': arn }), 'allowed', arn);
    }
  }
});

test('one boundary is set, and none removed; a policy is written only under it', () => {
  const other = { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' };
  for (const user of [OWN, FOREIGN]) {
    for (const action of ['PutUserPermissionsBoundary', 'PutUserPolicy']) {
      assert.equal(says(action, user, { 'iam:PermissionsBoundary': BOUNDARY }), 'allowed', action);
      assert.equal(says(action, user, other), 'denied', action);
      assert.equal(says(action, user), 'denied', `${action}, no boundary`);
    }
    for (const keys of [{}, other, { 'iam:PermissionsBoundary': BOUNDARY }])
      assert.equal(says('DeleteUserPermissionsBoundary', user, keys), 'denied');
  }
});

test('groups: only those under the path are joined, any is left, but for those of break-glass users', () => {
  const groups = { own: `${iam}:group/chatelaine/metrics`, foreign: `${iam}:group/developers` };
  assert.equal(says('AddUserToGroup', groups.own), 'allowed');
  assert.equal(says('AddUserToGroup', groups.foreign), 'silent');
  for (const group of Object.values(groups)) assert.equal(says('RemoveUserFromGroup', group), 'allowed');
  for (const action of ['AddUserToGroup', 'RemoveUserFromGroup', 'DeleteGroup'])
    assert.equal(says(action, `${iam}:group/break-glass/owners`), 'denied', action);
});

test('a virtual MFA device is deleted, and none is made', () => {
  assert.equal(says('DeleteVirtualMFADevice', `${iam}:mfa/svc-old`), 'allowed');
  assert.equal(says('CreateVirtualMFADevice', `${iam}:mfa/svc-old`), 'silent');
  assert.equal(says('DeleteVirtualMFADevice', 'arn:aws:iam::999999999999:mfa/svc-old'), 'silent');
});

test('the quarantine’s group takes members and is not changed', () => {
  const group = `${iam}:group/chatelaine/chatelaine-quarantine`;
  for (const action of ['AddUserToGroup', 'RemoveUserFromGroup'])
    assert.equal(says(action, group), 'allowed');
  for (const action of ['AttachGroupPolicy', 'DetachGroupPolicy', 'PutGroupPolicy', 'DeleteGroup'])
    assert.equal(says(action, group), 'denied', action);
});

test('the tag by which a request knows its user is set when the user is made, and stays', () => {
  const request = ['chatelaine:request', 'IAM-42'] as const;
  assert.equal(says('TagUser', OWN, tagging(request, ['chatelaine:owner', 'U1'])), 'allowed');
  assert.equal(says('TagUser', FOREIGN, tagging(request)), 'silent');
  assert.equal(says('TagUser', FOREIGN, tagging(['Chatelaine:Request', 'IAM-42'])), 'silent');
  for (const key of ['chatelaine:request', 'Chatelaine:REQUEST'])
    assert.equal(says('UntagUser', OWN, untagging('cost-center', key)), 'denied', key);
});

test('break-glass users stay as they are, and nobody becomes one or stops being one', () => {
  const keys = { ...breakGlass, 'iam:PolicyARN': QUARANTINE, 'iam:PermissionsBoundary': BOUNDARY };
  for (const action of [
    ...TAKING,
    'TagUser',
    'UntagUser',
    'AttachUserPolicy',
    'DetachUserPolicy',
    'PutUserPolicy',
    'PutUserPermissionsBoundary',
  ])
    assert.equal(says(action, FOREIGN, keys), 'denied', action);
  for (const key of ['chatelaine:break-glass', 'Chatelaine:Break-Glass']) {
    assert.equal(says('TagUser', FOREIGN, tagging(['a', 'b'], [key, 'true'])), 'denied', key);
    assert.equal(says('UntagUser', FOREIGN, untagging(key)), 'denied', key);
  }
});

test('roles, policies and providers stay out of reach', () => {
  for (const resource of [`${iam}:role/ChatelaineMember`, QUARANTINE, BOUNDARY, `${iam}:saml-provider/x`])
    for (const action of [
      'TagUser',
      'DeleteAccessKey',
      'CreatePolicyVersion',
      'DeletePolicy',
      'PutRolePolicy',
    ])
      assert.equal(says(action, resource), 'denied', `${action} ${resource}`);
});

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
const tagging = (...pairs: readonly (readonly [string, string])[]) => requestTagKeys(pairs);
const untagging = (...keys: readonly string[]): ConditionKeys => ({ 'aws:TagKeys': keys });

test('users of others: tags, and what takes something away', () => {
  assert.equal(
    says('TagUser', FOREIGN, tagging(['cost-center', '1'], ['chatelaine:owner', 'U1'])),
    'allowed',
  );
  assert.equal(says('UntagUser', FOREIGN, untagging('cost-center')), 'allowed');
  for (const action of ['UpdateAccessKey', 'DeleteAccessKey', 'DeleteLoginProfile'])
    assert.equal(says(action, FOREIGN), 'allowed', action);
  for (const action of [
    'CreateAccessKey',
    'DeleteUser',
    'PutUserPolicy',
    'DeleteUserPolicy',
    'UpdateUser',
    'DeactivateMFADevice',
  ])
    assert.equal(says(action, FOREIGN), 'silent', action);
  for (const action of ['CreateLoginProfile', 'UpdateLoginProfile', 'PutUserPermissionsBoundary'])
    assert.equal(says(action, FOREIGN), 'denied', action);
});

test('nothing but the quarantine is attached to a user or detached from one', () => {
  for (const action of ['AttachUserPolicy', 'DetachUserPolicy']) {
    for (const user of [OWN, FOREIGN]) {
      assert.equal(says(action, user, { 'iam:PolicyARN': QUARANTINE }), 'allowed');
      for (const arn of [
        BOUNDARY,
        'arn:aws:iam::aws:policy/ReadOnlyAccess',
        'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
        'arn:aws:iam::999999999999:policy/chatelaine/chatelaine-quarantine',
      ])
        assert.equal(says(action, user, { 'iam:PolicyARN': arn }), 'denied', arn);
    }
  }
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
  const breakGlass = resourceTagKeys(new Map([['chatelaine:break-glass', 'true']]));
  for (const action of [
    'TagUser',
    'UntagUser',
    'UpdateAccessKey',
    'DeleteAccessKey',
    'DeleteLoginProfile',
    'AttachUserPolicy',
    'DetachUserPolicy',
  ])
    assert.equal(says(action, FOREIGN, { ...breakGlass, 'iam:PolicyARN': QUARANTINE }), 'denied', action);
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserFacts } from '../../src/domain/facts.ts';
import { AccountId, GroupName, PolicyArn, UserId, UserName } from '../../src/domain/ids.ts';
import { isQuarantined, quarantineArn } from '../../src/domain/quarantine.ts';
import { house } from './fixtures.ts';

const account = AccountId.parse('123456789012');
const user: UserFacts = {
  userName: UserName.parse('svc-backup'),
  userId: UserId.parse('AIDAEXAMPLE0000000002'),
  arn: 'arn:aws:iam::123456789012:user/svc-backup',
  path: '/',
  createdAt: '2025-01-01T00:00:00Z',
  tags: [],
  groups: [],
  attachedPolicies: [],
  inlinePolicies: [],
  accessKeys: [],
  hasLoginProfile: false,
  mfaDevices: [],
};

test('the policy of this account or the group of its name says that a user is in quarantine', () => {
  const attached = (arn: string) => ({
    ...user,
    attachedPolicies: [{ arn: PolicyArn.parse(arn), name: 'q' }],
  });
  assert.ok(!isQuarantined(user, house, account));
  assert.ok(isQuarantined(attached(quarantineArn(house, account)), house, account));
  assert.ok(isQuarantined({ ...user, groups: [GroupName.parse('chatelaine-quarantine')] }, house, account));
  assert.ok(
    !isQuarantined(attached('arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3'), house, account),
  );
});

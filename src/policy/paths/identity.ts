import { on, path, sources } from './path.ts';

/** Ways through IAM itself. */
export const identityPaths = [
  path('iam-001', 'rewrite a policy that is in force', ['iam:CreatePolicyVersion']),
  path('iam-002', 'make an access key for another user', [on('others', 'iam:CreateAccessKey')]),
  path('iam-003', 'replace the access key of another user', [
    on('others', 'iam:CreateAccessKey'),
    on('others', 'iam:DeleteAccessKey'),
  ]),
  path('iam-004', 'give another user a console password and use it', [
    on('others', 'iam:CreateLoginProfile'),
  ]),
  path('iam-005', 'write any permission into a role', ['iam:PutRolePolicy']),
  path('iam-006', 'change the console password of another user', [on('others', 'iam:UpdateLoginProfile')]),
  path('iam-007', 'write any permission into a user', ['iam:PutUserPolicy']),
  path('iam-008', 'attach any policy to a user', ['iam:AttachUserPolicy']),
  path('iam-009', 'attach any policy to a role', ['iam:AttachRolePolicy']),
  path('iam-010', 'attach any policy to a group', ['iam:AttachGroupPolicy']),
  path('iam-011', 'write any permission into a group', ['iam:PutGroupPolicy']),
  path('iam-012', 'change who may assume a role, and assume it', ['iam:UpdateAssumeRolePolicy']),
  path('iam-013', 'join a stronger group', ['iam:AddUserToGroup']),
  path('iam-014', 'attach any policy to a role and assume it', ['iam:AttachRolePolicy', 'sts:AssumeRole']),
  path('iam-015', 'attach any policy to another user and make a key for it', [
    'iam:AttachUserPolicy',
    on('others', 'iam:CreateAccessKey'),
  ]),
  path('iam-016', 'rewrite the policy of a role and assume it', [
    'iam:CreatePolicyVersion',
    'sts:AssumeRole',
  ]),
  path('iam-017', 'write any permission into a role and assume it', ['iam:PutRolePolicy', 'sts:AssumeRole']),
  path('iam-018', 'write any permission into another user and make a key for it', [
    'iam:PutUserPolicy',
    on('others', 'iam:CreateAccessKey'),
  ]),
  path('iam-019', 'attach any policy to a role that it then may assume', [
    'iam:AttachRolePolicy',
    'iam:UpdateAssumeRolePolicy',
  ]),
  path('iam-020', 'rewrite the policy of a role that it then may assume', [
    'iam:CreatePolicyVersion',
    'iam:UpdateAssumeRolePolicy',
  ]),
  path('iam-021', 'write any permission into a role that it then may assume', [
    'iam:PutRolePolicy',
    'iam:UpdateAssumeRolePolicy',
  ]),
  path(
    'iam-set-default-version',
    'bring an earlier, stronger version of a policy back',
    ['iam:SetDefaultPolicyVersion'],
    sources.rhino,
  ),
  path(
    'iam-create-role',
    'make a role with any permission and assume it',
    ['iam:CreateRole', 'iam:AttachRolePolicy'],
    sources.bishopFox,
  ),
  path(
    'iam-create-user',
    'make a user, a key for it and a place in a stronger group',
    ['iam:CreateUser', 'iam:AddUserToGroup', on('others', 'iam:CreateAccessKey')],
    sources.bishopFox,
  ),
];

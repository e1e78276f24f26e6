import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, requestTagKeys, resourceTagKeys } from '../../src/sandbox/aws/authorize.ts';
import type { ConditionKeys } from '../../src/sandbox/aws/operation.ts';
import { readPolicy } from '../../src/sandbox/aws/policy/document.ts';
import { hubRole, memberRole } from '../../src/sandbox/aws/roles.ts';
import type { RoleSeed } from '../../src/sandbox/aws/seed.ts';

const ACCOUNT = '123456789012';
const HUB = '111122223333';
const iam = `arn:aws:iam::${ACCOUNT}`;
const boundary = `${iam}:policy/chatelaine/chatelaine-boundary`;
const quarantine = `${iam}:policy/chatelaine/chatelaine-quarantine`;
const user = `${iam}:user/teams/svc-backup`;
const own = `${iam}:user/chatelaine/svc-new`;
const request = requestTagKeys([['chatelaine:request', 'IAM-42']]);
const bounded: ConditionKeys = { 'iam:PermissionsBoundary': boundary };
const attaching = (arn: string): ConditionKeys => ({ 'iam:PolicyARN': arn });
const breakGlass = resourceTagKeys(new Map([['chatelaine:break-glass', 'true']]));

type Call = readonly [action: string, resource: string, keys?: ConditionKeys];

/** What nothing in the shipped member role may ever let through, however wrong the code is. */
const inAMember: readonly Call[] = [
  // More power for whoever it is.
  ['iam:AttachUserPolicy', user, attaching('arn:aws:iam::aws:policy/AdministratorAccess')],
  ['iam:AttachUserPolicy', own, { ...bounded, ...attaching('arn:aws:iam::aws:policy/ReadOnlyAccess') }],
  ['iam:AttachUserPolicy', user, attaching(boundary)],
  ['iam:AttachUserPolicy', user],
  ['iam:PutUserPolicy', user],
  ['iam:PutUserPolicy', user, { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  [
    'iam:AttachGroupPolicy',
    `${iam}:group/chatelaine/x`,
    attaching('arn:aws:iam::aws:policy/AdministratorAccess'),
  ],
  ['iam:AttachGroupPolicy', `${iam}:group/chatelaine/x`, attaching('arn:aws:iam::aws:policy/IAMFullAccess')],
  ['iam:AttachGroupPolicy', `${iam}:group/admins`, attaching('arn:aws:iam::aws:policy/ReadOnlyAccess')],
  ['iam:PutGroupPolicy', `${iam}:group/admins`],
  ['iam:AddUserToGroup', `${iam}:group/admins`],
  ['iam:CreateGroup', `${iam}:group/admins`],
  ['iam:DeleteGroup', `${iam}:group/admins`],
  ['iam:UpdateGroup', `${iam}:group/chatelaine/x`],
  ['iam:CreatePolicy', `${iam}:policy/chatelaine/more`],
  ['iam:CreatePolicyVersion', boundary],
  ['iam:CreatePolicyVersion', quarantine],
  ['iam:SetDefaultPolicyVersion', boundary],
  ['iam:DeletePolicy', quarantine],
  ['iam:DeletePolicyVersion', boundary],
  ['iam:TagPolicy', boundary],
  // A boundary lost.
  ['iam:DeleteUserPermissionsBoundary', own, bounded],
  ['iam:DeleteUserPermissionsBoundary', user],
  ['iam:PutUserPermissionsBoundary', own, { 'iam:PermissionsBoundary': `${iam}:policy/wide` }],
  ['iam:PutUserPermissionsBoundary', user],
  ['iam:DeleteRolePermissionsBoundary', `${iam}:role/ChatelaineMember`],
  // Users outside of the rules.
  ['iam:CreateUser', own, request],
  ['iam:CreateUser', own, bounded],
  ['iam:CreateUser', user, { ...bounded, ...request }],
  ['iam:CreateUser', own, { ...request, 'iam:PermissionsBoundary': `${iam}:policy/wide` }],
  ['iam:UpdateUser', user],
  ['iam:UpdateUser', own],
  ['iam:UntagUser', own, { 'aws:TagKeys': ['chatelaine:request'] }],
  ['iam:TagUser', user, request],
  ['iam:TagUser', user, requestTagKeys([['Chatelaine:Break-Glass', 'true']])],
  // Doors for persons and other credentials.
  ['iam:CreateLoginProfile', user],
  ['iam:UpdateLoginProfile', user],
  ['iam:ChangePassword', user],
  ['iam:CreateServiceSpecificCredential', user],
  ['iam:ResetServiceSpecificCredential', user],
  ['iam:UploadSSHPublicKey', user],
  ['iam:UploadSigningCertificate', user],
  ['iam:CreateVirtualMFADevice', `${iam}:mfa/x`],
  ['iam:EnableMFADevice', user],
  ['iam:ResyncMFADevice', user],
  ['iam:UpdateAccountPasswordPolicy', '*'],
  ['iam:DeleteAccountPasswordPolicy', '*'],
  ['iam:CreateAccountAlias', '*'],
  // Break-glass users.
  ['iam:DeleteUser', user, breakGlass],
  ['iam:CreateAccessKey', user, breakGlass],
  ['iam:UpdateAccessKey', user, breakGlass],
  ['iam:DeleteLoginProfile', user, breakGlass],
  ['iam:AttachUserPolicy', user, { ...breakGlass, ...attaching(quarantine) }],
  ['iam:RemoveUserFromGroup', `${iam}:group/break-glass/owners`],
  // Roles, and everything that runs as one.
  ['iam:CreateRole', `${iam}:role/chatelaine/x`],
  ['iam:DeleteRole', `${iam}:role/app`],
  ['iam:UpdateAssumeRolePolicy', `${iam}:role/ChatelaineMember`],
  ['iam:AttachRolePolicy', `${iam}:role/ChatelaineMember`, attaching(quarantine)],
  ['iam:PutRolePolicy', `${iam}:role/ChatelaineMember`],
  ['iam:DeleteRolePolicy', `${iam}:role/ChatelaineMember`],
  ['iam:TagRole', `${iam}:role/AWSReservedSSO_Admin_0`],
  ['iam:CreateServiceLinkedRole', `${iam}:role/aws-service-role/x`],
  ['iam:PassRole', `${iam}:role/app`],
  ['iam:AddRoleToInstanceProfile', `${iam}:instance-profile/x`],
  ['sts:AssumeRole', `${iam}:role/app`],
  ['sts:AssumeRoot', `${iam}:root`],
  // Other ways in.
  ['iam:CreateOpenIDConnectProvider', `${iam}:oidc-provider/evil.example`],
  ['iam:UpdateOpenIDConnectProviderThumbprint', `${iam}:oidc-provider/x`],
  ['iam:AddClientIDToOpenIDConnectProvider', `${iam}:oidc-provider/x`],
  ['iam:CreateSAMLProvider', `${iam}:saml-provider/x`],
  ['iam:UpdateSAMLProvider', `${iam}:saml-provider/x`],
  // Secrets that aren't its own, and reading any.
  [
    'secretsmanager:GetSecretValue',
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:chatelaine/svc-new-AbCdEf`,
  ],
  [
    'secretsmanager:PutSecretValue',
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:chatelaine/svc-new-AbCdEf`,
  ],
  [
    'secretsmanager:CreateSecret',
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/db-AbCdEf`,
    request,
  ],
  ['secretsmanager:DeleteSecret', `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/db-AbCdEf`],
  ['secretsmanager:DeleteSecret', `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:chatelaine/old-AbCdEf`],
  [
    'secretsmanager:PutResourcePolicy',
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:chatelaine/svc-new-AbCdEf`,
  ],
  // Anything else.
  ['s3:GetObject', 'arn:aws:s3:::prod/x'],
  ['ec2:RunInstances', '*'],
  ['lambda:UpdateFunctionCode', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:x`],
  ['kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/x`],
  ['cloudtrail:StopLogging', `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/x`],
];

const inTheHub: readonly Call[] = [
  ['sts:AssumeRole', `${iam}:role/OrganizationAccountAccessRole`, { 'aws:ResourceOrgID': 'o-abcdefghij' }],
  ['sts:AssumeRole', `${iam}:role/ChatelaineMember`, { 'aws:ResourceOrgID': 'o-somebodyelse' }],
  ['sts:AssumeRole', `${iam}:role/ChatelaineMember`],
  ['sts:AssumeRoot', `${iam}:root`],
  ['organizations:CreateAccount', '*'],
  ['organizations:AttachPolicy', '*'],
  ['organizations:DetachPolicy', '*'],
  ['organizations:LeaveOrganization', '*'],
  ['organizations:RemoveAccountFromOrganization', '*'],
  ['organizations:RegisterDelegatedAdministrator', '*'],
  ['organizations:EnableAWSServiceAccess', '*'],
  ['iam:CreateAccessKey', `arn:aws:iam::${HUB}:user/x`],
  ['iam:PutRolePolicy', `arn:aws:iam::${HUB}:role/chatelaine-hub`],
  ['iam:EnableOrganizationsRootSessions', '*'],
  ['sso:CreateAccountAssignment', '*'],
  ['sso:PutInlinePolicyToPermissionSet', '*'],
];

function isAllowed({ inline = {} }: RoleSeed, [action, resource, keys = {}]: Call): boolean {
  const statements = Object.values(inline).flatMap((document) => readPolicy(JSON.stringify(document)));
  return evaluate(statements, action, resource, keys) === 'allowed';
}

test('the shipped roles let none of the calls through that the bot must never make', (t) => {
  assert.ok(inAMember.length + inTheHub.length >= 60);
  const member = memberRole({ hubAccountId: HUB, accountId: ACCOUNT, externalId: 'x' });
  const open = [
    ...inAMember.filter((call) => isAllowed(member, call)),
    ...inTheHub.filter((call) => isAllowed(hubRole('o-abcdefghij'), call)),
  ];
  assert.deepEqual(open, []);
  t.diagnostic(`${inAMember.length} calls with the member role, ${inTheHub.length} with the hub role`);
});

test('what they are for is let through', () => {
  const member = memberRole({ hubAccountId: HUB, accountId: ACCOUNT, externalId: 'x' });
  assert.ok(isAllowed(member, ['iam:CreateUser', own, { ...bounded, ...request }]));
  assert.ok(isAllowed(member, ['iam:AttachUserPolicy', user, attaching(quarantine)]));
  const inside = { 'aws:ResourceOrgID': 'o-abcdefghij' };
  assert.ok(isAllowed(hubRole('o-abcdefghij'), ['sts:AssumeRole', `${iam}:role/ChatelaineMember`, inside]));
});

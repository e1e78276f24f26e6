import type { PolicyDocument, RoleSeed } from './seed.ts';

// The roles that the bot runs under. One place, to be kept equal to the role manifests that are shipped.

export const HUB_ROLE = 'chatelaine-hub';
export const MEMBER_ROLE = 'ChatelaineMember';
export const BOUNDARY_POLICY = { path: '/chatelaine/', name: 'chatelaine-boundary' } as const;

export function boundaryArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:policy${BOUNDARY_POLICY.path}${BOUNDARY_POLICY.name}`;
}

/** In the hub account: may read the organization and enter the member roles, nothing else. */
export function hubRole(): RoleSeed {
  return {
    name: HUB_ROLE,
    trust: policy([
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]),
    inline: {
      organization: policy([
        {
          Effect: 'Allow',
          Action: [
            'organizations:DescribeOrganization',
            'organizations:DescribeAccount',
            'organizations:DescribeOrganizationalUnit',
            'organizations:ListAccounts',
            'organizations:ListTagsForResource',
            'organizations:ListParents',
            'organizations:ListRoots',
          ],
          Resource: '*',
        },
      ]),
      'member-roles': policy([
        {
          Effect: 'Allow',
          Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
          Resource: `arn:aws:iam::*:role/${MEMBER_ROLE}`,
        },
      ]),
    },
  };
}

/** In every account: the lifecycle of users that carry the boundary, and reading. Never on the bot's own principals. */
export function memberRole(options: {
  readonly hubAccountId: string;
  readonly accountId: string;
  readonly externalId: string;
}): RoleSeed {
  const { hubAccountId, accountId, externalId } = options;
  const hub = `arn:aws:iam::${hubAccountId}:role/${HUB_ROLE}`;
  const users = `arn:aws:iam::${accountId}:user/*`;
  const boundary = boundaryArn(accountId);
  return {
    name: MEMBER_ROLE,
    trust: policy([
      {
        Effect: 'Allow',
        Principal: { AWS: hub },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'sts:ExternalId': externalId },
          StringLike: { 'sts:SourceIdentity': '*' },
        },
      },
      { Effect: 'Allow', Principal: { AWS: hub }, Action: ['sts:SetSourceIdentity', 'sts:TagSession'] },
    ]),
    inline: {
      read: policy([{ Effect: 'Allow', Action: READ_ACTIONS, Resource: '*' }]),
      users: policy([
        {
          Effect: 'Allow',
          Action: [
            'iam:CreateUser',
            'iam:PutUserPermissionsBoundary',
            'iam:PutUserPolicy',
            'iam:AttachUserPolicy',
          ],
          Resource: users,
          Condition: { ArnEquals: { 'iam:PermissionsBoundary': boundary } },
        },
        { Effect: 'Allow', Action: USER_ACTIONS, Resource: users },
        { Effect: 'Allow', Action: GROUP_ACTIONS, Resource: `arn:aws:iam::${accountId}:group/*` },
        {
          Effect: 'Allow',
          Action: ['iam:DeleteVirtualMFADevice'],
          Resource: `arn:aws:iam::${accountId}:mfa/*`,
        },
        {
          Sid: 'Quarantine',
          Effect: 'Allow',
          Action: ['iam:PutUserPolicy', 'iam:DeleteUserPolicy'],
          Resource: users,
          Condition: { Null: { 'iam:PermissionsBoundary': 'true' } },
        },
      ]),
      secrets: policy([
        {
          Effect: 'Allow',
          Action: SECRET_ACTIONS,
          Resource: `arn:aws:secretsmanager:*:${accountId}:secret:chatelaine/*`,
        },
      ]),
      never: policy([
        { Effect: 'Deny', Action: 'iam:*', Resource: [hub, `arn:aws:iam::${accountId}:role/${MEMBER_ROLE}`] },
        { Effect: 'Deny', Action: 'iam:DeleteUserPermissionsBoundary', Resource: '*' },
        {
          Effect: 'Deny',
          Action: ['iam:CreatePolicy*', 'iam:DeletePolicy*', 'iam:SetDefaultPolicyVersion'],
          Resource: boundary,
        },
        {
          Effect: 'Deny',
          NotAction: ['iam:Get*', 'iam:List*', 'iam:Generate*'],
          Resource: users,
          Condition: { StringEquals: { 'aws:ResourceTag/chatelaine:break-glass': 'true' } },
        },
      ]),
    },
  };
}

const READ_ACTIONS = [
  'iam:Get*',
  'iam:List*',
  'iam:GenerateCredentialReport',
  'iam:GenerateServiceLastAccessedDetails',
];

const USER_ACTIONS = [
  'iam:DeleteUser',
  'iam:TagUser',
  'iam:UntagUser',
  'iam:DeleteUserPolicy',
  'iam:DetachUserPolicy',
  'iam:CreateAccessKey',
  'iam:UpdateAccessKey',
  'iam:DeleteAccessKey',
  'iam:DeleteLoginProfile',
  'iam:DeactivateMFADevice',
  'iam:UpdateSSHPublicKey',
  'iam:DeleteSSHPublicKey',
  'iam:UpdateSigningCertificate',
  'iam:DeleteSigningCertificate',
  'iam:UpdateServiceSpecificCredential',
  'iam:DeleteServiceSpecificCredential',
];

const GROUP_ACTIONS = [
  'iam:CreateGroup',
  'iam:DeleteGroup',
  'iam:AddUserToGroup',
  'iam:RemoveUserFromGroup',
  'iam:PutGroupPolicy',
  'iam:AttachGroupPolicy',
  'iam:DeleteGroupPolicy',
  'iam:DetachGroupPolicy',
];

const SECRET_ACTIONS = [
  'secretsmanager:CreateSecret',
  'secretsmanager:DescribeSecret',
  'secretsmanager:PutSecretValue',
  'secretsmanager:TagResource',
  'secretsmanager:UpdateSecret',
  'secretsmanager:DeleteSecret',
  'secretsmanager:RestoreSecret',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:GetResourcePolicy',
];

function policy(statements: readonly PolicyDocument[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** What a user made by the bot may ever do, whatever else is granted: nothing that makes or changes principals. */
export function boundaryDocument(): PolicyDocument {
  return policy([
    { Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Effect: 'Deny',
      Action: ['iam:*', 'organizations:*', 'account:*', 'sso:*', 'sts:AssumeRoot'],
      Resource: '*',
    },
  ]);
}

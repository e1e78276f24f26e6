import { on, path, sources } from './path.ts';

const identityCenter =
  'https://docs.aws.amazon.com/singlesignon/latest/userguide/iam-auth-access-overview.html';
const organizations =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_security_iam-awsmanpol.html';

/** Ways into other roles, other accounts and the whole organization. */
export const trustPaths = [
  path('sts-001', 'assume any role that trusts the account', [on('every', 'sts:AssumeRole')]),
  path(
    'sts-strong-role',
    'assume a role that is known to be an administrator',
    [on('strong', 'sts:AssumeRole')],
    sources.hackingTheCloud,
  ),
  path(
    'sts-root',
    'act as root of a member account',
    ['sts:AssumeRoot'],
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-access-management.html',
  ),
  path('iam-pass-any-role', 'hand any role to a service', [on('every', 'iam:PassRole')], sources.rhino),
  path(
    'rolesanywhere-trust',
    'make a certificate authority of its own trusted, and its profile',
    ['rolesanywhere:CreateTrustAnchor', 'rolesanywhere:CreateProfile'],
    'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html',
  ),
  path(
    'sso-assignment',
    'give somebody any permission set in any account',
    ['sso:CreateAccountAssignment'],
    identityCenter,
  ),
  path(
    'sso-inline-policy',
    'write any permission into a permission set',
    ['sso:PutInlinePolicyToPermissionSet'],
    identityCenter,
  ),
  path(
    'sso-managed-policy',
    'attach any policy to a permission set',
    ['sso:AttachManagedPolicyToPermissionSet'],
    identityCenter,
  ),
  path(
    'sso-customer-policy',
    'attach any policy of the accounts to a permission set',
    ['sso:AttachCustomerManagedPolicyReferenceToPermissionSet'],
    identityCenter,
  ),
  path(
    'sso-boundary',
    'take the boundary off a permission set',
    ['sso:DeletePermissionsBoundaryFromPermissionSet'],
    identityCenter,
  ),
  path(
    'identitystore-group',
    'join a stronger group of Identity Center',
    ['identitystore:CreateGroupMembership'],
    identityCenter,
  ),
  path(
    'organizations-detach',
    'take an organization’s policy off an account',
    ['organizations:DetachPolicy'],
    organizations,
  ),
  path(
    'organizations-update',
    'rewrite an organization’s policy',
    ['organizations:UpdatePolicy'],
    organizations,
  ),
  path(
    'organizations-leave',
    'take the account out of the organization',
    ['organizations:LeaveOrganization'],
    organizations,
  ),
  path(
    'eks-access-entry',
    'make itself an administrator of a Kubernetes cluster and of its pods’ roles',
    ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
    sources.hackTricks,
  ),
];

import { on, path, sources } from './path.ts';

/** Ways that take a limit away, or that let somebody else in. */
export const guardrailPaths = [
  path(
    'iam-user-boundary',
    'take the boundary off a user',
    ['iam:DeleteUserPermissionsBoundary'],
    sources.hackingTheCloud,
  ),
  path(
    'iam-put-user-boundary',
    'give a user a wider boundary',
    ['iam:PutUserPermissionsBoundary'],
    sources.hackingTheCloud,
  ),
  path(
    'iam-role-boundary',
    'take the boundary off a role',
    ['iam:DeleteRolePermissionsBoundary'],
    sources.hackingTheCloud,
  ),
  path(
    'iam-put-role-boundary',
    'give a role a wider boundary',
    ['iam:PutRolePermissionsBoundary'],
    sources.hackingTheCloud,
  ),
  path(
    'iam-delete-user-policy',
    'delete the policy that denies something to a user',
    ['iam:DeleteUserPolicy'],
    sources.hackingTheCloud,
  ),
  path(
    'iam-detach-user-policy',
    'detach the policy that denies something to a user',
    ['iam:DetachUserPolicy'],
    sources.hackingTheCloud,
  ),
  path(
    'iam-saml-provider',
    'put its own identity provider in the place of a trusted one',
    ['iam:UpdateSAMLProvider'],
    sources.hackTricks,
  ),
  path(
    'iam-oidc-thumbprint',
    'make a false identity provider pass for a trusted one',
    ['iam:UpdateOpenIDConnectProviderThumbprint'],
    sources.hackTricks,
  ),
  path(
    'iam-oidc-client',
    'let another client of an identity provider in',
    ['iam:AddClientIDToOpenIDConnectProvider'],
    sources.hackTricks,
  ),
  path(
    'iam-service-credential',
    'make a service-specific credential for another user',
    [on('others', 'iam:CreateServiceSpecificCredential')],
    sources.hackTricks,
  ),
  path(
    'iam-reset-service-credential',
    'reset the service-specific credential of another user',
    [on('others', 'iam:ResetServiceSpecificCredential')],
    sources.hackTricks,
  ),
  path(
    'iam-ssh-key',
    'upload an SSH key for another user',
    [on('others', 'iam:UploadSSHPublicKey')],
    sources.hackTricks,
  ),
  path(
    'iam-signing-certificate',
    'upload a signing certificate for another user',
    [on('others', 'iam:UploadSigningCertificate')],
    sources.hackTricks,
  ),
  path(
    'iam-mfa-takeover',
    'replace the MFA device of another user',
    [on('others', 'iam:DeactivateMFADevice'), on('others', 'iam:EnableMFADevice')],
    sources.hackTricks,
  ),
  path(
    'iam-enable-key',
    'enable the access keys of other users',
    [on('others', 'iam:UpdateAccessKey')],
    sources.hackTricks,
  ),
];

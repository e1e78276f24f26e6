import type { IamOperation, OtherCredentialKind } from '../domain/operation.ts';

/** The calls that change something, without `iam:`, by what AWS authorizes them on (IAM service authorization reference). */
export interface Permissions {
  readonly user: readonly string[];
  /** Joining and leaving a group too: AWS asks about the group only, not about the user. */
  readonly group: readonly string[];
  /** On the device's own ARN. */
  readonly mfaDevice: readonly string[];
  /** Of Secrets Manager. */
  readonly secret: readonly string[];
}

/** Which permissions an operation needs beside reading, its own cleaning up included. */
export function permissionsFor(operation: IamOperation): Permissions {
  switch (operation.kind) {
    case 'create-user':
      return on('user', 'CreateUser', 'TagUser');
    case 'put-user-policy':
      return on('user', 'PutUserPolicy');
    case 'create-group':
      return on('group', 'CreateGroup');
    case 'attach-group-policy':
      return on('group', 'AttachGroupPolicy');
    case 'put-group-policy':
      return on('group', 'PutGroupPolicy');
    case 'add-user-to-group':
      return on('group', 'AddUserToGroup');
    case 'create-access-key':
      return { ...on('user', 'CreateAccessKey', 'DeleteAccessKey'), secret: KEEP_SECRET };
    case 'tag-user':
      return on('user', 'TagUser');
    case 'untag-user':
      return on('user', 'UntagUser');
    case 'set-access-key-status':
      return on('user', 'UpdateAccessKey');
    case 'remove-access-key':
      return on('user', 'DeleteAccessKey');
    case 'attach-user-policy':
      return on('user', 'AttachUserPolicy');
    case 'detach-user-policy':
      return on('user', 'DetachUserPolicy');
    case 'put-user-boundary':
      return on('user', 'PutUserPermissionsBoundary');
    case 'set-credential-status':
      return on('user', `Update${CREDENTIAL[operation.credential]}`);
    case 'remove-credential':
      return on('user', `Delete${CREDENTIAL[operation.credential]}`);
    case 'remove-mfa-device':
      return { ...on('user', 'DeactivateMFADevice'), mfaDevice: ['DeleteVirtualMFADevice'] };
    case 'delete-login-profile':
      return on('user', 'DeleteLoginProfile');
    case 'delete-user':
    case 'remove-user':
      return on('user', 'DeleteUser');
    case 'delete-user-policy':
      return on('user', 'DeleteUserPolicy');
    case 'delete-group':
      return on('group', 'DeleteGroup');
    case 'detach-group-policy':
      return on('group', 'DetachGroupPolicy');
    case 'delete-group-policy':
      return on('group', 'DeleteGroupPolicy');
    case 'remove-user-from-group':
      return on('group', 'RemoveUserFromGroup');
    case 'delete-access-key':
      return { ...on('user', 'DeleteAccessKey'), secret: DROP_SECRET };
    case 'verify-user':
    case 'verify-absent':
    case 'read-back':
      return NOTHING;
  }
}

const NOTHING: Permissions = { user: [], group: [], mfaDevice: [], secret: [] };
const DROP_SECRET = ['DescribeSecret', 'DeleteSecret'];
const KEEP_SECRET = ['CreateSecret', 'TagResource', ...DROP_SECRET];
const CREDENTIAL: Readonly<Record<OtherCredentialKind, string>> = {
  'ssh-public-key': 'SSHPublicKey',
  'signing-certificate': 'SigningCertificate',
  'service-specific-credential': 'ServiceSpecificCredential',
};

function on(resource: 'user' | 'group', ...actions: readonly string[]): Permissions {
  return { ...NOTHING, [resource]: actions };
}

import type { IamOperation } from '../domain/operation.ts';
import { attachUserPolicy, detachUserPolicy } from './perform/attached-policy.ts';
import { createAccessKey } from './perform/create-access-key.ts';
import { createUser } from './perform/create-user.ts';
import { deleteAccessKey } from './perform/delete-access-key.ts';
import { deleteUser } from './perform/delete-user.ts';
import { removeAccessKey, setAccessKeyStatus } from './perform/existing-access-key.ts';
import { createGroup, deleteGroup } from './perform/group.ts';
import { addUserToGroup, removeUserFromGroup } from './perform/group-membership.ts';
import {
  attachGroupPolicy,
  deleteGroupPolicy,
  detachGroupPolicy,
  putGroupPolicy,
} from './perform/group-policy.ts';
import { deleteLoginProfile } from './perform/login-profile.ts';
import { removeMfaDevice } from './perform/mfa-device.ts';
import { removeCredential, setCredentialStatus } from './perform/other-credential.ts';
import { readBack } from './perform/read-back.ts';
import { removeUser, verifyAbsent } from './perform/remove-user.ts';
import type { StepContext, StepResult } from './perform/step-context.ts';
import { putUserBoundary } from './perform/user-boundary.ts';
import { deleteUserPolicy, putUserPolicy } from './perform/user-policy.ts';
import { tagUser, untagUser } from './perform/user-tags.ts';
import { verifyUser } from './perform/verify-user.ts';

/** One arm for each kind of operation. Throws what the SDK throws; the caller turns it into words. */
export function performStep(operation: IamOperation, context: StepContext): Promise<StepResult> {
  switch (operation.kind) {
    case 'create-user':
      return createUser(operation, context);
    case 'put-user-policy':
      return putUserPolicy(operation, context);
    case 'create-group':
      return createGroup(operation, context);
    case 'attach-group-policy':
      return attachGroupPolicy(operation, context);
    case 'put-group-policy':
      return putGroupPolicy(operation, context);
    case 'add-user-to-group':
      return addUserToGroup(operation, context);
    case 'create-access-key':
      return createAccessKey(operation, context);
    case 'verify-user':
      return verifyUser(operation, context);
    case 'tag-user':
      return tagUser(operation, context);
    case 'untag-user':
      return untagUser(operation, context);
    case 'set-access-key-status':
      return setAccessKeyStatus(operation, context);
    case 'remove-access-key':
      return removeAccessKey(operation, context);
    case 'attach-user-policy':
      return attachUserPolicy(operation, context);
    case 'detach-user-policy':
      return detachUserPolicy(operation, context);
    case 'put-user-boundary':
      return putUserBoundary(operation, context);
    case 'set-credential-status':
      return setCredentialStatus(operation, context);
    case 'remove-credential':
      return removeCredential(operation, context);
    case 'remove-mfa-device':
      return removeMfaDevice(operation, context);
    case 'remove-user':
      return removeUser(context);
    case 'verify-absent':
      return verifyAbsent(context);
    case 'delete-login-profile':
      return deleteLoginProfile(context);
    case 'read-back':
      return readBack(operation, context);
    case 'delete-user':
      return deleteUser(context);
    case 'delete-user-policy':
      return deleteUserPolicy(operation, context);
    case 'delete-group':
      return deleteGroup(operation, context);
    case 'detach-group-policy':
      return detachGroupPolicy(operation, context);
    case 'delete-group-policy':
      return deleteGroupPolicy(operation, context);
    case 'remove-user-from-group':
      return removeUserFromGroup(operation, context);
    case 'delete-access-key':
      return deleteAccessKey(operation, context);
  }
}

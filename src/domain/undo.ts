import type { IamOperation } from './operation.ts';
import type { Produced } from './step.ts';
import { type Tag, tagValue } from './user.ts';

/**
 * What takes an operation back, run only where the ledger says that this request performed it (or may have).
 * Each inverse is idempotent: what is absent already counts as done. The order within a request is reversed by the executor.
 */
export function undoOf(operation: IamOperation, produced: Produced | undefined): readonly IamOperation[] {
  switch (operation.kind) {
    case 'create-user':
      return [{ kind: 'delete-user' }];
    case 'put-user-policy':
      return operation.before === undefined
        ? [{ kind: 'delete-user-policy', policyName: operation.policyName }]
        : [{ ...operation, document: operation.before, before: operation.document }];
    case 'create-group':
      return [{ kind: 'delete-group', groupName: operation.groupName }];
    case 'attach-group-policy':
      return [
        { kind: 'detach-group-policy', groupName: operation.groupName, policyArn: operation.policyArn },
      ];
    case 'put-group-policy':
      return [
        { kind: 'delete-group-policy', groupName: operation.groupName, policyName: operation.policyName },
      ];
    case 'add-user-to-group':
      return [{ kind: 'remove-user-from-group', groupName: operation.groupName }];
    case 'create-access-key':
      return [{ kind: 'delete-access-key', accessKeyId: produced?.accessKeyId, deliver: operation.deliver }];
    case 'tag-user':
      return retag(operation.set, operation.before);
    case 'untag-user':
      return [{ kind: 'tag-user', set: operation.before, before: [] }];
    case 'set-access-key-status':
      return [{ ...operation, status: operation.before, before: operation.status }];
    case 'attach-user-policy':
      return [{ kind: 'detach-user-policy', policyArn: operation.policyArn }];
    case 'detach-user-policy':
      return [{ kind: 'attach-user-policy', policyArn: operation.policyArn }];
    case 'set-credential-status':
      return [{ ...operation, status: operation.before, before: operation.status }];
    case 'remove-user-from-group':
      return [{ kind: 'add-user-to-group', groupName: operation.groupName }];
    case 'delete-user-policy':
      return operation.before === undefined
        ? []
        : [{ kind: 'put-user-policy', policyName: operation.policyName, document: operation.before }];
    case 'remove-credential':
    case 'remove-mfa-device':
    case 'remove-user':
    case 'verify-absent':
    case 'put-user-boundary':
    case 'remove-access-key':
    case 'delete-login-profile':
    case 'verify-user':
    case 'read-back':
    case 'delete-user':
    case 'delete-group':
    case 'detach-group-policy':
    case 'delete-group-policy':
    case 'delete-access-key':
      return [];
  }
}

/** What deletes something that nothing puts back. */
export const forGoodKinds: readonly IamOperation['kind'][] = [
  'remove-access-key',
  'remove-credential',
  'remove-mfa-device',
  'remove-user',
  'delete-login-profile',
];

/** Keys that were new go, the others get their earlier values back. */
function retag(set: readonly Tag[], before: readonly Tag[]): readonly IamOperation[] {
  const added = set.filter((tag) => tagValue(before, tag.key) === undefined);
  return [
    ...(added.length > 0
      ? [{ kind: 'untag-user' as const, keys: added.map((tag) => tag.key), before: added }]
      : []),
    ...(before.length > 0 ? [{ kind: 'tag-user' as const, set: before, before: set }] : []),
  ];
}

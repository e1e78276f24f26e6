import type { IamOperation } from './operation.ts';
import type { Produced } from './step.ts';

/**
 * What takes an operation back, run only where the ledger says that this request performed it (or may have).
 * Each inverse is idempotent: what is absent already counts as done. The order within a request is reversed by the executor.
 */
export function undoOf(operation: IamOperation, produced: Produced | undefined): readonly IamOperation[] {
  switch (operation.kind) {
    case 'create-user':
      return [{ kind: 'delete-user' }];
    case 'put-user-policy':
      return [{ kind: 'delete-user-policy', policyName: operation.policyName }];
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
    case 'verify-user':
    case 'delete-user':
    case 'delete-user-policy':
    case 'delete-group':
    case 'detach-group-policy':
    case 'delete-group-policy':
    case 'remove-user-from-group':
    case 'delete-access-key':
      return [];
  }
}

import { AccessKeyId, GroupName, PolicyArn } from '../../src/domain/ids.ts';
import type { OperationOf } from '../../src/domain/operation.ts';
import { tagKeys } from '../../src/domain/user.ts';

export const QUARANTINE = PolicyArn.parse(
  'arn:aws:iam::123456789012:policy/chatelaine/chatelaine-quarantine',
);

export type ChangeKind =
  | 'tag-user'
  | 'untag-user'
  | 'set-access-key-status'
  | 'remove-access-key'
  | 'attach-user-policy'
  | 'detach-user-policy'
  | 'delete-login-profile'
  | 'read-back';

export const keyOf = (number: number) => AccessKeyId.parse(`AKIASTORY${String(number).padStart(11, '0')}`);

/** A change of each kind, on the user that `plant` of existing.ts plants. */
export function changes(number: number): { readonly [K in ChangeKind]: OperationOf<K> } {
  const accessKeyId = keyOf(number);
  return {
    'tag-user': {
      kind: 'tag-user',
      set: [
        { key: 'cost-center', value: '4711' },
        { key: tagKeys.owner, value: 'U1' },
      ],
      before: [{ key: 'Cost-Center', value: '12' }],
    },
    'untag-user': {
      kind: 'untag-user',
      keys: ['old-key'],
      before: [{ key: 'Old-Key', value: 'something' }],
    },
    'set-access-key-status': {
      kind: 'set-access-key-status',
      accessKeyId,
      status: 'Inactive',
      before: 'Active',
    },
    'remove-access-key': { kind: 'remove-access-key', accessKeyId },
    'attach-user-policy': { kind: 'attach-user-policy', policyArn: QUARANTINE },
    'detach-user-policy': { kind: 'detach-user-policy', policyArn: QUARANTINE },
    'delete-login-profile': { kind: 'delete-login-profile' },
    'read-back': {
      kind: 'read-back',
      expect: {
        tags: [{ key: 'cost-center', value: '12' }],
        absentTags: [tagKeys.owner],
        accessKeys: [
          { id: accessKeyId, is: 'Active' },
          { id: AccessKeyId.parse('AKIANEVERNEVERNEVER1'), is: 'gone' },
        ],
        attachedPolicies: [PolicyArn.parse('arn:aws:iam::aws:policy/ReadOnlyAccess')],
        detachedPolicies: [QUARANTINE],
        groups: [GroupName.parse('developers')],
        consolePassword: true,
      },
    },
  };
}

export function isChange(kind: string): kind is ChangeKind {
  return kind in changes(0);
}

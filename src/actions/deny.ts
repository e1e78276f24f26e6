import type { UserFacts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import type { IamOperation, OperationOf } from '../domain/operation.ts';
import { quarantineArn, quarantineGroup } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { PlanningContext } from './action.ts';
import type { Present } from './user-action.ts';

type House = Pick<PlanningContext, 'house' | 'account'>;

/** AWS attaches ten managed policies to a user at most, and lets it be in ten groups (IAM quotas). */
const mostAttached = 10;

/** The policy that denies everything, or the group that carries it for users with as many policies as AWS attaches. */
export type Deny =
  | { readonly kind: 'policy'; readonly policyArn: OperationOf<'attach-user-policy'>['policyArn'] }
  | { readonly kind: 'group'; readonly groupName: OperationOf<'add-user-to-group'>['groupName'] };

/** Undefined for a user that has as many policies and groups as AWS allows: nothing can deny it anything. */
export function denyFor(user: UserFacts, { house, account }: House): Deny | undefined {
  const policyArn = quarantineArn(house, account.id);
  const groupName = quarantineGroup(house);
  const isAttached = user.attachedPolicies.some(({ arn }) => arn === policyArn);
  if (isAttached || user.attachedPolicies.length < mostAttached) return { kind: 'policy', policyArn };
  const isIn = user.groups.includes(groupName);
  return isIn || user.groups.length < mostAttached ? { kind: 'group', groupName } : undefined;
}

export function denies(deny: Deny | undefined): readonly IamOperation[] {
  if (!deny) return [];
  return deny.kind === 'policy'
    ? [{ kind: 'attach-user-policy', policyArn: deny.policyArn }]
    : [{ kind: 'add-user-to-group', groupName: deny.groupName }];
}

export const isDenied = (deny: Deny | undefined): OperationOf<'read-back'>['expect'] =>
  deny?.kind === 'policy'
    ? { attachedPolicies: [deny.policyArn] }
    : deny?.kind === 'group'
      ? { groups: [deny.groupName] }
      : {};

/** Disables what is enabled. */
export function disableKeys({ accessKeys }: Pick<UserFacts, 'accessKeys'>): readonly IamOperation[] {
  return enabled(accessKeys).map(({ id }) => ({
    kind: 'set-access-key-status',
    accessKeyId: AccessKeyId.parse(id),
    status: 'Inactive',
    before: 'Active',
  }));
}

export const enabled = <T extends { readonly status: string }>(credentials: readonly T[]): readonly T[] =>
  credentials.filter(({ status }) => status === 'Active');

/** No key works, those that were there and none beside them. */
export const noKeyWorks = ({
  accessKeys,
}: Pick<UserFacts, 'accessKeys'>): Required<Pick<OperationOf<'read-back'>['expect'], 'accessKeys'>> => ({
  accessKeys: accessKeys.map(({ id }) => ({ id: AccessKeyId.parse(id), is: 'unusable' })),
});

export function refuseWithoutDeny(
  { policies }: Present,
  { house, account }: House,
  otherwise: string,
): Refusal | undefined {
  const policyArn = quarantineArn(house, account.id);
  return policies[policyArn]
    ? undefined
    : refusal('policy-missing', `The policy ${policyArn} doesn’t exist in ${account.name}${otherwise}`);
}

import type { UserFacts } from './facts.ts';
import type { House } from './house.ts';
import { type AccountId, GroupName, PolicyArn } from './ids.ts';

/** The managed policy that denies everything; the member role's stack makes it, and the bot may attach nothing else to a user. */
export function quarantineArn(house: House, accountId: AccountId): PolicyArn {
  return PolicyArn.parse(`arn:${house.users.partition}:iam::${accountId}:policy/${house.users.quarantine}`);
}

/** The group of the same name that carries it, for users who have as many policies as AWS attaches. */
export function quarantineGroup(house: House): GroupName {
  return GroupName.parse(house.users.quarantine.slice(house.users.quarantine.lastIndexOf('/') + 1));
}

/** AWS attaches a policy of this name when it finds a key in public: V1 to V4 so far, so only the beginning counts (AWS.md). */
const awsQuarantine = /\/(AWSCompromisedKeyQuarantine[^/]*)$/;

/** The policies by which AWS itself holds a leaked key down. Nothing detaches one without two approvers of different groups. */
export function heldByAws({ attachedPolicies }: Pick<UserFacts, 'attachedPolicies'>): readonly PolicyArn[] {
  return attachedPolicies.map(({ arn }) => arn).filter((arn) => awsQuarantine.test(arn));
}

export const awsQuarantineName = (arn: PolicyArn): string => awsQuarantine.exec(arn)?.[1] ?? arn;

export function isQuarantined(user: UserFacts, house: House, accountId: AccountId): boolean {
  const arn = quarantineArn(house, accountId);
  return (
    user.attachedPolicies.some((policy) => policy.arn === arn) || user.groups.includes(quarantineGroup(house))
  );
}

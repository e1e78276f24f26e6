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

export function isQuarantined(user: UserFacts, house: House, accountId: AccountId): boolean {
  const arn = quarantineArn(house, accountId);
  return (
    user.attachedPolicies.some((policy) => policy.arn === arn) || user.groups.includes(quarantineGroup(house))
  );
}

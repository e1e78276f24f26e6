import type { House } from '../../domain/house.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { InventoryUser } from '../../domain/inventory.ts';
import { quarantineArn, quarantineGroup } from '../../domain/quarantine.ts';

/** Marks a user that has the house's quarantine on it. */
export function withQuarantine(
  user: InventoryUser,
  house: House,
  accountId: AccountId,
  seenAt: string,
): InventoryUser {
  const isQuarantined =
    user.attachedPolicies.includes(quarantineArn(house, accountId)) ||
    user.groups.includes(quarantineGroup(house));
  return isQuarantined ? { ...user, quarantineSeenSince: seenAt } : user;
}

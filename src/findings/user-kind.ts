import type { House } from '../domain/house.ts';
import type { InventoryUser } from '../domain/inventory.ts';
import { tagKeys, tagValue } from '../domain/user.ts';

export type UserKind = 'service' | 'human';

/** Tells programs from people: by the tag, else by the house's pattern for service users, else people are those with a password. */
export function makeKindOf(
  house: House,
): (user: Pick<InventoryUser, 'userName' | 'tags' | 'password'>) => UserKind {
  const pattern = new RegExp(house.users.namePattern);
  return ({ userName, tags, password }) => {
    const tagged = tagValue(tags, tagKeys.kind);
    if (tagged === 'service' || tagged === 'human') return tagged;
    if (pattern.test(userName)) return 'service';
    return password.kind === 'set' ? 'human' : 'service';
  };
}

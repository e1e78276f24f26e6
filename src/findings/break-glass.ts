import type { InventoryUser } from '../domain/inventory.ts';
import { tagValue } from '../domain/user.ts';
import type { Context } from './rule.ts';

/** A user that is meant to be powerful and to rest: neither is held against it. */
export function isBreakGlass({ userName, tags }: InventoryUser, { settings: { house } }: Context): boolean {
  return house.users.breakGlass.includes(userName) || tagValue(tags, 'chatelaine:break-glass') === 'true';
}

import { z } from 'zod';
import { AccessKeyId, UserName } from './ids.ts';
import type { Inventory } from './inventory.ts';

/** A user or a key that is there now and wasn't at the look before. */
export const Newcomer = z.object({
  what: z.enum(['user', 'access-key']),
  userName: UserName,
  accessKeyId: AccessKeyId.optional(),
  createdAt: z.string(),
});
export type Newcomer = z.infer<typeof Newcomer>;

/** What came between two looks. Nothing is said about keys that one of them could not see. */
export function newcomers(before: Inventory, now: Inventory): readonly Newcomer[] {
  const known = new Map(before.users.map((user) => [user.userId, user]));
  return now.users.flatMap((user): readonly Newcomer[] => {
    const { userName, userId, createdAt } = user;
    const old = known.get(userId);
    if (old === undefined) return [{ what: 'user', userName, createdAt }];
    if (old.keys === undefined || user.keys === undefined) return [];
    const seen = new Set(
      old.keys.flatMap((key) => (key.id === undefined ? [key.createdAt] : [key.id, key.createdAt])),
    );
    return user.keys
      .filter((key) => !seen.has(key.createdAt) && (key.id === undefined || !seen.has(key.id)))
      .map((key) => ({
        what: 'access-key',
        userName,
        ...(key.id === undefined ? {} : { accessKeyId: key.id }),
        createdAt: key.createdAt,
      }));
  });
}

import { z } from 'zod';
import { AccountId, UserId, UserName } from './ids.ts';

/** An IAM user, pinned by `userId` as soon as it is known, because a name can be deleted and made again. */
export const UserRef = z.object({
  accountId: AccountId,
  userName: UserName,
  userId: UserId.optional(),
  /** Where the user is, for a session that may touch nothing else; only known for users that exist. */
  path: z.string().optional(),
});
export type UserRef = z.infer<typeof UserRef>;

export const Tag = z.object({ key: z.string(), value: z.string() });
export type Tag = z.infer<typeof Tag>;

/** The tags by which the truth survives this bot. Keys are compared whatever their case, as IAM conditions do. */
export const tagKeys = {
  owner: 'chatelaine:owner',
  team: 'chatelaine:team',
  purpose: 'chatelaine:purpose',
  environment: 'chatelaine:environment',
  usedFrom: 'chatelaine:used-from',
  request: 'chatelaine:request',
  ends: 'chatelaine:ends',
  whyNotARole: 'chatelaine:why-not-a-role',
  ticket: 'chatelaine:ticket',
  kind: 'chatelaine:kind',
  /** The request by which a user that was made elsewhere was brought in. */
  adopted: 'chatelaine:adopted',
  /** The day on which its owner last said that it is needed. */
  reviewed: 'chatelaine:reviewed',
  /** The day on which it was quarantined. */
  quarantined: 'chatelaine:quarantined',
} as const;

export function tagValue(tags: readonly Tag[], key: string): string | undefined {
  // Asked for very many users: only keys as long as this one are compared whatever their case.
  for (const tag of tags) {
    if (tag.key === key) return tag.value;
    if (tag.key.length === key.length && tag.key.toLowerCase() === key.toLowerCase()) return tag.value;
  }
  return undefined;
}

/** IAM tag values allow letters, digits, spaces and `_ . : / = + - @`, at most 256 characters; the rest becomes a space. */
export function tagText(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 256)
    .trim();
}

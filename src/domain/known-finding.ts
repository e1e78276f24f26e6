import type { Finding } from './finding.ts';
import type { SlackUserId } from './ids.ts';
import type { Inventory, InventoryUser, Reading } from './inventory.ts';

/** A finding with what only memory can add. */
export interface KnownFinding {
  readonly finding: Finding;
  /** Who answers for the user, by its tags, when it was last seen. */
  readonly owner?: SlackUserId;
  readonly team?: string;
  /** ISO 8601 in UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly resolvedAt?: string;
  readonly snooze?: Snooze;
}

/** Left alone for a while: it is counted apart, and comes back by itself. */
export interface Snooze {
  readonly by: SlackUserId;
  readonly reason: string;
  /** ISO 8601 in UTC. */
  readonly until: string;
}

/** Whether somebody should do something about it now. */
export function wantsAttention(known: KnownFinding, now: string): boolean {
  if (known.resolvedAt !== undefined || known.finding.exemption !== undefined) return false;
  return known.snooze === undefined || known.snooze.until <= now;
}

/**
 * The findings of yesterday that today's look didn't come to, and that it could have come to: they are mended. Where something
 * could not be read, nothing is known to be better.
 */
export function mended(
  open: readonly Finding[],
  found: readonly Finding[],
  reading: Reading,
  ownersUnknown: boolean,
): readonly Finding[] {
  const still = new Set(found.map(({ key }) => key));
  const users =
    reading.kind === 'read' ? new Map(reading.inventory.users.map((user) => [user.userId, user])) : undefined;
  return open.filter((finding) => !still.has(finding.key) && wasLookedAt(finding));

  function wasLookedAt({ rule, area, subject }: Finding): boolean {
    if (rule === 'account-unreachable') return true;
    if (reading.kind === 'unread') return false;
    if (rule === 'user-owner-gone') return !ownersUnknown;
    if (subject.kind === 'account') return accountWasRead(rule, reading.inventory);
    if (subject.kind === 'root') return rootWasRead(rule, reading.inventory);
    const user = users?.get(subject.userId);
    return user === undefined || userWasRead(area, user, subject.credential?.kind);
  }
}

function accountWasRead(rule: Finding['rule'], inventory: Inventory): boolean {
  return rule !== 'account-password-policy' || inventory.passwordPolicy !== undefined;
}

function rootWasRead(rule: Finding['rule'], { root }: Inventory): boolean {
  if (rule === 'root-key') return root.hasKeys !== undefined;
  if (rule === 'root-without-mfa') return root.hasMfa !== undefined;
  if (rule === 'root-used') return root.passwordUse.kind !== 'unknown';
  return root.hasPassword !== undefined && root.isCentrallyManaged !== undefined;
}

function userWasRead(area: Finding['area'], user: InventoryUser, credential: string | undefined): boolean {
  if (area === 'keys') return user.keys !== undefined;
  if (area === 'console') return user.password.kind !== 'unknown';
  if (area === 'other-credentials') return !user.notLookedAt.some((kind) => kind === credential);
  return true;
}

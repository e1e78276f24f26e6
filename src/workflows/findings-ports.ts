import type { Bulletin } from '../domain/bulletin.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { WeekCounts } from '../domain/digest.ts';
import type { Finding, RuleId } from '../domain/finding.ts';
import type { AccountId, SlackUserId, UserId, UserName } from '../domain/ids.ts';
import type { Inventory, ReadFailure } from '../domain/inventory.ts';
import type { KnownFinding, Snooze } from '../domain/known-finding.ts';
import type { MessageRef } from '../domain/message.ts';
import type { Announcement } from '../domain/reminder.ts';

/** How fresh what is known of an account is. Times are ISO 8601 in UTC. */
export interface AccountState {
  readonly accountId: AccountId;
  readonly firstLookAt: string;
  /** The last look, whatever came of it. */
  readonly lookedAt: string;
  /** The scheduled moment that it was made for. */
  readonly slot: string;
  /** The last look that could read the account; absent if none ever could. */
  readonly readAt?: string;
  /** Why the last look couldn't. */
  readonly failure?: ReadFailure;
}

/** Which findings; what is left out doesn't matter. */
export interface FindingsOf {
  readonly accountId?: AccountId;
  readonly owner?: SlackUserId;
  readonly userName?: UserName;
  /** Findings that ended after this are among them; otherwise only open ones. */
  readonly resolvedAfter?: string;
}

/** Open findings of one account and team at the last look of a week. */
export interface TeamWeek extends WeekCounts {
  readonly accountId: AccountId;
  readonly team?: string;
}

/** A bulletin on its way: what it says, and how far it has got. */
export interface BulletinRow {
  readonly bulletin: Bulletin;
  readonly madeAt: string;
  /** When everything of it was posted, or that it never will be, with why. */
  readonly endedAt?: string;
  readonly withheld?: string;
}

/** A message or file of a bulletin on record: intended before it is posted, so that a lost answer is looked for. */
export interface BulletinPost {
  readonly key: string;
  readonly bulletinId: string;
  readonly intendedAt: string;
  readonly ref?: MessageRef;
}

export interface FindingsReader {
  accountStates(): Promise<readonly AccountState[]>;
  accountState(accountId: AccountId): Promise<AccountState | undefined>;
  /** What the last look that could read the account found there. */
  inventory(accountId: AccountId): Promise<Inventory | undefined>;
  finding(key: string): Promise<KnownFinding | undefined>;
  /** In the order of their keys. */
  findings(of: FindingsOf): Promise<readonly KnownFinding[]>;
  /** Everything open that one rule found. */
  findingsOfRule(rule: RuleId): Promise<readonly KnownFinding[]>;
  /** Since that week, the oldest first. */
  weeks(since: string): Promise<readonly TeamWeek[]>;
  /** Everybody who owns something that is open, or a user that has an end. */
  owners(): Promise<readonly SlackUserId[]>;
  ownedUsers(owner: SlackUserId): Promise<readonly OwnedUser[]>;
  /** Those that arrived, by finding, the oldest first. */
  announcements(keys: readonly string[]): Promise<ReadonlyMap<string, readonly Announcement[]>>;
  /** Requests of this action that are done, newest first: an accepted finding is one. */
  requestsOfAction(action: string, accountId: AccountId): Promise<readonly ChangeRequest[]>;
  /** How many requests are in each state. */
  requestsByState(): Promise<Readonly<Record<string, number>>>;
  /** How many findings are open, by severity. */
  openBySeverity(): Promise<Readonly<Record<string, number>>>;
  bulletin(id: string): Promise<BulletinRow | undefined>;
  /** The last one whose id begins so, not counting withheld ones. */
  lastBulletin(prefix: string): Promise<BulletinRow | undefined>;
  /** Ids that begin so, of bulletins made on this day (UTC) or later. */
  bulletinsSince(prefix: string, day: string): Promise<readonly string[]>;
  bulletinPosts(id: string): Promise<readonly BulletinPost[]>;
  /** Made before then and not ended, the oldest first. */
  unfinishedBulletins(madeBefore: string, limit: number): Promise<readonly string[]>;
}

export interface FindingsWriter {
  saveAccountState(state: AccountState): Promise<void>;
  saveInventory(inventory: Inventory): Promise<void>;
  /** Adds them or brings them up to date; what was seen before keeps when that was. */
  saveFindings(seen: readonly SeenFinding[], now: string): Promise<void>;
  resolveFindings(keys: readonly string[], now: string): Promise<void>;
  saveWeeks(weeks: readonly TeamWeek[]): Promise<void>;
  /** Replaces what is known of the account's owned users. */
  saveOwnedUsers(accountId: AccountId, users: readonly OwnedUser[]): Promise<void>;
  snooze(key: string, snooze: Snooze): Promise<void>;
  /** True if it is new; one with this id is left as it is. */
  addBulletin(bulletin: Bulletin, now: string): Promise<boolean>;
  endBulletin(id: string, end: { readonly at: string; readonly withheld?: string }): Promise<void>;
  saveBulletinPost(post: BulletinPost): Promise<void>;
}

/** A user whose tags name an owner. */
export interface OwnedUser {
  readonly accountId: AccountId;
  readonly userId: UserId;
  readonly userName: UserName;
  readonly owner: SlackUserId;
  readonly team?: string;
  /** `2026-12-01` */
  readonly endsOn?: string;
}

export interface SeenFinding {
  readonly finding: Finding;
  readonly owner?: SlackUserId;
  readonly team?: string;
}

export interface File {
  readonly name: string;
  readonly title: string;
  /** What a picture says, for whoever can't see it. */
  readonly alt?: string;
  readonly content: Uint8Array;
}

/** Draws pictures as PNG. */
export interface Pictures {
  trend(history: readonly WeekCounts[]): Promise<Uint8Array>;
}

import type { ColumnType } from 'kysely';
import type { Body, OptionalTime, Time } from './tables.ts';

export interface FindingTables {
  readonly account_states: AccountStateTable;
  readonly inventories: InventoryTable;
  readonly findings: FindingTable;
  readonly snoozes: SnoozeTable;
  readonly finding_weeks: FindingWeekTable;
  readonly bulletins: BulletinTable;
  readonly bulletin_posts: BulletinPostTable;
  readonly announcements: AnnouncementTable;
  readonly owned_users: OwnedUserTable;
}

interface AccountStateTable {
  account_id: string;
  first_look_at: Time;
  looked_at: Time;
  slot: Time;
  read_at: OptionalTime;
  failure: ColumnType<unknown, string | null, string | null>;
}

interface InventoryTable {
  account_id: string;
  read_at: Time;
  content: Uint8Array;
}

/** Columns beside `body` are there to be searched, and what only memory can tell; the body is the finding. */
interface FindingTable {
  key: string;
  account_id: string;
  user_name: string | null;
  rule: string;
  severity: string;
  owner: string | null;
  team: string | null;
  first_seen: Time;
  last_seen: Time;
  resolved_at: OptionalTime;
  body: Body;
}

interface SnoozeTable {
  key: string;
  by: string;
  reason: string;
  until: Time;
}

interface FindingWeekTable {
  week: ColumnType<Date | string, string, string>;
  account_id: string;
  team: string;
  counts: Body;
}

interface BulletinTable {
  id: string;
  made_at: Time;
  ended_at: OptionalTime;
  withheld: string | null;
  body: Body;
}

interface BulletinPostTable {
  key: string;
  bulletin_id: string;
  intended_at: Time;
  channel: string | null;
  ts: string | null;
}

/** Days are calendar days as text, `2026-12-01`. */
interface AnnouncementTable {
  bulletin_id: string;
  key: string;
  addressee: string;
  day: string;
  acts_on: string | null;
}

interface OwnedUserTable {
  account_id: string;
  user_id: string;
  user_name: string;
  owner: string;
  team: string | null;
  ends_on: string | null;
}

import type { ColumnType, Generated } from 'kysely';
import type { FindingTables } from './finding-tables.ts';

/** Written as ISO 8601, read as what the driver makes of it. */
export type Time = ColumnType<Date, string, string>;
export type OptionalTime = ColumnType<Date | null, string | null, string | null>;
/** Written as JSON text, read as a value that a schema of the domain has yet to vouch for. */
export type Body = ColumnType<unknown, string, string>;

export interface Tables extends FindingTables {
  readonly requests: RequestTable;
  readonly steps: StepTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly posts: PostTable;
  readonly drafts: DraftTable;
  readonly deliveries: DeliveryTable;
}

/** Columns beside `body` are there to be searched; the body is the truth. */
interface RequestTable {
  id: string;
  number: number;
  version: number;
  state: string;
  requested_by: string;
  owner: string;
  account_id: string;
  user_name: string;
  due_at: OptionalTime;
  changed_at: Time;
  announced_version: Generated<number>;
  run_token: string | null;
  run_taken_at: OptionalTime;
  body: Body;
}

interface StepTable {
  key: string;
  request_id: string;
  direction: string;
  stage: number;
  position: number;
  touched_at: Time;
  body: Body;
}

/** `event` is the canonical JSON that was hashed, to the byte. The columns after `hash` are generated from it. */
interface AuditTable {
  sequence: string;
  event: string;
  hash: string;
  request_id: Generated<string | null>;
  account_id: Generated<string | null>;
  user_name: Generated<string | null>;
}

interface AuditHeadTable {
  id: number;
  sequence: string;
  hash: string;
  key_check: string | null;
}

interface PostTable {
  key: string;
  request_id: string;
  intended_at: Time;
  channel: string | null;
  ts: string | null;
  content_hash: string | null;
}

interface DraftTable {
  id: string;
  by: string;
  created_at: Time;
  content: Body;
}

interface DeliveryTable {
  key: string;
  intent: Body;
  accepted_at: Time;
  finished_at: OptionalTime;
}

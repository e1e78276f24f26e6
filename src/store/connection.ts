import type { Kysely } from 'kysely';
import type { AuditKey } from './audit-hash.ts';
import type { Tables } from './tables.ts';

/** What every file of this folder works on: the database, or one transaction of it. */
export interface Connection {
  readonly kysely: Kysely<Tables>;
  readonly auditKey: AuditKey;
  /** The sandbox's clock runs ahead by this much; zero elsewhere. */
  readonly clockOffsetMs: () => number;
}

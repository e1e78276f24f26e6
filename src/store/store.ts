import { sql } from 'kysely';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { JobSender } from '../workflows/jobs.ts';
import type { AuditEntry, Store } from '../workflows/ports.ts';
import { makeAccept } from './accept.ts';
import type { AuditKey } from './audit-hash.ts';
import { exportAudit, verifyAudit } from './audit-verify.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { insertDeliveries, purgeDeliveries } from './deliveries.ts';
import { purgeDrafts } from './drafts.ts';
import { makeExclusive } from './exclusive.ts';
import { migrate } from './migrate.ts';
import { makeReader } from './reader.ts';
import { makeTransaction } from './transaction.ts';

export interface StoreOptions {
  readonly database: Database;
  /** Keys the audit chain. */
  readonly auditKey: AuditKey;
  readonly jobs: JobSender;
  readonly clockOffsetMs?: () => number;
  /** Told of every audit event after its commit, for the log. */
  readonly onEvents?: (events: readonly AuditEvent[]) => void;
  /** Called around every commit of the store, so that tests can enumerate them and die there. Production passes nothing. */
  readonly onCommit?: (label: string, when: 'before' | 'after') => void | Promise<void>;
}

/** The store, and what only the command line needs of it. */
export interface ChatelaineStore extends Store {
  /** Every audit entry in order. */
  exportAudit(): AsyncIterable<AuditEntry>;
}

/** Migrates first; several replicas may start at once. Closing it closes the database. */
export async function createStore(options: StoreOptions): Promise<ChatelaineStore> {
  const { database, auditKey, jobs, onCommit } = options;
  const clockOffsetMs = options.clockOffsetMs ?? (() => 0);
  await migrate(database);
  const connection: Connection = { kysely: database.kysely, auditKey, clockOffsetMs };
  const reader = makeReader(connection);
  const exclusive = makeExclusive(database);

  const store: ChatelaineStore = {
    transaction: async (work, label = 'transaction') => {
      const { result, queues, events } = await database.kysely.transaction().execute(async (kysely) => {
        const open = makeTransaction({ ...connection, kysely }, jobs);
        const result = await work(open.tx);
        const finished = await open.finish();
        await onCommit?.(label, 'before');
        return { result, ...finished };
      });
      await onCommit?.(label, 'after');
      for (const queue of queues) jobs.nudge(queue);
      if (events.length > 0) options.onEvents?.(events);
      return result;
    },
    read: (work) => work(reader),
    exclusively: exclusive.run,
    accept: makeAccept(async (deliveries) => {
      await onCommit?.('accept', 'before');
      const fresh = await insertDeliveries(connection, deliveries);
      await onCommit?.('accept', 'after');
      return fresh;
    }),
    verifyAudit: () => verifyAudit(connection),
    exportAudit: () => exportAudit(connection),
    purge: async () => {
      await purgeDeliveries(connection);
      await purgeDrafts(connection);
    },
    ping: async () => void (await sql`select 1`.execute(database.kysely)),
    close: async () => {
      await exclusive.close();
      await database.close();
    },
  };
  return store;
}

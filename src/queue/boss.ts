import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { SqlRunner } from '../workflows/jobs.ts';

/** The database as far as the queue may know it. */
export interface QueueDatabase {
  readonly kind: 'postgres' | 'pglite';
  readonly sql: SqlRunner;
}

export type QueueLog = Pick<Logger, 'error' | 'warn'>;

/** A worker that says nothing for so long is gone (pg-boss allows no less), and its jobs go to another. */
export const heartbeatSeconds = 10;

/**
 * pg-boss in a schema of its own in the same database. Its workers and its cron are not used: jobs are fetched by
 * `worker.ts`, which starts them the moment they are committed.
 */
export async function startBoss(database: QueueDatabase, log: QueueLog): Promise<PgBoss> {
  const boss = new PgBoss({
    db: database.sql,
    backend: database.kind,
    schedule: false,
    // Finds jobs whose worker is gone. With one process there is no other that could have them.
    superviseIntervalSeconds: database.kind === 'postgres' ? heartbeatSeconds : 60,
    monitorIntervalSeconds: database.kind === 'postgres' ? heartbeatSeconds : 60,
    maintenanceIntervalSeconds: 600,
    // An embedded database has nobody who could act on these.
    monitorVacuum: database.kind === 'postgres',
    reindex: database.kind === 'postgres',
  });
  boss.on('error', (error) => log.error({ err: error }, 'queue failed'));
  boss.on('warning', (warning) => log.warn({ warning }, 'queue warns'));
  await boss.start();
  return boss;
}

import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { up as firstTables } from './migrations/0001-first-tables.ts';
import { up as findings } from './migrations/0002-findings.ts';

/** In this order, for ever: a migration that has been released is never changed, only followed. */
const migrations = { '0001-first-tables': { up: firstTables }, '0002-findings': { up: findings } };

/** Any number that nobody else locks: "chatelai" in ASCII. */
const lockId = '7163096586461733225';

/**
 * Brings the tables up to date. Safe when several replicas start at once: one migrates, the others wait for it.
 * Throws when the database was left by a newer Chatelaine.
 */
export async function migrate(database: Database): Promise<void> {
  if (await isCurrent(database)) return;
  if (database.kind === 'pglite') return run(database.kysely);
  // Kysely's own lock comes after it has created its tables, which two replicas can't do at the same time.
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockId]);
    await run(database.kysely);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockId]).catch(() => undefined);
    client.release();
  }
}

/** One look instead of Kysely's several: most starts have nothing to migrate, and a start should be quick. */
async function isCurrent(database: Database): Promise<boolean> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(database.kysely);
  if (rows[0]?.exists !== true) return false;
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    database.kysely,
  );
  return JSON.stringify(done.rows.map((row) => row.name)) === JSON.stringify(Object.keys(migrations));
}

// biome-ignore lint/suspicious/noExplicitAny: Kysely's migrator is typed for whatever tables there are.
async function run(kysely: Kysely<any>): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error('The database could not be migrated. Was it used by a newer version?', { cause: error });
  }
}

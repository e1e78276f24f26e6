import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect, type QueryExecutorProvider } from 'kysely';
import pg from 'pg';
import type { SqlRunner } from '../workflows/jobs.ts';
import { holdDataDirectory } from './data-directory.ts';
import type { Tables } from './tables.ts';

interface Shared {
  readonly kysely: Kysely<Tables>;
  /** Outside any transaction; several statements at once when there are no parameters. */
  readonly sql: SqlRunner;
  close(): Promise<void>;
}

/** One dialect, two places: a PostgreSQL server, or PostgreSQL inside this process. */
export type Database =
  | (Shared & { readonly kind: 'postgres'; readonly pool: pg.Pool; readonly url: string })
  | (Shared & { readonly kind: 'pglite'; readonly pglite: PGlite });

export interface DatabaseOptions {
  /** A PostgreSQL server; without it the embedded database is used. */
  readonly url?: string;
  /** Where the embedded database keeps its files; without it, only in memory. */
  readonly dataDir?: string;
  /** Most connections to the server at once, one for exclusive work not counted. */
  readonly connections?: number;
  /** A connection broke while nobody was using it; the pool replaces it. */
  readonly onIdleError?: (error: Error) => void;
}

/** Throws `DataDirectoryInUse`, or an Error saying that the server can't be reached and why. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url === undefined ? openEmbedded(options.dataDir) : openServer(options.url, options);
}

async function openServer(url: string, options: DatabaseOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'chatelaine',
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  // One that breaks in the middle of a transaction tells its next query; as an event that nobody hears it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The database at ${hostOf(url)} can't be reached: ${why}. Check DATABASE_URL.`, {
      cause: error,
    });
  }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const sql: SqlRunner = {
    executeSql: async (text, values) => {
      const result = await (values === undefined || values.length === 0
        ? pool.query(text)
        : pool.query(text, values));
      return flatten(result);
    },
  };
  const close = async () => {
    // Kysely ends a pool only after it has used it.
    await kysely.destroy();
    if (!pool.ending) await pool.end();
  };
  return { kind: 'postgres', kysely, sql, pool, url, close };
}

async function openEmbedded(dataDir: string | undefined): Promise<Database> {
  const directory = dataDir === undefined ? undefined : await holdDataDirectory(dataDir);
  try {
    // Read only where it is used: with a server, its code would be so much memory for nothing.
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create({
      ...(directory === undefined ? {} : { dataDir: directory.databasePath }),
      // Its 128 MB of buffers are for servers; a bot's tables fit into far less, and all of it is this process's memory.
      startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
    });
    const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    const sql: SqlRunner = {
      executeSql: async (text, values) => {
        if (values !== undefined && values.length > 0) {
          return { rows: (await pglite.query<Record<string, unknown>>(text, values)).rows };
        }
        return flatten(await pglite.exec(text));
      },
    };
    const close = async () => {
      // Kysely closes only what it has used.
      await kysely.destroy();
      if (!pglite.closed) await pglite.close();
      await directory?.release();
    };
    return { kind: 'pglite', kysely, sql, pglite, close };
  } catch (error) {
    await directory?.release();
    throw error;
  }
}

/** The same, inside a transaction of Kysely's. */
export function sqlWithin(transaction: QueryExecutorProvider): SqlRunner {
  return {
    executeSql: async (text, values) => {
      const result = await transaction
        .getExecutor()
        .executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values));
      return { rows: result.rows };
    },
  };
}

interface Rows {
  readonly rows?: readonly Record<string, unknown>[];
}

/** Several statements give several results; a RETURNING in the middle must not be lost behind a COMMIT. */
function flatten(result: Rows | readonly Rows[]): { rows: Record<string, unknown>[] } {
  const results = 'rows' in result || !Array.isArray(result) ? [result as Rows] : result;
  return { rows: results.flatMap((one: Rows) => one.rows ?? []) };
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'DATABASE_URL';
}

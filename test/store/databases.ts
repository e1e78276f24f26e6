import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/store/database.ts';
import { type Postgres, startPostgres } from './postgres.ts';

/** Fresh, empty databases of one kind. */
export interface Databases {
  /** Where a new one is: open it as often as its kind allows. */
  place(): Promise<DatabaseOptions>;
  /** An empty one, open, closed at the end. On PGlite it is the same each time, emptied: use one at a time. */
  open(): Promise<Database>;
}

/** The same tests on the embedded database and on a real server. */
export function withDatabases(define: (databases: Databases, kind: Database['kind']) => void): void {
  describe('on PGlite', () => withDirectories((databases) => define(databases, 'pglite')));
  describe('on PostgreSQL', () => withServer((databases) => define(databases, 'postgres')));
}

/** For tests of what only a server can do. */
export function withServer(define: (databases: Databases, server: () => Postgres) => void): void {
  let server: Postgres | undefined;
  const running = (): Postgres => {
    if (server === undefined) throw new Error('PostgreSQL runs only while the tests do.');
    return server;
  };
  const opened: Database[] = [];
  before(async () => {
    server = await startPostgres();
  });
  after(async () => {
    for (const database of opened) await database.close();
    await server?.stop();
  });
  const place = async () => ({ url: await running().createDatabase() });
  define({ place, open: async () => keep(opened, await openDatabase(await place())) }, running);
}

/** For tests of what only the embedded database can do. Making one takes seconds, so they are copied or emptied instead. */
export function withDirectories(define: (databases: Databases) => void): void {
  let home = '';
  let made = 0;
  let shared: Database | undefined;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'chatelaine-pglite-'));
    await (await openDatabase({ dataDir: join(home, 'template') })).close();
  });
  after(async () => {
    await shared?.close();
    await rm(home, { recursive: true, force: true });
  });
  const place = async () => {
    made += 1;
    const dataDir = join(home, String(made));
    await cp(join(home, 'template'), dataDir, { recursive: true });
    return { dataDir };
  };
  const open = async () => {
    shared ??= await openDatabase(await place());
    await shared.sql.executeSql(
      'drop schema if exists pgboss cascade; drop schema public cascade; create schema public',
    );
    return { ...shared, close: async () => undefined };
  };
  define({ place, open });
}

function keep(opened: Database[], database: Database): Database {
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= database.close();
    return closing;
  };
  const kept = { ...database, close };
  opened.push(kept);
  return kept;
}

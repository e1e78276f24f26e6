import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { embeddedDoor, openDoor } from './doors.ts';
import { auditKey } from './life.ts';

/** The database under all lives of a workshop. Each of them has a door of its own to it. */
export interface Base {
  enter(): Promise<{ readonly database: Database; shut(): void }>;
  /** Forgets every request, message and event. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const emptying = `
  set session_replication_role = replica;
  delete from steps; delete from posts; delete from requests; delete from drafts; delete from deliveries; delete from audit;
  update audit_head set sequence = 0, hash = '';
  set session_replication_role = origin`;

const noJobs = { send: async () => undefined, nudge: () => undefined };

export async function embeddedBase(): Promise<Base> {
  const pglite = await PGlite.create();
  const { database } = embeddedDoor(pglite);
  await createStore({ database, auditKey, jobs: noJobs });
  return {
    enter: async () => embeddedDoor(pglite),
    empty: async () => void (await pglite.exec(emptying)),
    close: () => pglite.close(),
  };
}

/** `url` is an empty database's. */
export async function serverBase(url: string): Promise<Base> {
  const own = new pg.Client({ connectionString: url });
  await own.connect();
  await (await createStore({ database: await openDatabase({ url }), auditKey, jobs: noJobs })).close();
  return {
    async enter() {
      const door = await openDoor(Number(new URL(url).port));
      const through = new URL(url);
      through.port = String(door.port);
      const database = await openDatabase({ url: through.href, connections: 4 });
      return { database, shut: door.shut };
    },
    empty: async () => void (await own.query(emptying)),
    close: () => own.end(),
  };
}

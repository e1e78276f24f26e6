import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Database } from './database.ts';

export interface Exclusive {
  run<T>(name: string, work: () => Promise<T>): Promise<T | 'busy'>;
  close(): Promise<void>;
}

/**
 * One at a time under a name, over all replicas: a session advisory lock, held on a connection of its own, so the server
 * frees it the moment this process is gone. The embedded database has one process, so a set of names will do.
 */
export function makeExclusive(database: Database): Exclusive {
  const here = new Set<string>();
  const locks = database.kind === 'postgres' ? makeServerLocks(database.url) : undefined;
  return {
    run: async (name, work) => {
      if (here.has(name)) return 'busy';
      here.add(name);
      try {
        const free = locks === undefined ? noLock : await locks.take(name);
        if (free === undefined) return 'busy';
        try {
          return await work();
        } finally {
          await free();
        }
      } finally {
        here.delete(name);
      }
    },
    close: async () => locks?.close(),
  };
}

type Free = () => Promise<void>;
const noLock: Free = async () => undefined;

interface ServerLocks {
  /** Undefined when another replica has it. */
  take(name: string): Promise<Free | undefined>;
  close(): Promise<void>;
}

function makeServerLocks(url: string): ServerLocks {
  let connecting: Promise<pg.Client> | undefined;

  /** Connected on first use, and anew after it broke; the server has freed what the broken one held. */
  function connection(): Promise<pg.Client> {
    if (connecting !== undefined) return connecting;
    const client = new pg.Client({
      connectionString: url,
      application_name: 'chatelaine locks',
      keepAlive: true,
    });
    const mine = client.connect().then(() => client);
    // Only its own place: a broken connection says so more than once, when the next one may be there already.
    const lost = () => {
      if (connecting === mine) connecting = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    mine.catch(lost);
    connecting = mine;
    return mine;
  }

  return {
    take: async (name) => {
      const client = await connection();
      const key = lockKey(name);
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
        key,
      ]);
      if (rows[0]?.taken !== true) return undefined;
      // A connection that broke meanwhile has freed it already. What ran without the lock is fenced by its run token.
      return async () =>
        void (await client.query('select pg_advisory_unlock($1)', [key]).catch(() => undefined));
    },
    close: async () => {
      const open = connecting;
      connecting = undefined;
      await open?.then((client) => client.end()).catch(() => undefined);
    },
  };
}

/** PostgreSQL's locks are 64-bit numbers; the first eight bytes of a hash meet by accident once in an age. */
function lockKey(name: string): string {
  return createHash('sha256').update(`chatelaine/${name}`).digest().readBigInt64BE(0).toString();
}

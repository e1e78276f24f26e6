import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { Database } from '../../src/store/database.ts';

/**
 * The only ways by which a life reaches the world. A process that is killed loses all of them at one moment: its connections are
 * closed by the kernel, and whatever it would have done next, nobody hears of it. Closing the doors does the same to a life in here.
 */
export interface Door {
  readonly port: number;
  /** For good: nothing goes through any more, in either direction. */
  shut(): void;
}

/** A way to a server on this machine. */
export async function openDoor(toPort: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(toPort, '127.0.0.1');
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    shut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The same for the embedded database, which all lives share: what was open is rolled back, and no answer arrives any more. */
export function embeddedDoor(shared: PGlite): { readonly database: Database; shut(): void } {
  const death = Promise.withResolvers<never>();
  death.promise.catch(() => undefined);
  let isShut = false;

  async function through<T>(work: () => Promise<T>): Promise<T> {
    if (isShut) return never();
    const result = await work();
    return isShut ? never() : result;
  }

  const query: PGlite['query'] = (...args) => through(() => shared.query(...args));
  const inside = (tx: Transaction): Transaction =>
    ({
      query: (...args: Parameters<PGlite['query']>) => through(() => tx.query(...args)),
    }) as Transaction;
  const pglite = {
    closed: false,
    ready: true,
    waitReady: Promise.resolve(),
    query,
    exec: (...args: Parameters<PGlite['exec']>) => through(() => shared.exec(...args)),
    transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
      through(() => shared.transaction((tx) => Promise.race([work(inside(tx)), death.promise]))).catch(
        (error: unknown) => (isShut ? never<T>() : Promise.reject(error)),
      ),
    close: async () => undefined,
  } as unknown as PGlite;
  const kysely: Extract<Database, { kind: 'pglite' }>['kysely'] = new Kysely({
    dialect: new PGliteDialect({ pglite }),
  });
  return {
    database: {
      kind: 'pglite',
      kysely,
      pglite,
      sql: { executeSql: async (text, values) => ({ rows: (await query(text, values)).rows as never }) },
      close: async () => undefined,
    },
    shut() {
      isShut = true;
      death.reject(new Error('The life that was in this transaction is over.'));
    },
  };
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { AccountId, RequestId } from '../domain/ids.ts';
import { type QueueName, queueNames } from '../domain/job.ts';
import type { JobSender } from '../workflows/jobs.ts';
import { heartbeatSeconds, type QueueDatabase, type QueueLog, startBoss } from './boss.ts';
import { makeSend } from './send.ts';
import { startWorker, type Worker } from './worker.ts';

/** Each job arrives 0..n times, in any order. What resolves to `again` is tried a little later, as is what throws. */
export interface Handlers {
  readonly execute?: (requestId: RequestId) => Promise<unknown>;
  readonly announce?: (requestId: RequestId) => Promise<unknown>;
  readonly refresh?: (requestId: RequestId) => Promise<unknown>;
  readonly scan?: (accountId: AccountId) => Promise<unknown>;
  readonly publish?: (bulletinId: string) => Promise<unknown>;
}

export interface Queue extends JobSender {
  /** Starts this replica's share of the work: at most `concurrency` jobs of each queue at once. Queues without a handler are left to others. */
  work(handlers: Handlers, options?: { readonly concurrency?: number; readonly pollMs?: number }): void;
  /** Runs about every so many seconds (whole, from 1), on one replica at a time, the first time at once. */
  every(name: string, seconds: number, run: () => Promise<unknown>): Promise<void>;
  /** Takes no more, waits so long for what runs, and leaves the rest to others. */
  stop(options: { readonly drainMs: number }): Promise<void>;
}

const Data = z.object({ key: z.string() });

/** Few retries: handlers are idempotent, and `tick` queues again what is stuck. */
const retries = { retryLimit: 10, retryDelay: 1, retryBackoff: true, retryDelayMax: 30 } as const;

/** Installs or updates pg-boss's tables and is ready to send. Safe when several replicas start at once. */
export async function createQueue(deps: {
  readonly database: QueueDatabase;
  readonly log: QueueLog;
}): Promise<Queue> {
  const { database, log } = deps;
  const boss = await startBoss(database, log);
  for (const name of queueNames) await openQueue(boss, database, name);
  const workers = new Map<string, Worker>();
  const timers: NodeJS.Timeout[] = [];

  return {
    send: makeSend(boss),
    nudge: (name) => workers.get(name)?.nudge(),
    work: (handlers, options = {}) => {
      for (const queue of queueNames) {
        const handle = byKey(handlers)[queue];
        if (handle === undefined) continue;
        const worker = startWorker({
          boss,
          log,
          queue,
          concurrency: options.concurrency ?? 8,
          pollMs: options.pollMs ?? 1000,
          keyOf: (data) => Data.safeParse(data).data?.key ?? queue,
          handle: (data) => handle(Data.parse(data).key),
          keepFinished: false,
        });
        workers.set(queue, worker);
      }
    },
    every: async (name, seconds, run) => {
      await openQueue(boss, database, name);
      const worker = startWorker({
        boss,
        log,
        queue: name,
        concurrency: 1,
        pollMs: 60_000,
        keyOf: () => name,
        handle: run,
        keepFinished: true,
      });
      workers.set(name, worker);
      const turn = () => takeTurn(boss, name, seconds, worker, log);
      timers.push(setInterval(() => void turn(), seconds * 1000));
      await turn();
    },
    stop: async ({ drainMs }) => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...workers.values()].map((worker) => worker.stop(drainMs)));
      await boss.stop({ graceful: false, close: false });
    },
  };
}

type ByKey = (key: string) => Promise<unknown>;

function byKey({
  execute,
  announce,
  refresh,
  scan,
  publish,
}: Handlers): Readonly<Record<QueueName, ByKey | undefined>> {
  return {
    execute: execute && ((key) => execute(RequestId.parse(key))),
    announce: announce && ((key) => announce(RequestId.parse(key))),
    refresh: refresh && ((key) => refresh(RequestId.parse(key))),
    scan: scan && ((key) => scan(AccountId.parse(key))),
    publish,
  };
}

/** Of all replicas only one gets a job into each slot of time. */
async function takeTurn(
  boss: PgBoss,
  name: string,
  seconds: number,
  worker: Worker,
  log: QueueLog,
): Promise<void> {
  try {
    await boss.send(name, null, { singletonSeconds: seconds, retryLimit: 0 });
    worker.nudge();
  } catch (error) {
    log.warn({ err: error, name }, 'a turn could not be taken');
  }
}

async function openQueue(boss: PgBoss, database: QueueDatabase, name: string): Promise<void> {
  await boss.createQueue(name, {
    policy: 'short',
    ...retries,
    // Silence tells that a worker is gone, not the time that a job takes.
    expireInSeconds: 6 * 3600,
    heartbeatSeconds,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 3600,
  });
  if (database.kind === 'pglite') await adoptOrphans(boss, name);
  // The first look at a queue reads its settings; inside a transaction of the one connection it would wait for itself.
  await boss.update(name, null, { singletonKey: 'none' });
}

/** The embedded database has one process: what is active at its start belongs to one that is gone. */
async function adoptOrphans(boss: PgBoss, name: string): Promise<void> {
  const jobs = await boss.findJobs<object>(name);
  for (const job of jobs.filter((found) => found.state === 'active')) {
    const { data, singletonKey } = job;
    await boss.insert(name, [{ data, ...(singletonKey == null ? {} : { singletonKey }) }]);
    await boss.deleteJob(name, job.id);
  }
}

import type { PgBoss } from 'pg-boss';
import { type Job, keyOf, type QueueName, queueNames } from '../domain/job.ts';
import type { SqlRunner } from '../workflows/jobs.ts';

/** Each try loses to a worker that took the job just then; nobody is that unlucky. */
const mostTries = 20;

/**
 * Puts jobs into the caller's transaction. What is queued already isn't queued twice: the waiting job is locked
 * until the commit instead, so that no worker starts it on what was true before, and is due at once after it. One that runs already is queued again.
 */
export function makeSend(boss: PgBoss): (tx: SqlRunner, jobs: readonly Job[]) => Promise<void> {
  return async (tx, jobs) => {
    // In one order everywhere, so that two transactions never wait for one another.
    for (const queue of queueNames) {
      const keys = new Set(jobs.filter((job) => job.queue === queue).map(keyOf));
      if (keys.size > 0) await sendTo(boss, queue, [...keys].sort(), tx);
    }
  };
}

async function sendTo(boss: PgBoss, queue: QueueName, keys: readonly string[], tx: SqlRunner): Promise<void> {
  if ((await insert(boss, queue, keys, tx)) === keys.length) return;
  for (const key of keys) await holdOrInsert(boss, queue, key, tx);
}

async function holdOrInsert(boss: PgBoss, queue: QueueName, key: string, tx: SqlRunner): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    // Locks the row, and ends its wait: what is new doesn't sit out the pause after an earlier failure.
    const held = await boss.update(
      queue,
      { key },
      { singletonKey: key, match: 'all', startAfter: new Date(0), db: tx },
    );
    if (held.updated > 0) return;
    if ((await insert(boss, queue, [key], tx)) > 0) return;
  }
  throw new Error(`${key} could be neither queued nor held in ${queue}.`);
}

async function insert(
  boss: PgBoss,
  queue: QueueName,
  keys: readonly string[],
  tx: SqlRunner,
): Promise<number> {
  const jobs = keys.map((key) => ({ singletonKey: key, data: { key } }));
  return (await boss.insert(queue, jobs, { db: tx, returnId: true }))?.length ?? 0;
}

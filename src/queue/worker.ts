import type { PgBoss } from 'pg-boss';
import { heartbeatSeconds, type QueueLog } from './boss.ts';

export interface WorkerOptions {
  readonly boss: PgBoss;
  readonly log: QueueLog;
  readonly queue: string;
  readonly concurrency: number;
  /** How often to look without being told: for jobs of other replicas, and retries. */
  readonly pollMs: number;
  /** What must not run twice at once; a job's own queue when it says nothing. */
  readonly keyOf: (data: unknown) => string;
  /** Throws, or answers `again`, to have the job tried again a little later. */
  readonly handle: (data: unknown) => Promise<unknown>;
  /** Whether finished jobs stay for a while: schedules need them, to know that a turn was taken. */
  readonly keepFinished: boolean;
}

export interface Worker {
  nudge(): void;
  /** Takes nothing more, and waits so long for what runs. */
  stop(drainMs: number): Promise<void>;
}

/** A claim on a job; it says nothing once somebody else has claimed it. */
interface Claim {
  readonly id: string;
  readonly retryCount: number;
}

/** One run of a handler, for all the claims that were waiting for it when it began. */
interface Run {
  readonly data: unknown;
  readonly claims: Claim[];
}

/**
 * Fetches as many jobs as there is room for and runs each on its own. pg-boss's own workers wait half a second or more
 * between looks and run a batch at a time; this one looks when it is nudged. One key runs once at a time; a job that
 * comes meanwhile runs after it, since what it is about may have changed since.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { boss, log, queue, concurrency } = options;
  const running = new Map<string, Run>();
  const waiting = new Map<string, Run>();
  const settling = new Set<Promise<void>>();
  const ended = Promise.withResolvers<void>();
  /** Fetched by a look that was under way when the stop came. */
  const unbegun: Claim[] = [];
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopping = false;

  function look(): void {
    lookAgain = true;
    if (looking === undefined && !stopping && running.size < concurrency) looking = fetchAll();
  }

  async function fetchAll(): Promise<void> {
    try {
      while (lookAgain && !stopping && running.size < concurrency) {
        lookAgain = false;
        const room = concurrency - running.size;
        const jobs = await boss.fetch<unknown>(queue, { batchSize: room });
        for (const job of jobs) take({ id: job.id, retryCount: job.retryCount }, job.data);
        if (jobs.length === room) lookAgain = true;
      }
    } catch (error) {
      log.error({ err: error, queue }, 'jobs could not be fetched');
    } finally {
      // Here and not later: a nudge between the last look and this line would be forgotten.
      looking = undefined;
    }
  }

  function take(claim: Claim, data: unknown): void {
    if (stopping) return void unbegun.push(claim);
    const key = options.keyOf(data);
    const later = waiting.get(key);
    if (later !== undefined) later.claims.push(claim);
    else if (running.has(key)) waiting.set(key, { data, claims: [claim] });
    else start(key, { data, claims: [claim] });
  }

  function start(key: string, run: Run): void {
    running.set(key, run);
    void perform(run).finally(() => {
      running.delete(key);
      const next = waiting.get(key);
      waiting.delete(key);
      if (next !== undefined && stopping) unbegun.push(...next.claims);
      else if (next !== undefined) start(key, next);
      if (stopping && running.size === 0) ended.resolve();
      else if (lookAgain) look();
    });
  }

  async function perform(run: Run): Promise<void> {
    let again = false;
    try {
      again = (await options.handle(run.data)) === 'again';
    } catch (error) {
      again = true;
      log.error({ err: error, queue, job: run.data }, 'job failed');
    }
    // Not awaited: what is recorded here is only that nobody need do it again.
    const settled = settle(run.claims, again);
    settling.add(settled);
    void settled.finally(() => settling.delete(settled));
  }

  async function settle(claims: Claim[], again: boolean): Promise<void> {
    try {
      // Without the error: what a job table says is read by more people than a log.
      if (again) await boss.fail(queue, claims);
      else if (options.keepFinished) await boss.complete(queue, claims);
      else await boss.deleteJob(queue, claims);
    } catch (error) {
      log.warn({ err: error, queue }, 'a finished job could not be marked, it will run again');
    }
  }

  async function beat(): Promise<void> {
    const claims = [...running.values(), ...waiting.values()].flatMap((run) => run.claims);
    if (claims.length === 0) return;
    await boss
      .touch(queue, claims)
      .catch((error: unknown) => log.warn({ err: error, queue }, 'no heartbeat'));
  }

  const poll = setInterval(look, options.pollMs);
  const heart = setInterval(() => void beat(), (heartbeatSeconds * 1000) / 3);
  look();

  return {
    nudge: look,
    stop: async (drainMs) => {
      stopping = true;
      clearInterval(poll);
      await looking;
      if (running.size > 0) {
        const timer = setTimeout(ended.resolve, drainMs);
        await ended.promise;
        clearTimeout(timer);
      }
      clearInterval(heart);
      // What never began, and what didn't end in time, is for the next process.
      const held = [...running.values(), ...waiting.values()].flatMap((run) => run.claims);
      const left = [...unbegun, ...held];
      if (left.length > 0) await settle(left, true);
      await Promise.all(settling);
    },
  };
}

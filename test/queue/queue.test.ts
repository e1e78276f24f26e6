import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type RequestId, requestId } from '../../src/domain/ids.ts';
import type { Job } from '../../src/domain/job.ts';
import type { QueueLog } from '../../src/queue/boss.ts';
import { createQueue, type Queue } from '../../src/queue/queue.ts';
import { type Database, openDatabase, sqlWithin } from '../../src/store/database.ts';
import type { ChatelaineStore } from '../../src/store/store.ts';
import { withDatabases, withDirectories, withServer } from '../store/databases.ts';
import { openStore } from '../store/fixtures.ts';

const iam1 = requestId(1);
const execute = (id: RequestId): Job => ({ queue: 'execute', requestId: id });
const nothing = async () => undefined;
/** So long that only a nudge can be the reason. */
const neverMs = 3_600_000;

withDatabases((databases) => {
  test('a job starts as soon as its transaction is committed, without waiting for a poll', async () => {
    const { queue, store, stop } = await start(await databases.open());
    let started: (id: RequestId) => void = () => undefined;
    queue.work({ execute: async (id) => started(id), announce: nothing }, { pollMs: neverMs });
    const waits: number[] = [];
    for (let number = 1; number <= 50; number++) {
      const run = new Promise<RequestId>((resolve) => {
        started = resolve;
      });
      await store.transaction((tx) => tx.enqueue([execute(requestId(number))]));
      const committed = performance.now();
      assert.equal(await run, `IAM-${number}`);
      waits.push(performance.now() - committed);
    }
    const median = waits.sort((a, b) => a - b)[25] ?? neverMs;
    assert.ok(median < 100, `median ${median} ms`);
    await stop();
  });

  test('a transaction that is rolled back leaves no job', async () => {
    const { queue, store, stop, jobsLeft } = await start(await databases.open());
    const failing = store.transaction(async (tx) => {
      await tx.enqueue([execute(iam1)]);
      throw new Error('no luck');
    });
    await assert.rejects(failing, /no luck/);
    queue.work({ execute: nothing, announce: nothing }, { pollMs: neverMs });
    assert.equal(await jobsLeft(), 0);
    await stop();
  });

  test('a request that is queued a hundred times runs once', async () => {
    const { queue, store, stop, jobsLeft } = await start(await databases.open());
    for (let turn = 0; turn < 100; turn++) await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    assert.equal(await jobsLeft(), 1);
    let runs = 0;
    const done = Promise.withResolvers<void>();
    const run = async (id: RequestId) => {
      if (id === iam1) runs += 1;
      else done.resolve();
    };
    queue.work({ execute: run, announce: nothing });
    await store.transaction((tx) => tx.enqueue([execute(requestId(2))]));
    await done.promise;
    assert.equal(runs, 1);
    await stop();
  });

  test('a job enqueued while the one before it runs is not lost, and waits for it', async () => {
    const { queue, store, stop } = await start(await databases.open());
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    let runs = 0;
    let atOnce = 0;
    const run = async () => {
      runs += 1;
      atOnce += 1;
      assert.equal(atOnce, 1);
      begun.resolve();
      if (runs === 1) await release.promise;
      else second.resolve();
      atOnce -= 1;
    };
    queue.work({ execute: run, announce: nothing }, { pollMs: neverMs });
    await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    await begun.promise;
    await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    release.resolve();
    await second.promise;
    await stop();
  });

  test('what fails, or asks for it, is tried again', async () => {
    const failures: unknown[] = [];
    const { queue, store, stop } = await start(await databases.open(), {
      error: (seen: unknown) => void failures.push(seen),
      warn: () => undefined,
    });
    const answers: (() => Promise<unknown>)[] = [
      () => Promise.reject(new Error('no luck')),
      async () => 'again',
    ];
    const done = Promise.withResolvers<void>();
    const run = async () => {
      const answer = answers.shift();
      if (answer === undefined) return done.resolve();
      return answer();
    };
    queue.work({ execute: run, announce: nothing }, { pollMs: 50 });
    await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    await done.promise;
    assert.equal(failures.length, 1);
    await stop();
  });

  test('what is new does not sit out the pause after an earlier failure', async () => {
    const database = await databases.open();
    const { queue, store, stop } = await start(database);
    const done = Promise.withResolvers<void>();
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs < 3) return 'again' as const;
      return done.resolve();
    };
    // Nobody looks by itself: only a nudge for a job that is due brings the next run.
    queue.work({ execute: run, announce: nothing }, { pollMs: neverMs });
    for (let turn = 1; turn <= 3; turn++) {
      await store.transaction((tx) => tx.enqueue([execute(iam1)]));
      while (runs < turn || (turn < 3 && !(await waitsForRetry(database)))) await pause(5);
    }
    await done.promise;
    await stop();
  });

  test('a stop waits for what runs and leaves what it did not begin', async () => {
    const { queue, store, stop, jobsLeft } = await start(await databases.open());
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    let ended = false;
    const run = async () => {
      begun.resolve();
      await release.promise;
      ended = true;
    };
    queue.work({ execute: run, announce: nothing }, { concurrency: 1, pollMs: neverMs });
    await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    await begun.promise;
    await store.transaction((tx) => tx.enqueue([execute(requestId(2)), execute(iam1)]));
    const stopped = queue.stop({ drainMs: 10_000 });
    release.resolve();
    await stopped;
    assert.equal(ended, true);
    assert.equal(await jobsLeft(), 2);
    await stop();
  });

  test('a stop does not wait for ever, and what hangs is put back', async () => {
    const { queue, store, stop, jobsLeft } = await start(await databases.open());
    const begun = Promise.withResolvers<void>();
    const hang = () => {
      begun.resolve();
      return new Promise(() => undefined);
    };
    queue.work({ execute: hang, announce: nothing });
    await store.transaction((tx) => tx.enqueue([execute(iam1)]));
    await begun.promise;
    await queue.stop({ drainMs: 10 });
    assert.equal(await jobsLeft(), 1);
    await stop();
  });

  test('a schedule takes its first turn at once', async () => {
    const { queue, stop } = await start(await databases.open());
    const turn = Promise.withResolvers<void>();
    await queue.every('tick', 3600, async () => turn.resolve());
    await turn.promise;
    await stop();
  });
});

describe('after a kill', () =>
  withDirectories((databases) => {
    test('the embedded database’s next process takes up what was running', async () => {
      const place = await databases.place();
      const first = await start(await openDatabase(place));
      await first.store.transaction((tx) => tx.enqueue([execute(iam1)]));
      await first.database.sql.executeSql(`update pgboss.job set state = 'active'`);
      await first.stop();
      const second = await start(await openDatabase(place));
      const done = Promise.withResolvers<RequestId>();
      second.queue.work({ execute: async (id) => done.resolve(id), announce: nothing }, { pollMs: neverMs });
      assert.equal(await done.promise, iam1);
      await second.stop();
    });
  }));

describe('with two replicas', () =>
  withServer((databases) => {
    test('each job runs once, and one replica takes each turn of a schedule', async () => {
      const place = await databases.place();
      const replicas = await Promise.all([0, 1].map(async () => start(await openDatabase(place))));
      const ran: RequestId[] = [];
      const all = Promise.withResolvers<void>();
      let turns = 0;
      for (const { queue } of replicas) {
        const run = async (id: RequestId) => {
          ran.push(id);
          if (ran.length === 60) all.resolve();
        };
        queue.work({ execute: run, announce: nothing }, { pollMs: 50 });
        await queue.every('tick', 3600, async () => {
          turns += 1;
        });
      }
      const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
      await Promise.all(
        numbers.map(async (number) =>
          replicas[number % 2]?.store.transaction((tx) => tx.enqueue([execute(requestId(number))])),
        ),
      );
      await all.promise;
      for (const { stop } of replicas) await stop();
      assert.equal(new Set(ran).size, 60);
      assert.equal(ran.length, 60);
      assert.equal(turns, 1);
    });

    test('a job that waits is held while a transaction that also wants it is open', async () => {
      const { database, queue, store, stop } = await start(await openDatabase(await databases.place()));
      await store.transaction((tx) => tx.enqueue([execute(iam1)]));
      let committed = false;
      const run = Promise.withResolvers<boolean>();
      await database.kysely.transaction().execute(async (kysely) => {
        await queue.send(sqlWithin(kysely), [execute(iam1)]);
        queue.work({ execute: async () => run.resolve(committed), announce: nothing }, { pollMs: 20 });
        // Another request's job comes and goes: the workers have looked, and passed over the one that is held.
        await store.transaction((tx) => tx.enqueue([{ queue: 'announce', requestId: iam1 }]));
        const { rows } = await database.sql.executeSql(`select state from pgboss.job where name = 'execute'`);
        assert.deepEqual(rows, [{ state: 'created' }]);
        committed = true;
      });
      assert.equal(await run.promise, true);
      await stop();
    });
  }));

interface Started {
  readonly database: Database;
  readonly queue: Queue;
  readonly store: ChatelaineStore;
  /** Jobs that somebody has still to do. */
  jobsLeft(): Promise<number>;
  stop(): Promise<void>;
}

async function start(database: Database, log?: Partial<QueueLog>): Promise<Started> {
  const loud = (...said: unknown[]) => {
    throw new Error('The queue complained.', { cause: said });
  };
  const queue = await createQueue({ database, log: { error: loud, warn: loud, ...log } });
  const store = await openStore(database, { jobs: queue });
  return {
    database,
    queue,
    store,
    jobsLeft: async () => {
      const { rows } = await database.sql.executeSql(
        `select count(*)::int as n from pgboss.job where state in ('created', 'retry', 'active')`,
      );
      return Number(rows[0]?.n);
    },
    stop: async () => {
      await queue.stop({ drainMs: 5000 });
      await store.close();
    },
  };
}

async function waitsForRetry(database: Database): Promise<boolean> {
  const { rows } = await database.sql.executeSql(`select 1 from pgboss.job where state = 'retry'`);
  return rows.length > 0;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

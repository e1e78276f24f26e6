import { randomUUID } from 'node:crypto';
import { createAws } from '../../src/aws/clients.ts';
import { AwsSettings } from '../../src/domain/aws-settings.ts';
import type { House } from '../../src/domain/house.ts';
import { type Job, keyOf } from '../../src/domain/job.ts';
import type { SimulatorCredentials } from '../../src/sandbox/aws/simulator.ts';
import type { SandboxClock } from '../../src/sandbox/clock.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore, type StoreOptions } from '../../src/store/store.ts';
import { announce } from '../../src/workflows/announce.ts';
import { execute } from '../../src/workflows/execute.ts';
import { makePeople } from '../../src/workflows/people.ts';
import { makePlanner } from '../../src/workflows/planner.ts';
import {
  type Chat,
  type Directory,
  type Organization,
  type Store,
  Unavailable,
} from '../../src/workflows/ports.ts';
import { makeReplan } from '../../src/workflows/replan.ts';
import { tick } from '../../src/workflows/tick.ts';
import { makeUseCases } from '../../src/workflows/use-case-list.ts';
import type { UseCases } from '../../src/workflows/use-cases.ts';

/** What the app is between its start and its death: the real workflows, store and SDK. Its jobs are in its memory only, and lost with it. */
export interface Life {
  readonly useCases: UseCases;
  readonly store: Store;
  readonly organization: Organization;
  /** Looks for what is due or was lost, then works until there is nothing left to do. Gives how often AWS or Slack was out of reach. */
  settle(): Promise<number>;
  close(): Promise<void>;
}

export interface LifeOptions {
  readonly database: Database;
  readonly awsUrl: string;
  readonly credentials: SimulatorCredentials;
  readonly house: House;
  readonly clock: SandboxClock;
  readonly chat: Chat;
  readonly directory: Directory;
  readonly onCommit?: StoreOptions['onCommit'];
  /** How long AWS is waited for: short where a story has time-outs in it. */
  readonly requestMs?: number;
}

export const auditKey = 'the key of the workshop';
/** Nothing comes to rest after more rounds than this. */
const mostRounds = 60;

export async function beginLife(options: LifeOptions): Promise<Life> {
  const { house, clock, chat, directory } = options;
  const queued = new Map<string, Job>();
  const bugs: unknown[] = [];
  const store = await createStore({
    database: options.database,
    auditKey,
    jobs: {
      send: async (_tx, jobs) => {
        for (const job of jobs) queued.set(`${job.queue} ${keyOf(job)}`, job);
      },
      nudge: () => undefined,
    },
    clockOffsetMs: clock.offsetMs,
    onCommit: options.onCommit,
  });
  const { aws: settings } = sandboxConfiguration;
  const aws = createAws({
    settings: { ...AwsSettings.parse(settings), endpoint: options.awsUrl },
    credentials: async () => options.credentials,
    house,
    log: { warn: () => undefined },
    timing: { connectMs: 1_000, requestMs: options.requestMs ?? 20_000, pollMs: 2, polls: 3 },
    now: () => clock.now(),
  });
  const { iam, organization } = aws;
  const people = makePeople({ directory, house });
  const plan = makePlanner({ iam, organization, people, store, house });
  const replan = makeReplan(plan, house);
  const stopping = new AbortController().signal;
  const useCases = makeUseCases({
    store,
    iam,
    organization,
    people,
    house,
    chat,
    replan,
    plan,
    stopping,
    reportBug(error) {
      bugs.push(error);
      return 'a bug';
    },
    newDraftId: () => randomUUID(),
  });
  const executing = { store, iam, people, house, replan, stopping, newToken: () => randomUUID() };

  async function run(job: Job): Promise<void> {
    if (job.queue === 'execute') await execute(job.requestId, { ...executing, longestSleepMs: -1 });
    else if (job.queue === 'announce')
      await announce(job.requestId, { store, chat, organization, house, refreshHome: async () => undefined });
  }

  async function look(): Promise<void> {
    const onError = (error: unknown) => void bugs.push(error);
    await tick({ store, house, carryOut: useCases.carryOut, onError }, 0);
    const [bug] = bugs;
    if (bug !== undefined) throw bug;
  }

  return {
    useCases,
    store,
    organization,
    async settle() {
      let silences = 0;
      await look();
      for (let round = 0; ; round++) {
        const [next] = queued;
        if (!next) return silences;
        if (round > mostRounds) throw new Error(`It doesn’t come to rest: ${[...queued.keys()].join(', ')}`);
        queued.delete(next[0]);
        await run(next[1]).catch((error: unknown) => {
          if (!(error instanceof Unavailable)) throw error;
          silences += 1;
          // The job comes back; after half an hour of silence a person is asked.
          queued.set(...next);
          if (silences > 2) clock.advance(31 * 60_000);
        });
      }
    },
    async close() {
      aws.close();
      await store.close();
    },
  };
}

import { stringify } from 'yaml';
import { loadConfig } from '../../src/config/config.ts';
import type { House } from '../../src/domain/house.ts';
import { makeLog } from '../../src/log.ts';
import { createQueue } from '../../src/queue/queue.ts';
import { type AwsSimulator, createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock, type SandboxClock } from '../../src/sandbox/clock.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { shippedManifest } from '../../src/sandbox/manifest.ts';
import { sandboxEnvironment, sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import { SlackUserError } from '../../src/sandbox/slack/person.ts';
import { createSlackSimulator, type SlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { sandboxWorkspace } from '../../src/sandbox/workspace.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import type { Store } from '../../src/workflows/ports.ts';
import { type Evidence, readEvidence } from '../crash/evidence.ts';
import { beginLife } from '../crash/life.ts';
import { startPostgres } from '../store/postgres.ts';

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/slack/events';

/** Two processes of the app on one PostgreSQL, behind a balancer that delivers everything to both. */
export interface TwoReplicas {
  readonly slack: SlackSimulator;
  readonly aws: AwsSimulator;
  readonly clock: SandboxClock;
  readonly house: House;
  /** The same database, from outside. */
  readonly store: Store;
  /** What somebody does reaches no replica yet; gives the delivery, for `deliver`. */
  held(gesture: () => Promise<unknown>): Promise<string>;
  /** A held delivery to one replica, 0 or 1. */
  deliver(id: string, replica: number): Promise<void>;
  /** Both at the same time. */
  deliverToBoth(id: string): Promise<void>;
  evidence(): Promise<Evidence>;
  close(): Promise<void>;
}

export async function startTwoReplicas(): Promise<TwoReplicas> {
  const postgres = await startPostgres();
  const place = { url: await postgres.createDatabase() };
  const clock = makeSandboxClock();
  const aws = await createAwsSimulator({ clock, organization: sandboxOrganization() });
  const slack = await createSlackSimulator({
    clock,
    workspace: sandboxWorkspace(shippedManifest('http')),
    delivery: { mode: 'http', url: nowhere },
  });
  const environment = sandboxEnvironment({ slack, aws, mode: 'http' });
  const loaded = loadConfig(environment, () => stringify(sandboxConfiguration));
  if (!loaded.ok) throw new Error(loaded.problems.join('; '));
  const { house } = loaded.config;
  const auditKey = loaded.config.environment.CHATELAINE_SECRET;
  const lives = [beginLife(), beginLife()];
  // Both at once: their migrations meet as well.
  const ports = await Promise.all(
    lives.map((life) => life.start({ environment, place, onPoint: () => undefined })),
  );
  const urls = ports.map((port) => `http://127.0.0.1:${port}/slack/events`);
  const toFirst = () => slack.setDeliveryUrl(urls[0] ?? nowhere);
  toFirst();
  const database = await openDatabase(place);
  const jobs = await createQueue({ database, log: makeLog('silent') });
  const store = await createStore({ database, auditKey, jobs });

  async function deliver(id: string, replica: number): Promise<void> {
    const url = urls[replica];
    if (url === undefined) throw new Error(`There is no replica ${replica}.`);
    const { failure } = await slack.redeliver(id, { url, timeoutMs: 30_000 });
    if (failure !== undefined) throw new Error(`Replica ${replica} answered with ${failure}.`);
  }

  return {
    slack,
    aws,
    clock,
    house,
    store,
    async held(gesture) {
      const before = slack.deliveries.length;
      slack.setDeliveryUrl(nowhere);
      try {
        await gesture();
      } catch (error) {
        if (!(error instanceof SlackUserError && error.code === 'dispatch_failed')) throw error;
      } finally {
        toFirst();
      }
      const [delivery] = slack.deliveries.slice(before);
      if (!delivery) throw new Error('Nothing was sent.');
      return delivery.id;
    },
    deliver,
    deliverToBoth: async (id) => void (await Promise.all([deliver(id, 0), deliver(id, 1)])),
    evidence: () => readEvidence(place, auditKey),
    async close() {
      await Promise.all(lives.map((life) => life.kill()));
      await jobs.stop({ drainMs: 0 });
      await store.close();
      await Promise.all([slack.close(), aws.close()]);
      await postgres.stop();
    },
  };
}

import { DateTime } from 'luxon';
import { decide } from '../domain/decide.ts';
import type { House } from '../domain/house.ts';
import { iso } from '../domain/instant.ts';
import { commit } from './commit.ts';
import { Intent } from './intent.ts';
import { type Store, Unavailable } from './ports.ts';

export interface TickDeps {
  readonly store: Store;
  readonly house: House;
  readonly carryOut: (key: string, intent: Intent) => Promise<void>;
  /** An unexpected failure, to be logged once; the tick goes on with the next row. */
  readonly onError: (error: unknown, about: string) => void;
}

/** Rows moved at once; the rest follow a moment later. */
const batch = 50;
const deliveryBatch = 500;
/** Work untouched for so long has lost its job: a crash, a restart, a queue that was down. */
const usuallyLostAfterMs = 15_000;

/**
 * Moves on every row whose time has come: reminders, escalations, expiries, waits, work and messages that were
 * lost with a process, deliveries that were acknowledged and not carried out. Any replica, any number of times.
 * A replica that starts passes 0: nothing that it finds can be its own.
 */
export async function tick(
  { store, house, carryOut, onError }: TickDeps,
  lostAfterMs = usuallyLostAfterMs,
): Promise<void> {
  const now = await store.read((reader) => reader.now());
  const since = iso(DateTime.fromISO(now, { zone: 'utc' }).minus({ milliseconds: lostAfterMs }));
  for (const id of await store.read((reader) => reader.dueRequests(now, batch))) {
    await attempt(id, async () => {
      await store.transaction(async (tx) => {
        const decision = decide(await tx.lockRequest(id), { kind: 'tick' }, { now: await tx.now(), house });
        if (decision.ok) await commit(tx, decision);
      }, 'tick/due');
    });
  }
  const lost = await store.read(async (reader) => [
    ...(await reader.stalledRequests(since, batch)).map(
      (requestId) => ({ queue: 'execute', requestId }) as const,
    ),
    ...(await reader.unannouncedRequests(since, batch)).map(
      (requestId) => ({ queue: 'announce', requestId }) as const,
    ),
  ]);
  if (lost.length > 0) await store.transaction((tx) => tx.enqueue(lost), 'tick/lost');
  // What a flood has left is worked off here, at leisure.
  for (const delivery of await store.read((reader) => reader.unfinishedDeliveries(since, deliveryBatch))) {
    await attempt(delivery.key, () => carryOut(delivery.key, Intent.parse(delivery.intent)));
  }

  async function attempt(about: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      // Slack or AWS is out of reach: the row stays due and the next tick tries again.
      if (!(error instanceof Unavailable)) onError(error, about);
    });
  }
}

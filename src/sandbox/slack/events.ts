import type { Delivery } from './delivery/delivery.ts';
import type { PostOffice } from './delivery/post-office.ts';
import type { JsonObject } from './model.ts';
import type { World } from './world.ts';

/** Slack retries an event three times; source: docs.slack.dev, Events API, "Error handling". */
export const slackRetryDelaysMs: readonly number[] = [100, 60_000, 300_000];

export interface Events {
  /**
   * Tells the app, if it subscribed. `subscription` is the name in the manifest, as `message.im`.
   * Resolves when the first attempt is over; never throws.
   */
  emit(subscription: string, event: JsonObject): Promise<void>;
  /** Makes the next attempt of each unacknowledged event without waiting for its time. */
  retryNow(): Promise<readonly Delivery[]>;
  stop(): void;
}

interface Unacknowledged {
  readonly payload: JsonObject;
  readonly attempts: number;
  readonly reason: string;
  readonly repeats: string;
  readonly timer: NodeJS.Timeout | undefined;
}

export function makeEvents(deps: {
  readonly world: World;
  readonly postOffice: PostOffice;
  readonly retryDelaysMs: readonly number[];
}): Events {
  const { world, postOffice } = deps;
  const { app, team } = world.seed;
  const unacknowledged = new Map<string, Unacknowledged>();

  function wrap(event: JsonObject): JsonObject {
    const channel = typeof event.channel === 'string' ? world.channels.get(event.channel) : undefined;
    return {
      token: app.verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: app.appId,
      event,
      type: 'event_callback',
      event_id: world.nextId('Ev'),
      event_time: Math.floor(world.now().getTime() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel?.isExtShared === true,
      event_context: world.nextId('EC'),
    };
  }

  function after(delivery: Delivery, attempts: number): void {
    const id = String(delivery.payload.event_id);
    if (delivery.failure === undefined || attempts > deps.retryDelaysMs.length) return;
    const timer = setTimeout(() => void retry(id), deps.retryDelaysMs[attempts - 1] ?? 0);
    timer.unref();
    unacknowledged.set(id, {
      payload: delivery.payload,
      attempts,
      reason: delivery.failure === 'operation_timeout' ? 'http_timeout' : delivery.failure,
      repeats: delivery.repeats ?? delivery.id,
      timer,
    });
  }

  async function retry(id: string): Promise<Delivery | undefined> {
    const missed = unacknowledged.get(id);
    if (missed === undefined) return undefined;
    clearTimeout(missed.timer);
    unacknowledged.delete(id);
    const delivery = await postOffice.sendNow(
      { kind: 'event', payload: missed.payload },
      { retry: { num: missed.attempts, reason: missed.reason }, repeats: missed.repeats },
    );
    after(delivery, missed.attempts + 1);
    return delivery;
  }

  return {
    async emit(subscription, event) {
      if (!app.botEvents.includes(subscription)) return;
      after(await postOffice.send({ kind: 'event', payload: wrap(event) }), 1);
    },
    async retryNow() {
      const made = await Promise.all([...unacknowledged.keys()].map(retry));
      return made.filter((delivery) => delivery !== undefined);
    },
    stop() {
      for (const missed of unacknowledged.values()) clearTimeout(missed.timer);
      unacknowledged.clear();
    },
  };
}

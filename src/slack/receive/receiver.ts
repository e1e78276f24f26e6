import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Address } from './admission.ts';
import type { InFlight } from './in-flight.ts';

/** A way in which Slack delivers. Started once all listeners are there. */
export interface SlackReceiver extends Receiver {
  readonly isConnected: () => boolean;
}

export interface ReceiverDeps {
  readonly home: Address;
  readonly inFlight: InFlight;
  readonly log: Logger;
  /** Told how long each acknowledgement took, in seconds. */
  readonly onAcknowledged?: (seconds: number) => void;
}

/** What Bolt hands to `ack`. */
export type AckResponse = string | object | undefined;

/**
 * Lets Bolt process a payload and says whether a listener acknowledged it. Bolt's own errors have been logged
 * by then; nothing thrown here can end the process.
 */
export async function processPayload(
  app: App,
  payload: {
    readonly body: Record<string, unknown>;
    readonly retryNum?: number;
    readonly retryReason?: string;
  },
  answer: (response: AckResponse) => Promise<void>,
  { inFlight, log, onAcknowledged }: ReceiverDeps,
): Promise<'acknowledged' | 'ignored' | 'failed'> {
  const arrived = performance.now();
  let acknowledged = false;
  const event = {
    ...payload,
    ack: async (response: AckResponse) => {
      if (acknowledged) return;
      acknowledged = true;
      await answer(response);
      onAcknowledged?.((performance.now() - arrived) / 1000);
    },
  };
  try {
    await inFlight.track(app.processEvent(event));
  } catch (error) {
    log.error({ err: error }, 'a payload could not be processed');
    return acknowledged ? 'acknowledged' : 'failed';
  }
  return acknowledged ? 'acknowledged' : 'ignored';
}

import type { Json, JsonObject } from '../model.ts';

/** What Slack sends to an app. `interactive` covers clicks, submissions and shortcuts; `options` external selects. */
export type DeliveryKind = 'command' | 'interactive' | 'options' | 'event';

export interface Ack {
  /** HTTP status, or 200 for a Socket Mode acknowledgement. */
  readonly status: number;
  readonly body: Json;
  /** Milliseconds of real time until the app's answer. */
  readonly latencyMs: number;
}

/** Why the app's answer did not count. */
export type DeliveryFailure = 'operation_timeout' | 'dispatch_failed' | 'http_error';

export interface Delivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly payload: JsonObject;
  /** HTTP headers, or nothing in Socket Mode. */
  readonly headers: { readonly [name: string]: string };
  /** The exact HTTP body or Socket Mode envelope that was sent. */
  readonly body: string;
  readonly ack?: Ack;
  readonly failure?: DeliveryFailure;
  /** The sentence that the person read in their client instead of an answer. */
  readonly shownToPerson?: string;
  /** The delivery of which this is a repetition. */
  readonly repeats?: string;
}

/** Ways in which a delivery may be untrue or untimely. Signatures and headers exist in HTTP mode only. */
export interface DeliveryOptions {
  /** Moves the timestamp of the signature, in seconds; negative is late, positive is future-dated. */
  readonly timestampSkewSeconds?: number;
  /** Signs with a wrong secret. */
  readonly forged?: boolean;
  /** Sends no signature headers. */
  readonly unsigned?: boolean;
  readonly retry?: { readonly num: number; readonly reason: string };
  /** How long to wait for the app, in milliseconds. Default 3,000, as Slack. */
  readonly timeoutMs?: number;
  /** Sends to this URL instead of the configured one: a second replica. */
  readonly url?: string;
}

export interface RawDelivery {
  readonly kind: DeliveryKind;
  readonly payload: JsonObject;
  /** The sentence for the person when the app does not answer well. */
  readonly onFailure?: (sent: Pick<Delivery, 'ack' | 'failure'>) => string;
}

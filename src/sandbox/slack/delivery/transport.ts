import type { Ack, Delivery, DeliveryFailure, DeliveryOptions, RawDelivery } from './delivery.ts';

/** What went over the wire, and what came back. */
export interface Sent {
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly ack?: Ack;
  readonly failure?: DeliveryFailure;
}

/** The way from Slack to the app: HTTP or Socket Mode. Neither throws for what the app does. */
export interface Transport {
  send(raw: RawDelivery, options: DeliveryOptions): Promise<Sent>;
  /** The very same bytes again. */
  resend(earlier: Delivery, options: DeliveryOptions): Promise<Sent>;
}

/** Slack's limit for an acknowledgement, in milliseconds. */
export const ackTimeoutMs = 3_000;

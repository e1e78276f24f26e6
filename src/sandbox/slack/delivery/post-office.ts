import type { Delivery, DeliveryOptions, RawDelivery } from './delivery.ts';
import type { Sent, Transport } from './transport.ts';

/** Sends to the app and keeps a record of every delivery. */
export interface PostOffice {
  readonly deliveries: readonly Delivery[];
  /** Sends, or waits while deliveries are held. */
  send(raw: RawDelivery, options?: DeliveryOptions): Promise<Delivery>;
  /** Sends at once, held or not. */
  sendNow(raw: RawDelivery, options?: DeliveryOptions & { readonly repeats?: string }): Promise<Delivery>;
  redeliver(id: string, options?: DeliveryOptions & { readonly exact?: boolean }): Promise<Delivery>;
  hold(): { release(order?: 'as-sent' | 'reversed'): Promise<void> };
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  reset(): void;
}

export function makePostOffice(deps: {
  readonly transport: Transport;
  nextId(prefix: string): string;
}): PostOffice {
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<unknown>>();
  let held: (() => Promise<Delivery>)[] | undefined;

  function record(raw: RawDelivery, sending: Promise<Sent>, repeats?: string): Promise<Delivery> {
    const id = deps.nextId('delivery-');
    const done = sending.then((sent) => {
      const { kind, payload, onFailure } = raw;
      const delivery: Delivery = {
        id,
        kind,
        payload,
        ...sent,
        ...(sent.failure === undefined || onFailure === undefined ? {} : { shownToPerson: onFailure(sent) }),
        ...(repeats === undefined ? {} : { repeats }),
      };
      deliveries.push(delivery);
      return delivery;
    });
    const tracked = done.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return done;
  }

  function sendNow(raw: RawDelivery, options: DeliveryOptions & { readonly repeats?: string } = {}) {
    return record(raw, deps.transport.send(raw, options), options.repeats);
  }

  return {
    deliveries,
    sendNow,
    send(raw, options) {
      if (held === undefined) return sendNow(raw, options);
      const waiting = Promise.withResolvers<Delivery>();
      held.push(async () => {
        const delivery = await sendNow(raw, options);
        waiting.resolve(delivery);
        return delivery;
      });
      return waiting.promise;
    },
    redeliver(id, options = {}) {
      const earlier = deliveries.find((delivery) => delivery.id === id);
      if (earlier === undefined) throw new Error(`There was no delivery ${id}.`);
      const raw = { kind: earlier.kind, payload: earlier.payload };
      if (options.exact !== true) return sendNow(raw, { ...options, repeats: id });
      return record(raw, deps.transport.resend(earlier, options), id);
    },
    hold() {
      if (held !== undefined) throw new Error('Deliveries are held already.');
      const queue: (() => Promise<Delivery>)[] = [];
      held = queue;
      return {
        async release(order = 'as-sent') {
          if (held === queue) held = undefined;
          const inOrder = order === 'reversed' ? queue.toReversed() : [...queue];
          queue.length = 0;
          for (const sendHeld of inOrder) await sendHeld();
        },
      };
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
    reset() {
      deliveries.length = 0;
    },
  };
}

import type { Delivery } from '../workflows/ports.ts';
import { storable } from './stored-json.ts';

interface Waiting {
  readonly delivery: Delivery;
  readonly resolve: (answer: 'new' | 'seen') => void;
  readonly reject: (error: unknown) => void;
}

/** Larger batches gain nothing and make the first one wait. */
const mostAtOnce = 500;

/**
 * Puts deliveries on record before they are acknowledged. While one insert is on its way the next ones gather, and go
 * together: a storm of clicks costs a few commits, a single click waits for nobody.
 */
export function makeAccept(
  insert: (deliveries: readonly Delivery[]) => Promise<ReadonlySet<string>>,
): (delivery: Delivery) => Promise<'new' | 'seen'> {
  let gathered: Waiting[] = [];
  let busy = false;

  async function flush(): Promise<void> {
    if (busy) return;
    busy = true;
    while (gathered.length > 0) {
      const batch = gathered.slice(0, mostAtOnce);
      gathered = gathered.slice(mostAtOnce);
      await insertBatch(batch);
    }
    busy = false;
  }

  async function insertBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const fresh = new Set(await insert(batch.map((waiting) => waiting.delivery)));
      // Of two with one key in a batch, the first is the new one.
      for (const { delivery, resolve } of batch)
        resolve(fresh.delete(storable(delivery.key)) ? 'new' : 'seen');
    } catch (error) {
      // One that the database won't take must not take the others with it.
      if (batch.length > 1) for (const waiting of batch) await insertBatch([waiting]);
      else for (const waiting of batch) waiting.reject(error);
    }
  }

  return (delivery) =>
    new Promise((resolve, reject) => {
      gathered.push({ delivery, resolve, reject });
      void flush();
    });
}

import { randomUUID } from 'node:crypto';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import { PlanHash, type RequestId, SlackUserId } from '../../src/domain/ids.ts';
import type { Intent } from '../../src/workflows/intent.ts';
import { writesOf } from '../workshop/end.ts';
import { load } from '../workshop/play.ts';
import type { Workshop } from '../workshop/workshop.ts';

/** A click as it was delivered, to be delivered again. */
export interface Delivered {
  readonly key: string;
  readonly intent: Intent;
}

export function click(
  kind: Intent['kind'],
  who: string,
  request: ChangeRequest,
  planHash?: string,
): Delivered {
  const about = { by: SlackUserId.parse(who), requestId: request.id, place: {} };
  const intent: Intent =
    kind === 'approve'
      ? { kind, ...about, planHash: PlanHash.parse(planHash ?? request.planHash) }
      : kind === 'deny'
        ? { kind, ...about, reason: 'Not needed' }
        : { kind, ...about };
  return { key: randomUUID(), intent };
}

/** The same click under a key of its own: whoever clicks again, or whoever makes a delivery up. */
export const anew = ({ intent }: Delivered): Delivered => ({ key: randomUUID(), intent });

/** Delivers it, as often as it comes; each is acknowledged and carried out. Gives what those who clicked are told. */
export async function deliver(
  { live, slack }: Workshop,
  { key, intent }: Delivered,
  times = 1,
): Promise<readonly string[]> {
  const before = slack.whispers.length;
  await live(async ({ useCases }) => {
    await Promise.all(
      Array.from({ length: times }, async () => {
        // A duplicate is acknowledged and goes no further.
        if ((await useCases.accept(key, intent)) === 'new') await useCases.carryOut(key, intent);
      }),
    );
  });
  return slack.whispers.slice(before).map(({ text }) => text);
}

/** Whatever a click could have changed: the request, its history, its work, AWS. */
export async function effectsOf(workshop: Workshop, id: RequestId) {
  const request = await load(workshop, id);
  const events = await workshop.live(({ store }) =>
    store.read(async (reader) => (await reader.audit({ requestId: id }, 1000)).map(({ kind }) => kind)),
  );
  return { state: request.state, approvals: request.approvals.length, events, writes: writesOf(workshop) };
}

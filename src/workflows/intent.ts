import { z } from 'zod';
import { ChannelId, PlanHash, RequestId, SlackUserId } from '../domain/ids.ts';

/** Where the person was, so that an answer finds them. */
const Place = z.object({ channel: ChannelId.optional(), thread: z.string().optional() });
export type Place = z.infer<typeof Place>;

const about = { by: SlackUserId, requestId: RequestId, place: Place };

/**
 * What a click or a submission that changes something asks for: recorded before it is acknowledged,
 * carried out afterwards, at most once. Only opaque ids; everything else is looked up.
 */
export const Intent = z.discriminatedUnion('kind', [
  /** `planHash` is the one on the card that was clicked: a card that is out of date approves nothing. */
  z.object({ kind: z.literal('approve'), ...about, planHash: PlanHash }),
  z.object({ kind: z.literal('deny'), ...about, reason: z.string().max(3000) }),
  z.object({ kind: z.literal('cancel'), ...about }),
  z.object({ kind: z.literal('retry'), ...about }),
  z.object({ kind: z.literal('undo'), ...about }),
  /** Before a gate: what it asks for is so; or the stage behind the last gate was a mistake. */
  z.object({ kind: z.literal('confirm'), ...about }),
  z.object({ kind: z.literal('step-back'), ...about }),
  /** After a drift that left no plan: look again. */
  z.object({ kind: z.literal('look-again'), ...about }),
]);
export type Intent = z.infer<typeof Intent>;

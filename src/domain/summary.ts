import { z } from 'zod';
import { SlackUserId } from './ids.ts';

/** A request in words, made by its action once, at planning; drawn by any surface. Plain text, never mrkdwn. */
export const Summary = z.object({
  title: z.string(),
  /** Label and text pairs in reading order; `wide` ones get a line of their own. */
  lines: z
    .array(
      z.object({
        label: z.string(),
        text: z.string(),
        wide: z.boolean().optional(),
        /** Whom the line names; `text` is for where no mention can be shown. */
        person: SlackUserId.optional(),
      }),
    )
    .readonly(),
  /** The plan, one short sentence for each operation, in the order in which they run. */
  plan: z.array(z.string()).readonly(),
});
export type Summary = z.infer<typeof Summary>;

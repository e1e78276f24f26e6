import { z } from 'zod';
import { actions } from '../actions/index.ts';

/** The actions that begin at a user, by id. */
export const userActionIds: readonly string[] = actions
  .filter((action) => action.about === 'user')
  .map((action) => action.id);

const Wish = z.strictObject({
  action: z.string().refine((id) => userActionIds.includes(id)),
  name: z.string(),
  /** Values of the form's fields that a command or a button has said already. */
  values: z.record(z.string(), z.string()),
  /** The end of an access key's id, when only that was said. */
  keyEnding: z.string().optional(),
  /** A person's name that Slack didn't turn into a mention. */
  person: z.string().optional(),
});

/** What somebody wants done to a user, and how they named the user. */
export type Wish = z.infer<typeof Wish>;

/** Characters of a view's metadata. */
const metadataMax = 3000;

/** For the page on which one of several users is chosen; what doesn't fit is asked for again by the form. */
export function writeWish(wish: Wish): string {
  const whole = JSON.stringify(wish);
  return whole.length <= metadataMax
    ? whole
    : JSON.stringify({ action: wish.action, name: wish.name.slice(0, 200), values: {} } satisfies Wish);
}

/** Undefined for anything that this bot didn't write. What a client forges here it could have typed as well. */
export function readWish(text: string): Wish | undefined {
  try {
    return Wish.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

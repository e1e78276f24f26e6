import type { SlackUserId } from '../domain/ids.ts';
import { type Directory, Unavailable } from './ports.ts';

/** What Slack says of the people named as owners. Those whom it couldn't be asked about are not in it. */
export type OwnerLook = (ids: readonly SlackUserId[]) => Promise<{
  readonly known: ReadonlyMap<SlackUserId, 'present' | 'gone'>;
  readonly areSomeUnknown: boolean;
}>;

/** Slack answers about a hundred such questions in a minute, and an organization has many accounts with the same owners. */
const rememberedMs = 3_600_000;
const mostRemembered = 10_000;

export function makeOwnerLook(directory: Directory): OwnerLook {
  const remembered = new Map<SlackUserId, { readonly is: 'present' | 'gone'; readonly until: number }>();

  async function look(id: SlackUserId): Promise<'present' | 'gone'> {
    const before = remembered.get(id);
    if (before && before.until > performance.now()) return before.is;
    const person = await directory.person(id);
    const is = person === undefined || person.deleted ? 'gone' : 'present';
    remembered.delete(id);
    remembered.set(id, { is, until: performance.now() + rememberedMs });
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return is;
  }

  return async (ids) => {
    const known = new Map<SlackUserId, 'present' | 'gone'>();
    let areSomeUnknown = false;
    for (const id of new Set(ids)) {
      try {
        known.set(id, await look(id));
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        areSomeUnknown = true;
      }
    }
    return { known, areSomeUnknown };
  };
}

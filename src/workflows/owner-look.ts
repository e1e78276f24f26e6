import type { SlackUserId } from '../domain/ids.ts';
import { type Directory, Unavailable } from './ports.ts';

/** What Slack says of the people named as owners. Those whom it couldn't be asked about are not in it. */
export type OwnerLook = (ids: readonly SlackUserId[]) => Promise<{
  readonly known: ReadonlyMap<SlackUserId, 'present' | 'gone'>;
  readonly areSomeUnknown: boolean;
}>;

export function makeOwnerLook(person: Directory['person']): OwnerLook {
  return async (ids) => {
    const known = new Map<SlackUserId, 'present' | 'gone'>();
    let areSomeUnknown = false;
    for (const id of new Set(ids)) {
      try {
        const found = await person(id);
        known.set(id, found === undefined || found.deleted ? 'gone' : 'present');
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        areSomeUnknown = true;
      }
    }
    return { known, areSomeUnknown };
  };
}

const mostRemembered = 10_000;

/** Answers from memory for so long: Slack answers about a hundred such questions in a minute. Never for what decides who may do something. */
export function rememberFor<K, T>(milliseconds: number, ask: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const remembered = new Map<K, { readonly answer: T; readonly until: number }>();
  return async (key) => {
    const before = remembered.get(key);
    if (before && before.until > performance.now()) return before.answer;
    const answer = await ask(key);
    remembered.delete(key);
    remembered.set(key, { answer, until: performance.now() + milliseconds });
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return answer;
  };
}

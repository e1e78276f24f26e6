import type { State } from '../state.ts';

const SHOWN_MS = 15_000;

/** `changed` for a while after the thing at this path (`section/name` or `section/name/field`) was changed. */
export function changed(state: State, path: string): string | undefined {
  const at = state.changedAt.get(`${state.account ?? ''}/${path}`);
  return at !== undefined && Date.now() - at < SHOWN_MS ? 'changed' : undefined;
}

import type { App } from '../app.ts';
import { nowOf } from '../state.ts';
import type { Reader } from '../text/reader.ts';

/** The chosen person as a reader; undefined until their client is there. */
export function readerOf({ state }: App): Reader | undefined {
  if (state.slack === undefined) return undefined;
  return { snapshot: state.slack, tz: state.slack.me.tz, now: nowOf(state) };
}

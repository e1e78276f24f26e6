import type { Logger } from 'pino';
import type { Chat } from '../../workflows/ports.ts';
import type { UseCases } from '../../workflows/use-cases.ts';
import type { RefreshHome } from '../home-tab.ts';
import type { Pages } from '../pages.ts';
import type { Respond } from '../response-url.ts';

/** What listeners work with. They acknowledge, parse and call one use case; they decide nothing. */
export interface Desk {
  readonly useCases: UseCases;
  readonly pages: Pages;
  readonly respond: Respond;
  readonly chat: Chat;
  readonly refreshHome: RefreshHome;
  readonly latest: Latest;
  readonly log: Logger;
}

/** Which change of a view is the newest, so that a slow answer doesn't overwrite a later one. */
export interface Latest {
  begin(viewId: string): () => boolean;
}

export function makeLatest(): Latest {
  const newest = new Map<string, symbol>();
  return {
    begin(viewId) {
      const mine = Symbol(viewId);
      newest.delete(viewId);
      newest.set(viewId, mine);
      // Views come and go without notice; a thousand people typing at once is plenty.
      const oldest = newest.size > 1000 ? newest.keys().next().value : undefined;
      if (oldest !== undefined) newest.delete(oldest);
      return () => newest.get(viewId) === mine;
    },
  };
}

import type { JsonObject } from '../model.ts';

/** Slack allows about one message a second in a channel. */
const postEveryMs = 1_000;

export interface Rates {
  /** The refusal that this call meets, if any. */
  refuse(
    method: string,
    args: JsonObject,
  ): { readonly answer: JsonObject; readonly retryAfterSeconds: number } | undefined;
}

export function makeRates(strict: boolean, realNow: () => number): Rates {
  const lastPost = new Map<string, number>();
  return {
    refuse(method, args) {
      if (!strict || method !== 'chat.postMessage') return undefined;
      const channel = String(args.channel);
      if (realNow() - (lastPost.get(channel) ?? Number.NEGATIVE_INFINITY) < postEveryMs) {
        return { answer: { ok: false, error: 'ratelimited' }, retryAfterSeconds: 1 };
      }
      lastPost.set(channel, realNow());
      return undefined;
    },
  };
}

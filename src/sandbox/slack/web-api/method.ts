import type { Core } from '../core.ts';
import type { JsonObject, SlackChannel } from '../model.ts';
import type { Args } from './args.ts';

/** One Web API method: what it needs and what it answers (without `ok`). Throws ApiError. */
export interface Method {
  readonly name: string;
  /** Which token it takes. Default the bot's. */
  readonly token?: 'bot' | 'app';
  /** Scopes that it needs; it may need more, depending on its arguments (see `requireScope`). */
  readonly scopes?: readonly string[];
  readonly answer: (call: MethodCall) => JsonObject;
}

export interface MethodCall {
  readonly core: Core;
  readonly args: Args;
  /** Throws `missing_scope`. */
  requireScope(scope: string): void;
  hasScope(scope: string): boolean;
}

/** The scope family of a kind of conversation: `channels`, `groups` or `im`. */
export function scopeFamily(channel: Pick<SlackChannel, 'kind'>): 'channels' | 'groups' | 'im' {
  if (channel.kind === 'im') return 'im';
  return channel.kind === 'private' ? 'groups' : 'channels';
}

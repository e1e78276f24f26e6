import { findMessage, messageJson } from '../messages.ts';
import type { SlackMessage } from '../model.ts';
import { ApiError } from './api-error.ts';
import type { Args } from './args.ts';
import type { Method, MethodCall } from './method.ts';
import { pageOf } from './pages.ts';
import { readableChannel } from './reach.ts';

/** `oldest` and `latest` are exclusive unless `inclusive`. */
function within(args: Args): (message: SlackMessage) => boolean {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = args.flag('inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

/** Metadata is shown when asked for, to an app with the scope for it. */
function readsMetadata(call: MethodCall): boolean {
  return call.args.flag('include_all_metadata') && call.hasScope('metadata.message:read');
}

export const historyMethods: readonly Method[] = [
  {
    name: 'conversations.history',
    answer(call) {
      const { core, args } = call;
      const channel = readableChannel(call, args.required('channel'));
      const all = (core.world.messages.get(channel.id) ?? [])
        .filter((message) => message.threadTs === undefined)
        .filter(within(args))
        .toReversed();
      const { page, nextCursor } = pageOf(all, args, { usual: 100, most: 999 });
      const withMetadata = readsMetadata(call);
      return {
        messages: page.map((message) => messageJson(core.world, message, withMetadata)),
        has_more: nextCursor !== '',
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  {
    name: 'conversations.replies',
    answer(call) {
      const { core, args } = call;
      const channel = readableChannel(call, args.required('channel'));
      const ts = args.required('ts');
      if (findMessage(core.world, channel.id, ts) === undefined) throw new ApiError('thread_not_found');
      const all = (core.world.messages.get(channel.id) ?? [])
        .filter((message) => message.ts === ts || message.threadTs === ts)
        .filter((message) => message.ts === ts || within(args)(message));
      const { page, nextCursor } = pageOf(all, args, { usual: 1000, most: 1000 });
      const withMetadata = readsMetadata(call);
      return {
        messages: page.map((message) => messageJson(core.world, message, withMetadata)),
        has_more: nextCursor !== '',
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
];

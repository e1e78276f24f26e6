import { isObject } from '../json.ts';
import { isMember } from '../membership.ts';
import {
  addEphemeral,
  findMessage,
  messageJson,
  postMessage,
  removeMessage,
  replaceMessage,
} from '../messages.ts';
import type { SlackChannel, SlackMessage } from '../model.ts';
import type { World } from '../world.ts';
import { ApiError } from './api-error.ts';
import { checkedContent, checkedMetadata } from './message-content.ts';
import type { Method, MethodCall } from './method.ts';
import { knownChannel, postableChannel } from './reach.ts';

function content(call: MethodCall): Pick<SlackMessage, 'text' | 'blocks'> {
  // Legacy; refused rather than lost, because nothing here would show them.
  if (call.args.text('attachments') !== undefined) throw new ApiError('invalid_attachments');
  const { world } = call.core;
  return checkedContent(
    call.args.text('text'),
    call.args.json('blocks', 'invalid_blocks_format'),
    world.nextId,
  );
}

function threadOf(call: MethodCall, channel: SlackChannel): { readonly threadTs?: string } {
  const threadTs = call.args.text('thread_ts');
  if (threadTs === undefined) return {};
  const parent = findMessage(call.core.world, channel.id, threadTs);
  if (parent === undefined) throw new ApiError('invalid_thread_ts');
  return { threadTs: parent.threadTs ?? parent.ts };
}

function ownMessage(world: World, channel: SlackChannel, ts: string, refusal: string): SlackMessage {
  const message = findMessage(world, channel.id, ts);
  if (message === undefined) throw new ApiError('message_not_found');
  if (message.user !== world.seed.app.botUserId) throw new ApiError(refusal);
  return message;
}

/**
 * The message after `chat.update`: text without blocks takes the blocks away, neither keeps both, blocks show no
 * "edited"; metadata stays unless given anew, `{}` removes it. Source: docs of chat.update, "blocks" and "metadata".
 */
function updatedMessage(call: MethodCall, message: SlackMessage): SlackMessage {
  const { args, core } = call;
  const given = args.json('metadata', 'invalid_metadata_format');
  const removed = isObject(given) && Object.keys(given).length === 0;
  const metadata = removed ? undefined : (checkedMetadata(given) ?? message.metadata);
  const keeps = args.raw.text === undefined && args.raw.blocks === undefined;
  const { blocks, edited: _, metadata: __, ...rest } = message;
  const next = keeps ? { text: message.text, ...(blocks === undefined ? {} : { blocks }) } : content(call);
  return {
    ...rest,
    ...next,
    ...(metadata === undefined ? {} : { metadata }),
    ...(next.blocks === undefined ? { edited: { user: message.user, ts: core.world.nextTs() } } : {}),
  };
}

export const chatMethods: readonly Method[] = [
  {
    name: 'chat.postMessage',
    scopes: ['chat:write'],
    answer(call) {
      const { core, args } = call;
      const channel = postableChannel(call, args.required('channel'));
      const metadata = checkedMetadata(args.json('metadata', 'invalid_metadata_format'));
      const { app } = core.world.seed;
      const message = postMessage(core, channel, {
        ...content(call),
        ...threadOf(call, channel),
        ...(metadata === undefined ? {} : { metadata }),
        user: app.botUserId,
        botId: app.botId,
      });
      return { channel: channel.id, ts: message.ts, message: messageJson(core.world, message) };
    },
  },
  {
    name: 'chat.update',
    scopes: ['chat:write'],
    answer(call) {
      const { core, args } = call;
      const channel = knownChannel(core, args.required('channel'));
      const message = ownMessage(core.world, channel, args.required('ts'), 'cant_update_message');
      const updated = updatedMessage(call, message);
      replaceMessage(core, channel, updated);
      return {
        channel: channel.id,
        ts: updated.ts,
        text: updated.text,
        message: messageJson(core.world, updated),
      };
    },
  },
  {
    name: 'chat.delete',
    scopes: ['chat:write'],
    answer({ core, args }) {
      const channel = knownChannel(core, args.required('channel'));
      const message = ownMessage(core.world, channel, args.required('ts'), 'cant_delete_message');
      removeMessage(core, channel, message.ts);
      return { channel: channel.id, ts: message.ts };
    },
  },
  {
    name: 'chat.postEphemeral',
    scopes: ['chat:write'],
    answer(call) {
      const { core, args } = call;
      const channel = postableChannel(call, args.required('channel'));
      const user = core.world.users.get(args.required('user'));
      if (user === undefined || !isMember(channel, user.id)) throw new ApiError('user_not_in_channel');
      const message = addEphemeral(core.world, channel.id, user.id, {
        ...content(call),
        ...threadOf(call, channel),
      });
      return { message_ts: message.ts };
    },
  },
  {
    name: 'chat.getPermalink',
    answer({ core, args }) {
      const channel = knownChannel(core, args.required('channel'));
      const message = findMessage(core.world, channel.id, args.required('message_ts'));
      if (message === undefined) throw new ApiError('message_not_found');
      return {
        channel: channel.id,
        permalink: `https://${core.world.seed.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`,
      };
    },
  },
];

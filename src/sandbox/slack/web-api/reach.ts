import type { Core } from '../core.ts';
import { directChannel, isMember } from '../membership.ts';
import type { SlackChannel } from '../model.ts';
import { ApiError } from './api-error.ts';
import { type MethodCall, scopeFamily } from './method.ts';

/** What the bot can reach: it does not learn of private conversations that it isn't in. */

export function knownChannel(core: Core, id: string): SlackChannel {
  const channel = core.world.channels.get(id);
  const bot = core.world.seed.app.botUserId;
  if (channel === undefined || (channel.kind !== 'public' && !isMember(channel, bot))) {
    throw new ApiError('channel_not_found');
  }
  return channel;
}

/** The conversation for a post: a channel, a direct conversation, or a person's id. */
export function postableChannel(call: MethodCall, id: string): SlackChannel {
  const { world } = call.core;
  if (/^[UW]/.test(id)) {
    const user = world.users.get(id);
    if (user === undefined) throw new ApiError('channel_not_found');
    if (user.deleted === true) throw new ApiError('user_disabled');
    return directChannel(world, id);
  }
  const channel = knownChannel(call.core, id);
  if (channel.isArchived === true) throw new ApiError('is_archived');
  const there = isMember(channel, world.seed.app.botUserId);
  if (!there && !call.hasScope('chat:write.public')) throw new ApiError('not_in_channel');
  return channel;
}

/** A conversation whose history the bot may read. */
export function readableChannel(call: MethodCall, id: string): SlackChannel {
  const channel = knownChannel(call.core, id);
  call.requireScope(`${scopeFamily(channel)}:history`);
  if (!isMember(channel, call.core.world.seed.app.botUserId)) throw new ApiError('not_in_channel');
  return channel;
}

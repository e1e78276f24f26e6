import type { Core } from '../core.ts';
import { findMessage } from '../messages.ts';
import type { SlackMessage } from '../model.ts';
import { ApiError } from './api-error.ts';
import type { Method } from './method.ts';
import { knownChannel } from './reach.ts';

/** Adds a person's emoji to a message and tells the app. Throws `already_reacted`. */
export function addReaction(core: Core, message: SlackMessage, userId: string, name: string): void {
  const { world } = core;
  const others = (message.reactions ?? []).filter((reaction) => reaction.name !== name);
  const users = message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
  if (users.includes(userId)) throw new ApiError('already_reacted');
  const all = world.messages.get(message.channel) ?? [];
  const index = all.findLastIndex((one) => one.ts === message.ts);
  const reacted = { ...message, reactions: [...others, { name, users: [...users, userId] }] };
  world.messages.set(message.channel, all.with(index, reacted));
  world.changed();
  void core.events.emit('reaction_added', {
    type: 'reaction_added',
    user: userId,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: world.nextTs(),
  });
}

export const reactionMethods: readonly Method[] = [
  {
    name: 'reactions.add',
    scopes: ['reactions:write'],
    answer({ core, args }) {
      const channel = knownChannel(core, args.required('channel'));
      const message = findMessage(core.world, channel.id, args.required('timestamp'));
      if (message === undefined) throw new ApiError('message_not_found');
      addReaction(core, message, core.world.seed.app.botUserId, args.required('name'));
      return {};
    },
  },
];

import type { SlackChannel, SlackUser } from './model.ts';
import type { World } from './world.ts';

/** Who sees which conversation. */

export function isGuest(user: SlackUser): boolean {
  return user.isRestricted === true || user.isUltraRestricted === true;
}

export function isMember(channel: SlackChannel, userId: string): boolean {
  return channel.members.includes(userId);
}

/** Members see their conversations; full members of the home workspace see public channels besides. */
export function canSee(world: World, user: SlackUser, channel: SlackChannel): boolean {
  if (isMember(channel, user.id)) return true;
  return channel.kind === 'public' && !isGuest(user) && user.teamId === world.seed.team.id;
}

/** The direct conversation of a person with the app; opened if it isn't yet. */
export function directChannel(world: World, userId: string): SlackChannel {
  const botUserId = world.seed.app.botUserId;
  const open = [...world.channels.values()].find(
    (channel) => channel.kind === 'im' && isMember(channel, userId) && isMember(channel, botUserId),
  );
  if (open !== undefined) return open;
  const channel: SlackChannel = {
    id: world.nextId('D'),
    name: 'directmessage',
    kind: 'im',
    members: [userId, botUserId],
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The person at the other end of a direct conversation with the app. */
export function personIn(world: World, channel: SlackChannel): string | undefined {
  if (channel.kind !== 'im') return undefined;
  return channel.members.find((id) => id !== world.seed.app.botUserId);
}

/** The name that interaction payloads give: private ones are not named. */
export function payloadName(channel: SlackChannel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

/** The event by which the app hears messages of this conversation. */
export function messageEvent(channel: SlackChannel): string {
  if (channel.kind === 'im') return 'message.im';
  return channel.kind === 'private' ? 'message.groups' : 'message.channels';
}

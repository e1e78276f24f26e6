import { canSee, directChannel, isMember } from './membership.ts';
import { findMessage } from './messages.ts';
import type { SlackState, Snapshot } from './state.ts';
import { homeOf, modalsOf } from './views.ts';
import { publicFile } from './web-api/files.ts';
import type { World } from './world.ts';

/** The read-only face of the workspace. */
export function readState(world: World): SlackState {
  const state: SlackState = {
    users: () => [...world.users.values()],
    user: (id) => world.users.get(id),
    channels: () => [...world.channels.values()],
    channel: (id) => world.channels.get(id),
    channelNamed: (name) => [...world.channels.values()].find((channel) => channel.name === name),
    groups: () => [...world.groups.values()],
    group: (id) => world.groups.get(id),
    messages: (channelId) => world.messages.get(channelId) ?? [],
    message: (channelId, ts) => findMessage(world, channelId, ts),
    ephemerals: (userId) => world.ephemerals.filter((message) => message.ephemeralTo === userId),
    modals: (userId) => modalsOf(world, userId),
    home: (userId) => homeOf(world, userId),
    view: (id) => world.views.get(id),
    files: () => [...world.files.keys()].flatMap((id) => publicFile(world, id) ?? []),
    unread(userId, channelId) {
      const read = Number(world.lastRead.get(`${userId} ${channelId}`) ?? 0);
      return state.messages(channelId).filter((message) => Number(message.ts) > read).length;
    },
  };
  return state;
}

/** What one person's client shows; channels that they cannot see are absent. */
export function snapshotFor(world: World, state: SlackState, userId: string): Snapshot {
  const me = world.users.get(userId);
  if (me === undefined) throw new Error(`There is no user ${userId} in the workspace.`);
  const home = state.home(userId);
  const { app } = world.seed;
  // The conversation with the app stands in the client's sidebar from the start.
  if (me.isBot !== true && me.teamId === world.seed.team.id) directChannel(world, userId);
  return {
    me,
    now: world.now().toISOString(),
    users: state.users(),
    groups: state.groups(),
    channels: state
      .channels()
      .filter((channel) => canSee(world, me, channel))
      .map((channel) => {
        const other = channel.kind === 'im' ? channel.members.find((id) => id !== userId) : undefined;
        return {
          ...channel,
          unread: state.unread(userId, channel.id),
          isMember: isMember(channel, userId),
          ...(other === undefined ? {} : { with: other }),
          messages: state.messages(channel.id),
        };
      }),
    ephemerals: state.ephemerals(userId),
    modals: state.modals(userId),
    ...(home === undefined ? {} : { home }),
    app: { name: app.name, botUserId: app.botUserId, commands: app.commands, shortcuts: app.shortcuts },
  };
}

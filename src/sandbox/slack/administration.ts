import type { Core } from './core.ts';
import type { JsonObject, SlackChannel, SlackUser, SlackUserGroup } from './model.ts';
import type { SlackSimulator } from './simulator.ts';
import { groupJson } from './web-api/usergroups.ts';
import { userJson } from './web-api/users.ts';

export type Administration = Pick<
  SlackSimulator,
  | 'addUser'
  | 'setDeactivated'
  | 'setGuest'
  | 'setGroupMembers'
  | 'setGroupDisabled'
  | 'shareChannel'
  | 'setChannelMembers'
  | 'revokeTokens'
>;

/** What administrators of the workspace do, with the events that the app hears of it. */
export function makeAdministration(core: Core): Administration {
  const { world } = core;
  const teamId = world.seed.team.id;
  const withEmail = world.seed.app.botScopes.includes('users:read.email');

  function emit(type: string, event: JsonObject): Promise<void> {
    world.changed();
    return core.events.emit(type, { type, ...event, event_ts: world.nextTs() });
  }

  function change<T>(map: Map<string, T>, id: string, edit: (current: T) => T): T {
    const current = map.get(id);
    if (current === undefined) throw new Error(`There is no ${id} in the workspace.`);
    const next = edit(current);
    map.set(id, next);
    return next;
  }

  function changeUser(id: string, edit: (user: SlackUser) => SlackUser): Promise<void> {
    const user = change(world.users, id, edit);
    return emit('user_change', { user: userJson(world, user, withEmail) });
  }

  const seconds = () => Math.floor(world.now().getTime() / 1000);

  return {
    addUser(user) {
      world.users.set(user.id, user);
      return emit('team_join', { user: userJson(world, user, withEmail) });
    },
    setDeactivated: (id, deactivated = true) => changeUser(id, (user) => ({ ...user, deleted: deactivated })),
    setGuest: (id, kind) =>
      changeUser(id, (user) => ({
        ...user,
        isRestricted: kind !== 'full',
        isUltraRestricted: kind === 'single-channel-guest',
      })),
    async setGroupMembers(groupId, userIds) {
      const previous = world.groups.get(groupId)?.users ?? [];
      const group = change(world.groups, groupId, (current: SlackUserGroup) => ({
        ...current,
        users: userIds,
      }));
      const added = userIds.filter((id) => !previous.includes(id));
      const removed = previous.filter((id) => !userIds.includes(id));
      await emit('subteam_updated', { subteam: groupJson(group, teamId, true) });
      await emit('subteam_members_changed', {
        subteam_id: groupId,
        team_id: teamId,
        date_previous_update: seconds(),
        date_update: seconds(),
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
      });
    },
    setGroupDisabled(groupId, disabled) {
      const group = change(world.groups, groupId, (current: SlackUserGroup) => ({ ...current, disabled }));
      return emit('subteam_updated', { subteam: groupJson(group, teamId, true) });
    },
    shareChannel(channelId, state) {
      change(world.channels, channelId, (channel: SlackChannel) => ({
        ...channel,
        isExtShared: state === 'shared',
        isPendingExtShared: state === 'pending',
      }));
      if (state === 'pending') {
        world.changed();
        return Promise.resolve();
      }
      return emit(state === 'shared' ? 'channel_shared' : 'channel_unshared', {
        connected_team_id: 'T0VENDOR000',
        channel: channelId,
      });
    },
    async setChannelMembers(channelId, userIds) {
      change(world.channels, channelId, (channel: SlackChannel) => ({ ...channel, members: userIds }));
      world.changed();
    },
    revokeTokens() {
      world.tokensRevoked = true;
      world.changed();
    },
  };
}

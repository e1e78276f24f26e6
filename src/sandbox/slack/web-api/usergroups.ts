import type { JsonObject, SlackUserGroup } from '../model.ts';
import { ApiError } from './api-error.ts';
import type { Method } from './method.ts';

export function groupJson(group: SlackUserGroup, teamId: string, withUsers: boolean): JsonObject {
  return {
    id: group.id,
    team_id: teamId,
    is_usergroup: true,
    name: group.name,
    description: '',
    handle: group.handle,
    is_external: false,
    date_delete: group.disabled === true ? 1 : 0,
    user_count: group.users.length,
    ...(withUsers ? { users: group.users } : {}),
  };
}

export const usergroupMethods: readonly Method[] = [
  {
    name: 'usergroups.list',
    scopes: ['usergroups:read'],
    answer({ core, args }) {
      const groups = [...core.world.groups.values()].filter(
        (group) => group.disabled !== true || args.flag('include_disabled'),
      );
      return {
        usergroups: groups.map((group) =>
          groupJson(group, core.world.seed.team.id, args.flag('include_users')),
        ),
      };
    },
  },
  {
    name: 'usergroups.users.list',
    scopes: ['usergroups:read'],
    answer({ core, args }) {
      const group = core.world.groups.get(args.required('usergroup'));
      if (group === undefined) throw new ApiError('no_such_subteam');
      if (group.disabled === true && !args.flag('include_disabled')) throw new ApiError('no_such_subteam');
      return { users: group.users };
    },
  },
];

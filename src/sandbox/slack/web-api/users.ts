import type { JsonObject, SlackUser } from '../model.ts';
import type { World } from '../world.ts';
import { ApiError } from './api-error.ts';
import type { Method, MethodCall } from './method.ts';
import { pageOf } from './pages.ts';

function person(call: MethodCall, id: string): SlackUser {
  const user = call.core.world.users.get(id);
  if (user === undefined) throw new ApiError('user_not_found');
  return user;
}

function profileJson(user: SlackUser, withEmail: boolean): JsonObject {
  return {
    title: user.title ?? '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.displayName,
    display_name_normalized: user.displayName,
    team: user.teamId,
    ...(withEmail && user.email !== undefined ? { email: user.email } : {}),
  };
}

/** A user as `users.info` shows them to this app: the e-mail only with its scope. */
export function userJson(world: World, user: SlackUser, withEmail: boolean): JsonObject {
  const always = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted === true,
    is_bot: user.isBot === true,
    is_app_user: false,
    updated: 0,
    profile: profileJson(user, withEmail),
  };
  if (user.deleted === true) return always;
  return {
    ...always,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, world.now()),
    is_admin: user.isAdmin === true,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted === true || user.isUltraRestricted === true,
    is_ultra_restricted: user.isUltraRestricted === true,
    // False for people of other workspaces who share a channel; so Slack does, and so a bot must compare the team.
    is_stranger: user.isStranger === true,
    is_email_confirmed: true,
  };
}

/** Seconds east of UTC in this zone at this time. */
function offsetSeconds(tz: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (found === null) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60);
}

export const userMethods: readonly Method[] = [
  {
    name: 'users.info',
    scopes: ['users:read'],
    answer(call) {
      const user = person(call, call.args.required('user'));
      return { user: userJson(call.core.world, user, call.hasScope('users:read.email')) };
    },
  },
  {
    name: 'users.list',
    scopes: ['users:read'],
    answer(call) {
      const { world } = call.core;
      const { page, nextCursor } = pageOf([...world.users.values()], call.args, { usual: 1000, most: 1000 });
      const withEmail = call.hasScope('users:read.email');
      return {
        members: page.map((user) => userJson(world, user, withEmail)),
        cache_ts: Math.floor(world.now().getTime() / 1000),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  {
    name: 'users.lookupByEmail',
    scopes: ['users:read.email'],
    answer(call) {
      const { world } = call.core;
      const email = call.args.required('email').toLowerCase();
      const user = [...world.users.values()].find((one) => one.email?.toLowerCase() === email);
      if (user === undefined || user.deleted === true) throw new ApiError('users_not_found');
      return { user: userJson(world, user, true) };
    },
  },
  {
    name: 'users.profile.get',
    scopes: ['users.profile:read'],
    answer(call) {
      const user = person(call, call.args.required('user'));
      return { profile: profileJson(user, call.hasScope('users:read.email')) };
    },
  },
];

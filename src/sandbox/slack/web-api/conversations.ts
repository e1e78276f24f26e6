import { directChannel, isMember, personIn } from '../membership.ts';
import type { JsonObject, SlackChannel } from '../model.ts';
import type { World } from '../world.ts';
import { ApiError, invalidArguments } from './api-error.ts';
import { type Method, type MethodCall, scopeFamily } from './method.ts';
import { pageOf } from './pages.ts';
import { knownChannel } from './reach.ts';

export function channelJson(world: World, channel: SlackChannel): JsonObject {
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      is_im: true,
      is_channel: false,
      user: personIn(world, channel) ?? '',
      is_open: true,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.isArchived === true,
    is_general: channel.name === 'general',
    is_shared: channel.isExtShared === true,
    is_org_shared: false,
    is_ext_shared: channel.isExtShared === true,
    is_pending_ext_shared: channel.isPendingExtShared === true,
    is_member: isMember(channel, world.seed.app.botUserId),
    num_members: channel.members.length,
    topic: { value: channel.topic ?? '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    context_team_id: world.seed.team.id,
  };
}

const kindOfType: Readonly<Record<string, SlackChannel['kind'] | 'mpim'>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function listed(call: MethodCall): readonly SlackChannel[] {
  const { world } = call.core;
  const types = call.args.list('types');
  const kinds = (types.length === 0 ? ['public_channel'] : types).map((type) => {
    const kind = kindOfType[type];
    if (kind === undefined) throw new ApiError('invalid_types');
    call.requireScope(kind === 'mpim' ? 'mpim:read' : `${scopeFamily({ kind })}:read`);
    return kind;
  });
  return [...world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === 'public' || isMember(channel, world.seed.app.botUserId)) &&
      !(call.args.flag('exclude_archived') && channel.isArchived === true),
  );
}

export const conversationMethods: readonly Method[] = [
  {
    name: 'conversations.list',
    answer(call) {
      const { page, nextCursor } = pageOf(listed(call), call.args, { usual: 100, most: 999 });
      return {
        channels: page.map((channel) => channelJson(call.core.world, channel)),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  {
    name: 'conversations.info',
    answer(call) {
      const channel = knownChannel(call.core, call.args.required('channel'));
      call.requireScope(`${scopeFamily(channel)}:read`);
      return { channel: channelJson(call.core.world, channel) };
    },
  },
  {
    name: 'conversations.members',
    answer(call) {
      const channel = knownChannel(call.core, call.args.required('channel'));
      call.requireScope(`${scopeFamily(channel)}:read`);
      const { page, nextCursor } = pageOf(channel.members, call.args, { usual: 100, most: 1000 });
      return { members: page, response_metadata: { next_cursor: nextCursor } };
    },
  },
  {
    name: 'conversations.open',
    scopes: ['im:write'],
    answer({ core, args }) {
      const users = args.list('users');
      const [id] = users;
      if (id === undefined) throw invalidArguments('missing required field: users');
      // Group conversations are outside of this workspace.
      if (users.length > 1) throw new ApiError('not_enough_users');
      const user = core.world.users.get(id);
      if (user === undefined) throw new ApiError('user_not_found');
      if (user.deleted === true) throw new ApiError('user_disabled');
      const channel = directChannel(core.world, id);
      return { channel: args.flag('return_im') ? channelJson(core.world, channel) : { id: channel.id } };
    },
  },
  {
    name: 'conversations.join',
    scopes: ['channels:join'],
    answer({ core, args }) {
      const channel = knownChannel(core, args.required('channel'));
      if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
      const bot = core.world.seed.app.botUserId;
      const joined = isMember(channel, bot) ? channel : { ...channel, members: [...channel.members, bot] };
      core.world.channels.set(channel.id, joined);
      core.world.changed();
      return { channel: channelJson(core.world, joined) };
    },
  },
];

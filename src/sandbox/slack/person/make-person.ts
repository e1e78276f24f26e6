import type { Core } from '../core.ts';
import { canSee, directChannel } from '../membership.ts';
import type { SlackUser } from '../model.ts';
import { type Person, SlackUserError } from '../person.ts';
import type { SlackState } from '../state.ts';
import { clearModals } from '../views.ts';
import { makeActing } from './acting.ts';
import { makeConversing } from './conversing.ts';
import { makeSubmitting } from './submitting.ts';

/** A person at their client. Throws when the workspace has no such user. */
export function makePerson(core: Core, state: SlackState, userId: string): Person {
  const { world } = core;
  if (!world.users.has(userId)) throw new Error(`There is no user ${userId} in the workspace.`);

  /** Looked up anew for each act, because people change; refuses those who cannot sign in. */
  function me(): SlackUser {
    const user = world.users.get(userId);
    if (user === undefined || user.deleted === true) {
      throw new SlackUserError('no_access', 'Your account has been deactivated.', userId);
    }
    return user;
  }

  function messages(channelId: string) {
    const channel = world.channels.get(channelId);
    if (channel === undefined || !canSee(world, me(), channel)) return [];
    return state.messages(channelId);
  }

  return {
    get user() {
      return world.users.get(userId) ?? me();
    },
    ...makeConversing(core, me),
    ...makeActing(core, me),
    ...makeSubmitting(core, me),
    read(channelId) {
      const last = state.messages(channelId).at(-1);
      if (last !== undefined) world.lastRead.set(`${userId} ${channelId}`, last.ts);
      world.changed();
    },
    reload() {
      world.ephemerals = world.ephemerals.filter((message) => message.ephemeralTo !== userId);
      clearModals(world, userId);
    },
    get modals() {
      return state.modals(userId);
    },
    get modal() {
      return state.modals(userId).at(-1);
    },
    get home() {
      return state.home(userId);
    },
    messages,
    ephemerals: (channelId) =>
      state.ephemerals(userId).filter((message) => channelId === undefined || message.channel === channelId),
    dm: () => messages(directChannel(world, userId).id),
    dmId: () => directChannel(world, userId).id,
    unread: (channelId) => state.unread(userId, channelId),
  };
}

import type { SlackUser } from '../slack/model.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import type { Face } from './wire.ts';

/** The people whom the page can be: everybody who can sign in to the workspace. */
export function faces({ workspace, state }: Pick<SlackSimulator, 'workspace' | 'state'>): readonly Face[] {
  const canSignIn = (user: SlackUser) =>
    user.teamId === workspace.team.id && !user.isBot && !user.isStranger && !user.deleted;
  return state
    .users()
    .filter(canSignIn)
    .map((user) => ({
      id: user.id,
      name: user.realName,
      title: user.title ?? '',
      tz: user.tz,
      guest: user.isRestricted === true || user.isUltraRestricted === true,
      unread: state
        .channels()
        .filter(({ members }) => members.includes(user.id))
        .reduce((sum, { id }) => sum + state.unread(user.id, id), 0),
    }));
}

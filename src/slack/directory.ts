import { SlackUserId } from '../domain/ids.ts';
import type { PersonFacts, Workspace } from '../domain/person.ts';
import type { Directory } from '../workflows/ports.ts';
import { asking, errorCode, type WebApi } from './web-api.ts';

/** People, groups and places, asked from Slack each time; simultaneous questions about the same share one call. */
export function makeDirectory({ read }: Pick<WebApi, 'read'>, workspace: Workspace): Directory {
  const person = sharedInFlight(async (id: SlackUserId): Promise<PersonFacts | undefined> => {
    const answer = await absent(['user_not_found', 'user_not_visible'], 'Looking a person up', () =>
      read.users.info({ user: id }),
    );
    const user = answer?.user;
    if (!user?.id) return undefined;
    return {
      id: SlackUserId.parse(user.id),
      name: user.profile?.display_name || user.real_name || user.name || user.id,
      teamId: user.team_id ?? user.profile?.team ?? '',
      ...(user.enterprise_user?.enterprise_id ? { enterpriseId: user.enterprise_user.enterprise_id } : {}),
      deleted: user.deleted === true,
      isBot: user.is_bot === true || user.is_workflow_bot === true || user.id === 'USLACKBOT',
      isRestricted: user.is_restricted === true,
      isUltraRestricted: user.is_ultra_restricted === true,
      isStranger: user.is_stranger === true,
      ...(user.profile?.email ? { email: user.profile.email } : {}),
      timeZone: user.tz ?? 'UTC',
    };
  });

  return {
    home: async () => workspace,
    person,
    members: sharedInFlight(async (group) => {
      // A group that is gone or disabled has nobody in it: nobody may decide by it.
      const answer = await absent(['no_such_subteam', 'subteam_not_found'], 'Reading a user group', () =>
        read.usergroups.users.list({ usergroup: group }),
      );
      return (answer?.users ?? []).flatMap((id) => {
        const parsed = SlackUserId.safeParse(id);
        return parsed.success ? [parsed.data] : [];
      });
    }),
    channel: sharedInFlight(async (id) => {
      const answer = await absent(['channel_not_found'], 'Looking at a channel', () =>
        read.conversations.info({ channel: id }),
      );
      const channel = answer?.channel;
      if (!channel) return undefined;
      return {
        name: channel.name ?? id,
        isShared: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
        isPrivate: channel.is_private === true || channel.is_im === true,
      };
    }),
  };
}

async function absent<T>(
  codes: readonly string[],
  what: string,
  call: () => Promise<T>,
): Promise<T | undefined> {
  return asking(what, async () => {
    try {
      return await call();
    } catch (error) {
      if (codes.includes(errorCode(error) ?? '')) return undefined;
      throw error;
    }
  });
}

/** Never answers from memory, but doesn't ask the same thing twice at the same time either. */
function sharedInFlight<K extends string, T>(ask: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const asked = new Map<K, Promise<T>>();
  return (key) => {
    const running = asked.get(key);
    if (running) return running;
    const answer = ask(key).finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  };
}

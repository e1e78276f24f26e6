import type { ChannelId, SlackUserId } from '../../src/domain/ids.ts';
import type { MessageRef } from '../../src/domain/message.ts';
import { sandboxWorkspace } from '../../src/sandbox/workspace.ts';
import { drawMessage } from '../../src/slack/blocks/draw-message.ts';
import type { Chat, Directory } from '../../src/workflows/ports.ts';
import { words } from '../e2e/words.ts';

/** A message as people read it, and how often it was posted: more than once is a fault. */
export interface Posted {
  readonly to: string;
  readonly key: string;
  text: string;
  times: number;
  updates: number;
}

/** Slack without its wire: what is posted stays, whoever posted it. */
export interface SlackDesk {
  readonly directory: Directory;
  readonly posted: readonly Posted[];
  readonly whispers: readonly { readonly to: string; readonly text: string }[];
  /** Told before and after every call; whoever it keeps waiting gets no answer. */
  chat(around: (call: string, when: 'before' | 'after') => Promise<void>): Chat;
  clear(): void;
}

export function openSlackDesk(): SlackDesk {
  const workspace = sandboxWorkspace({ botScopes: [], commands: [], shortcuts: [], botEvents: [] });
  let posted: Posted[] = [];
  let whispers: { readonly to: string; readonly text: string }[] = [];

  /** A direct conversation has an id of its own. */
  const placeOf = (to: string) => (to.startsWith('U') ? `D${to}` : to);
  const refTo = (to: string, key: string): MessageRef => ({ channel: placeOf(to) as ChannelId, ts: key });
  const find = (to: string, key: string) =>
    posted.find((message) => message.to === placeOf(to) && message.key === key);

  return {
    directory: {
      home: async () => ({ teamId: workspace.team.id }),
      async person(id) {
        const user = workspace.users.find((one) => one.id === id);
        return user
          ? {
              id,
              name: user.displayName,
              teamId: user.teamId,
              deleted: user.deleted === true,
              isBot: user.isBot === true,
              isRestricted: user.isRestricted === true,
              isUltraRestricted: false,
              isStranger: false,
              ...(user.email === undefined ? {} : { email: user.email }),
              timeZone: user.tz,
            }
          : undefined;
      },
      members: async (group) =>
        (workspace.userGroups.find(({ id }) => id === group)?.users ?? []) as readonly SlackUserId[],
      channel: async (id) => ({ name: id, isShared: false, isPrivate: true }),
    },
    get posted() {
      return posted;
    },
    get whispers() {
      return whispers;
    },
    clear() {
      posted = [];
      whispers = [];
    },
    chat: (around) => ({
      fingerprint: (message) => textOf(message),
      // Nothing in these stories is about files.
      keepPicture: async () => 'F0PICTURE00',
      shareFile: async () => undefined,
      findFile: async () => false,
      async post(to, message, { key }) {
        await around('post', 'before');
        const known = find(to, key);
        if (known) known.times += 1;
        else posted.push({ to: placeOf(to), key, text: textOf(message), times: 1, updates: 0 });
        await around('post', 'after');
        return refTo(to, key);
      },
      async update(ref, message) {
        await around('update', 'before');
        const known = find(ref.channel, ref.ts);
        if (!known) return 'gone';
        known.text = textOf(message);
        known.updates += 1;
        await around('update', 'after');
        return 'updated';
      },
      async find(to, key) {
        await around('find', 'before');
        const known = find(to, key);
        return known && refTo(to, key);
      },
      async whisper({ person }, text) {
        await around('whisper', 'before');
        whispers.push({ to: person, text });
        await around('whisper', 'after');
      },
    }),
  };
}

function textOf(message: Parameters<typeof drawMessage>[0]): string {
  const { text, blocks } = drawMessage(message);
  return `${text} ${words(blocks)}`;
}

import type { MessageElement } from '@slack/web-api/dist/types/response/ConversationsHistoryResponse.js';
import { ChannelId, type SlackUserId } from '../domain/ids.ts';
import { canonicalJson, sha256 } from '../domain/json.ts';
import type { MessageRef } from '../domain/message.ts';
import { type Chat, type Directory, Unavailable } from '../workflows/ports.ts';
import { drawMessage } from './blocks/draw-message.ts';
import { sentence } from './blocks/plain-answer.ts';
import { makeFiles } from './files.ts';
import { asking, errorCode, type WebApi } from './web-api.ts';

const metadataType = 'chatelaine_message';

/** Clocks may differ by this much between the database and Slack. */
const clockSkewSeconds = 300;
const sharedAgainAfterMs = 10 * 60_000;

/** Posting by the bot. One attempt for each call: whether a lost one arrived is found out by `find`. */
export function makeChat(api: WebApi, directory: Directory): Chat {
  const { read, write } = api;

  /** A direct conversation has an id of its own; a person’s id is resolved to it. */
  async function placeOf(to: ChannelId | SlackUserId): Promise<ChannelId> {
    if (!isPerson(to)) return to;
    const { channel } = await asking('Opening a direct message', () =>
      read.conversations.open({ users: to }),
    );
    return ChannelId.parse(channel?.id);
  }

  return {
    ...makeFiles(api),
    fingerprint: (message) => sha256(canonicalJson(drawMessage(message))),

    async post(to, message, { key, thread }) {
      const channel = await placeOf(to);
      if (!isPerson(to)) await refuseShared(channel, directory);
      const { text, blocks } = drawMessage(message);
      const { ts } = await asking('Posting a message', () =>
        write.chat.postMessage({
          channel,
          text,
          blocks,
          metadata: { event_type: metadataType, event_payload: { key } },
          unfurl_links: false,
          unfurl_media: false,
          ...(thread ? { thread_ts: thread.ts } : {}),
        }),
      );
      if (ts === undefined) throw new Unavailable('Slack answered without a timestamp.');
      return { channel, ts };
    },

    async update(ref, message, { key }) {
      const { text, blocks } = drawMessage(message);
      return asking('Updating a message', async () => {
        try {
          const metadata = { event_type: metadataType, event_payload: { key } };
          await write.chat.update({ channel: ref.channel, ts: ref.ts, text, blocks, metadata });
          return 'updated';
        } catch (error) {
          if (goneCodes.includes(errorCode(error) ?? '')) return 'gone';
          throw error;
        }
      });
    },

    async find(to, key, { since, thread }) {
      const channel = await placeOf(to);
      const oldest = String(Math.floor(Date.parse(since) / 1000) - clockSkewSeconds);
      let cursor: string | undefined;
      do {
        const page = await asking('Looking for a message', () => {
          const about = {
            channel,
            oldest,
            include_all_metadata: true,
            limit: 200,
            ...(cursor ? { cursor } : {}),
          };
          return thread
            ? read.conversations.replies({ ...about, ts: thread.ts })
            : read.conversations.history(about);
        });
        const found = (page.messages ?? []).find((message) => keyOf(message) === key);
        if (found?.ts) return { channel, ts: found.ts } satisfies MessageRef;
        cursor = page.response_metadata?.next_cursor || undefined;
      } while (cursor);
      return undefined;
    },

    async whisper({ person, channel, thread }, text) {
      const { text: fallback, blocks } = sentence(text);
      if (channel) {
        const reached = await asking('Answering a person', async () => {
          try {
            const where = { channel, user: person, ...(thread ? { thread_ts: thread } : {}) };
            await write.chat.postEphemeral({ ...where, text: fallback, blocks });
            return true;
          } catch (error) {
            if (outOfReach.includes(errorCode(error) ?? '')) return false;
            throw error;
          }
        });
        if (reached) return;
      }
      const direct = await placeOf(person);
      await asking('Answering a person', () =>
        write.chat.postMessage({ channel: direct, text: fallback, blocks }),
      );
    },
  };
}

const goneCodes: readonly string[] = [
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'edit_window_closed',
];
/** Where the bot can't whisper: then the person hears it in their direct messages. */
const outOfReach: readonly string[] = [
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'invalid_thread_ts',
];

/** Nothing about access goes where another company reads along; looked up for each post. */
async function refuseShared(channel: ChannelId, directory: Directory): Promise<void> {
  const place = await directory.channel(channel);
  if (!place?.isShared) return;
  throw new Unavailable(
    `#${place.name} is shared with another workspace, or about to be. Nothing is posted there. Unshare it or configure another channel.`,
    { afterMs: sharedAgainAfterMs },
  );
}

function keyOf(message: MessageElement): string | undefined {
  if (message.metadata?.event_type !== metadataType) return undefined;
  const payload: unknown = message.metadata.event_payload;
  if (typeof payload !== 'object' || payload === null || !('key' in payload)) return undefined;
  return typeof payload.key === 'string' ? payload.key : undefined;
}

function isPerson(to: ChannelId | SlackUserId): to is SlackUserId {
  return /^[UW]/.test(to);
}

import type { Core } from './core.ts';
import { isObject, textOf } from './json.ts';
import { addEphemeral, findMessage, postMessage, removeMessage, replaceMessage } from './messages.ts';
import type { Json, JsonObject, SlackMessage } from './model.ts';
import type { ResponseTarget } from './response-urls.ts';
import { ApiError } from './web-api/api-error.ts';
import { checkedContent } from './web-api/message-content.ts';

/** Answers a POST to a `response_url`. */
export function respondTo(
  core: Core,
  path: string,
  payload: Json | undefined,
): { readonly status: number; readonly answer: JsonObject } {
  const target = core.responseUrls.use(path);
  if (typeof target === 'string') return { status: 404, answer: { ok: false, error: target } };
  if (!isObject(payload)) return { status: 400, answer: { ok: false, error: 'invalid_payload' } };
  try {
    apply(core, target, payload);
    return { status: 200, answer: { ok: true } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 400, answer: { ok: false, error: error.code, ...error.details } };
  }
}

/** What a `response_url` or the body of an acknowledged command may ask for. Returns the message it made. */
export function apply(core: Core, target: ResponseTarget, payload: JsonObject): SlackMessage | undefined {
  const { world } = core;
  const channel = world.channels.get(target.channelId);
  if (channel === undefined) throw new ApiError('channel_not_found');
  const { messageTs } = target;

  if (payload.delete_original === true) {
    if (messageTs === undefined) return undefined;
    if (target.ephemeral === true) dropEphemeral(core, messageTs);
    else removeMessage(core, channel, messageTs);
    return undefined;
  }

  const content = checkedContent(textOf(payload.text), payload.blocks, world.nextId);
  if (payload.replace_original === true && messageTs !== undefined) {
    if (target.ephemeral === true) {
      replaceEphemeral(core, messageTs, content);
      return undefined;
    }
    const message = findMessage(world, channel.id, messageTs);
    if (message === undefined) throw new ApiError('message_not_found');
    const { blocks: _, ...rest } = message;
    replaceMessage(core, channel, {
      ...rest,
      ...content,
      edited: { user: message.user, ts: world.nextTs() },
    });
    return undefined;
  }

  const threadTs = textOf(payload.thread_ts) ?? target.threadTs;
  const placed = { ...content, ...(threadTs === undefined ? {} : { threadTs }) };
  if (payload.response_type !== 'in_channel') return addEphemeral(world, channel.id, target.userId, placed);
  const { app } = world.seed;
  return postMessage(core, channel, { ...placed, user: app.botUserId, botId: app.botId });
}

function dropEphemeral({ world }: Core, ts: string): void {
  world.ephemerals = world.ephemerals.filter((message) => message.ts !== ts);
  world.changed();
}

function replaceEphemeral({ world }: Core, ts: string, content: Pick<SlackMessage, 'text' | 'blocks'>): void {
  world.ephemerals = world.ephemerals.map((message) => {
    if (message.ts !== ts) return message;
    const { blocks: _, ...rest } = message;
    return { ...rest, ...content };
  });
  world.changed();
}

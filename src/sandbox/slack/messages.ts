import type { Core } from './core.ts';
import { isMember, messageEvent } from './membership.ts';
import type { JsonObject, SlackChannel, SlackMessage } from './model.ts';
import type { World } from './world.ts';

/** Posting, changing and deleting messages, and telling the app about it. */

export type MessageDraft = Omit<SlackMessage, 'ts' | 'channel' | 'ephemeralTo'>;

export function findMessage(world: World, channelId: string, ts: string): SlackMessage | undefined {
  return world.messages.get(channelId)?.findLast((message) => message.ts === ts);
}

/** Adds a message, marks it read for its author, and emits the event if the app is there to hear it. */
export function postMessage(core: Core, channel: SlackChannel, draft: MessageDraft): SlackMessage {
  const { world } = core;
  const message: SlackMessage = { ...draft, channel: channel.id, ts: world.nextTs() };
  world.messages.set(channel.id, [...(world.messages.get(channel.id) ?? []), message]);
  world.lastRead.set(`${message.user} ${channel.id}`, message.ts);
  world.changed();
  void emitMessage(core, channel, {
    ...messageJson(world, message),
    ...(message.files === undefined ? {} : { subtype: 'file_share' }),
  });
  return message;
}

export function replaceMessage(core: Core, channel: SlackChannel, message: SlackMessage): void {
  const { world } = core;
  const all = world.messages.get(channel.id) ?? [];
  const index = all.findLastIndex((one) => one.ts === message.ts);
  const previous = all[index];
  if (previous === undefined) return;
  world.messages.set(channel.id, all.with(index, message));
  world.changed();
  void emitMessage(core, channel, {
    type: 'message',
    subtype: 'message_changed',
    message: messageJson(world, message),
    previous_message: messageJson(world, previous),
    hidden: true,
    ts: world.nextTs(),
  });
}

export function removeMessage(core: Core, channel: SlackChannel, ts: string): void {
  const { world } = core;
  const all = world.messages.get(channel.id) ?? [];
  world.messages.set(
    channel.id,
    all.filter((message) => message.ts !== ts),
  );
  world.changed();
  void emitMessage(core, channel, {
    type: 'message',
    subtype: 'message_deleted',
    deleted_ts: ts,
    hidden: true,
    ts: world.nextTs(),
  });
}

export function addEphemeral(
  world: World,
  channelId: string,
  userId: string,
  content: Pick<SlackMessage, 'text' | 'blocks' | 'threadTs'>,
): SlackMessage {
  const { app } = world.seed;
  const message: SlackMessage = {
    ...content,
    channel: channelId,
    ts: world.nextTs(),
    user: app.botUserId,
    botId: app.botId,
    ephemeralTo: userId,
  };
  world.ephemerals = [...world.ephemerals, message];
  world.changed();
  return message;
}

function emitMessage(core: Core, channel: SlackChannel, event: JsonObject): Promise<void> {
  if (!isMember(channel, core.world.seed.app.botUserId)) return Promise.resolve();
  return core.events.emit(messageEvent(channel), {
    ...event,
    channel: channel.id,
    channel_type: channel.kind === 'im' ? 'im' : channel.kind === 'private' ? 'group' : 'channel',
    event_ts: String(event.ts),
  });
}

/** A message as the Web API, events and interaction payloads show it. */
export function messageJson(world: World, message: SlackMessage, withMetadata = true): JsonObject {
  const { app, team } = world.seed;
  const replies = repliesTo(world, message);
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.users.get(message.user)?.teamId ?? team.id,
    ...(message.botId === undefined
      ? {}
      : {
          bot_id: message.botId,
          app_id: app.appId,
          bot_profile: { id: app.botId, app_id: app.appId, name: app.name, deleted: false, team_id: team.id },
        }),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(replies.length === 0
      ? {}
      : { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts ?? '' }),
    ...(message.metadata === undefined || !withMetadata ? {} : { metadata: message.metadata }),
    ...(message.files === undefined
      ? {}
      : {
          files: message.files.map((file) => ({
            id: file.id,
            name: file.name,
            title: file.title,
            size: file.size,
          })),
        }),
    ...(message.reactions === undefined
      ? {}
      : {
          reactions: message.reactions.map((reaction) => ({
            name: reaction.name,
            users: reaction.users,
            count: reaction.users.length,
          })),
        }),
  };
}

export function repliesTo(world: World, parent: SlackMessage): readonly SlackMessage[] {
  if (parent.threadTs !== undefined) return [];
  return (world.messages.get(parent.channel) ?? []).filter((message) => message.threadTs === parent.ts);
}

import type { Core } from '../core.ts';
import { isObject } from '../json.ts';
import { canSee, directChannel, isMember, payloadName } from '../membership.ts';
import { findMessage, messageJson, postMessage } from '../messages.ts';
import type { Json, SlackChannel, SlackMessage, SlackUser } from '../model.ts';
import { type MessageRef, type Person, SlackUserError } from '../person.ts';
import { apply } from '../respond.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { homeOf, viewJson } from '../views.ts';
import { ApiError } from '../web-api/api-error.ts';
import { addReaction } from '../web-api/reactions.ts';
import { clickTrouble, commandTrouble, sendToApp, whoAndWhere } from './sending.ts';

export type Conversing = Pick<
  Person,
  | 'command'
  | 'shortcut'
  | 'messageShortcut'
  | 'openHome'
  | 'openMessagesTab'
  | 'say'
  | 'react'
  | 'join'
  | 'leave'
>;

/** Commands, shortcuts, messages: what a person does outside of a surface of the app. */
export function makeConversing(core: Core, me: () => SlackUser): Conversing {
  const { world } = core;
  const { app, team } = world.seed;

  function channelFor(id: string): SlackChannel {
    const channel = world.channels.get(id);
    if (channel !== undefined && canSee(world, me(), channel)) return channel;
    throw new SlackUserError('no_access', 'You can not see this conversation.', id);
  }

  function ownChannel(id: string): SlackChannel {
    const channel = channelFor(id);
    if (isMember(channel, me().id)) return channel;
    throw new SlackUserError('no_access', 'Join this conversation to write in it.', id);
  }

  function messageFor(ref: MessageRef): SlackMessage {
    channelFor(ref.channel);
    const message = findMessage(world, ref.channel, ref.ts);
    if (message !== undefined) return message;
    throw new SlackUserError('not_there', 'This message no longer exists.', ref.ts);
  }

  /** The body of a command's acknowledgement may be a message of its own. */
  function answered(command: string, target: ResponseTarget, body: Json): SlackMessage | undefined {
    const payload = typeof body === 'string' && body !== '' ? { text: body } : body;
    if (!isObject(payload) || Object.keys(payload).length === 0) return undefined;
    try {
      return apply(core, target, payload);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const detail = JSON.stringify(error.details);
      throw new SlackUserError('bad_answer', `${command} failed with the error "${error.code}"`, detail);
    }
  }

  async function openTab(tab: 'home' | 'messages'): Promise<void> {
    const view = homeOf(world, me().id);
    const channel = directChannel(world, me().id);
    world.changed();
    await core.events.emit('app_home_opened', {
      type: 'app_home_opened',
      user: me().id,
      channel: channel.id,
      tab,
      ...(tab === 'home' && view !== undefined ? { view: viewJson(world, view) } : {}),
      event_ts: world.nextTs(),
    });
  }

  async function setMembership(channelId: string, there: boolean): Promise<void> {
    const channel = channelFor(channelId);
    if (isMember(channel, me().id) === there) return;
    if (there && channel.kind !== 'public') {
      throw new SlackUserError('no_access', 'Someone in this conversation has to add you.', channelId);
    }
    const others = channel.members.filter((id) => id !== me().id);
    world.channels.set(channelId, { ...channel, members: there ? [...others, me().id] : others });
    world.changed();
    const type = there ? 'member_joined_channel' : 'member_left_channel';
    await core.events.emit(type, {
      type,
      user: me().id,
      channel: channelId,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: team.id,
      event_ts: world.nextTs(),
    });
  }

  /** People of other workspaces do not have the app: no commands, no shortcuts. */
  function isOutsider(): boolean {
    return me().teamId !== team.id;
  }

  function shortcutOf(kind: 'global' | 'message', callbackId: string): void {
    if (!isOutsider() && app.shortcuts.some((one) => one.kind === kind && one.callbackId === callbackId))
      return;
    throw new SlackUserError('not_there', `There is no shortcut "${callbackId}".`);
  }

  return {
    async command(channelId, line) {
      const channel = ownChannel(channelId);
      const [command = '', ...words] = line.trim().split(' ');
      if (!app.commands.includes(command) || isOutsider()) {
        throw new SlackUserError('not_there', `${command} is not a valid command.`, app.commands.join(', '));
      }
      const target = { userId: me().id, channelId };
      const body = await sendToApp(
        core,
        'command',
        {
          token: app.verificationToken,
          team_id: team.id,
          team_domain: team.domain,
          channel_id: channel.id,
          channel_name: payloadName(channel),
          user_id: me().id,
          user_name: me().name,
          command,
          text: words.join(' ').trim(),
          api_app_id: app.appId,
          is_enterprise_install: 'false',
          response_url: core.responseUrls.issue('commands', target),
          trigger_id: core.triggers.issue({ userId: me().id }),
        },
        commandTrouble(command),
      );
      return answered(command, target, body);
    },
    async shortcut(callbackId) {
      shortcutOf('global', callbackId);
      const { api_app_id: _, ...who } = whoAndWhere(core, me());
      await sendToApp(
        core,
        'interactive',
        {
          type: 'shortcut',
          ...who,
          callback_id: callbackId,
          trigger_id: core.triggers.issue({ userId: me().id }),
          action_ts: world.nextTs(),
        },
        clickTrouble,
      );
    },
    async messageShortcut(callbackId, ref) {
      shortcutOf('message', callbackId);
      const message = messageFor(ref);
      const channel = channelFor(ref.channel);
      const { api_app_id: _, ...who } = whoAndWhere(core, me());
      await sendToApp(
        core,
        'interactive',
        {
          type: 'message_action',
          ...who,
          callback_id: callbackId,
          trigger_id: core.triggers.issue({ userId: me().id }),
          action_ts: world.nextTs(),
          message_ts: message.ts,
          channel: { id: channel.id, name: payloadName(channel) },
          message: messageJson(world, message),
          response_url: core.responseUrls.issue('actions', {
            userId: me().id,
            channelId: channel.id,
            messageTs: message.ts,
          }),
        },
        clickTrouble,
      );
    },
    openHome: () => openTab('home'),
    openMessagesTab: () => openTab('messages'),
    async say(channelId, text, options = {}) {
      const channel = ownChannel(channelId);
      const { threadTs } = options;
      if (threadTs !== undefined) messageFor({ channel: channelId, ts: threadTs });
      const message = postMessage(core, channel, {
        user: me().id,
        text,
        ...(threadTs === undefined ? {} : { threadTs }),
      });
      if (text.includes(`<@${app.botUserId}>`) && channel.kind !== 'im') {
        await core.events.emit('app_mention', {
          ...messageJson(world, message),
          type: 'app_mention',
          channel: channelId,
          event_ts: message.ts,
        });
      }
      await core.postOffice.idle();
      return message;
    },
    async react(ref, emoji) {
      const message = messageFor(ref);
      try {
        addReaction(core, message, me().id, emoji);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        throw new SlackUserError('invalid_input', 'You reacted with this already.', error.code);
      }
      await core.postOffice.idle();
    },
    join: (channelId) => setMembership(channelId, true),
    leave: (channelId) => setMembership(channelId, false),
  };
}

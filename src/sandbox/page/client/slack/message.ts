import type { SlackMessage } from '../../../slack/model.ts';
import type { App } from '../app.ts';
import { blocks } from '../blocks/blocks.ts';
import { messageSurface } from '../elements/surface.ts';
import { face, icon } from '../icons.ts';
import { menuButton } from '../menu.ts';
import { clockTime, slackDate } from '../text/date.ts';
import { emoji } from '../text/emoji.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { type Reader, realName, userName } from '../text/reader.ts';
import { type Child, h } from '../view.ts';

export interface MessageOptions {
  /** Replies in its thread; the line that opens it. */
  readonly replies?: readonly SlackMessage[];
  /** Follows another message of the same author: no face again. */
  readonly follows?: boolean;
  readonly inThread?: boolean;
}

export function message(app: App, reader: Reader, one: SlackMessage, options: MessageOptions = {}): Child {
  const isApp = one.user === reader.snapshot.app.botUserId;
  const name = isApp ? reader.snapshot.app.name : userName(reader, one.user);
  const at = Number(one.ts) * 1000;
  const full = slackDate(Number(one.ts), '{date_long} {time_secs}', reader);
  const ephemeral = one.ephemeralTo !== undefined;
  const follows = options.follows === true && !ephemeral;
  return h(
    'article.message',
    {
      key: `${one.ts}${ephemeral ? ' only me' : ''}`,
      class: [ephemeral && 'ephemeral', follows && 'follows'].filter(Boolean).join(' '),
      'aria-label': `${name}, ${clockTime(at, reader.tz)}`,
      'data-ts': one.ts,
    },
    h(
      'div.gutter',
      null,
      follows
        ? h('time.aside-time', { title: full }, clockTime(at, reader.tz))
        : face(one.user, realName(reader, one.user), isApp),
    ),
    h(
      'div.message-main',
      null,
      ephemeral && h('p.only-you', null, icon('lock'), 'Only visible to you'),
      !follows &&
        h(
          'p.byline',
          null,
          h('strong', null, name),
          isApp && h('span.app-tag', null, 'App'),
          h('time', { datetime: new Date(at).toISOString(), title: full }, clockTime(at, reader.tz)),
        ),
      h('div.message-body', null, body(app, reader, one)),
      one.edited !== undefined && one.blocks === undefined && h('span.edited', null, '(edited)'),
      reactions(app, reader, one),
      threadLine(app, reader, one, options),
    ),
    !ephemeral && actions(app, one, options),
  );
}

function body(app: App, reader: Reader, one: SlackMessage): Child {
  if (one.blocks === undefined || one.blocks.length === 0)
    return h('div.bk-text', null, mrkdwn(one.text, reader));
  return blocks(one.blocks, messageSurface(app, reader, one));
}

function reactions(app: App, reader: Reader, one: SlackMessage): Child {
  if (one.reactions === undefined || one.reactions.length === 0) return undefined;
  return h(
    'div.reactions',
    null,
    one.reactions.map(({ name, users }) =>
      h(
        'button.reaction',
        {
          key: name,
          type: 'button',
          title: users.map((user) => userName(reader, user)).join(', '),
          'aria-label': `${name}, ${users.length}`,
          onclick: () =>
            void app.perform({ do: 'react', message: { channel: one.channel, ts: one.ts }, emoji: name }),
        },
        emoji(name),
        h('span', null, users.length),
      ),
    ),
  );
}

function threadLine(
  app: App,
  reader: Reader,
  one: SlackMessage,
  { replies = [], inThread }: MessageOptions,
): Child {
  const last = replies.at(-1);
  if (last === undefined || inThread === true) return undefined;
  const authors = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  return h(
    'button.thread-line',
    { type: 'button', onclick: () => app.change({ thread: one.ts }) },
    authors.map((id) => face(id, realName(reader, id), id === reader.snapshot.app.botUserId)),
    h('span', null, count),
    h('span.muted', null, `last reply ${slackDate(Number(last.ts), '{ago}', reader)}`),
  );
}

function actions(app: App, one: SlackMessage, { inThread }: MessageOptions): Child {
  const ref = { channel: one.channel, ts: one.ts };
  const shortcuts = app.state.shortcuts
    .filter(({ kind }) => kind === 'message')
    .map(({ name, callbackId }) => ({
      text: name,
      description: app.state.slack?.app.name ?? '',
      onChoose: () => void app.perform({ do: 'messageShortcut', callbackId, message: ref }),
    }));
  return h(
    'div.message-actions',
    null,
    inThread !== true &&
      h(
        'button.quiet',
        {
          type: 'button',
          title: 'Reply in thread',
          'aria-label': 'Reply in thread',
          onclick: () => app.change({ thread: one.threadTs ?? one.ts }),
        },
        icon('thread'),
      ),
    shortcuts.length > 0 &&
      menuButton(
        app,
        `message ${one.channel} ${one.ts}${inThread === true ? ' thread' : ''}`,
        { label: 'Message shortcuts', title: 'Message shortcuts', content: icon('more') },
        shortcuts,
      ),
  );
}

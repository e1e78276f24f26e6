import type { SlackMessage } from '../../../slack/model.ts';
import type { WireSnapshot } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import { dayHeading } from '../text/date.ts';
import type { Reader } from '../text/reader.ts';
import { type Child, h } from '../view.ts';
import { composer } from './composer.ts';
import { message } from './message.ts';
import { isWithApp, titleOf } from './places.ts';

type Channel = WireSnapshot['channels'][number];

const FOLLOWS_WITHIN_S = 300;

/** One conversation: its name, its messages, the message field. */
export function conversation(app: App, reader: Reader, channel: Channel): Child {
  const { snapshot } = reader;
  const title = titleOf(channel, snapshot);
  const name = channel.kind === 'im' ? title : `#${title}`;
  const shown = topLevel(channel, snapshot.ephemerals);
  return h(
    'section.conversation',
    { key: channel.id, 'aria-label': name },
    h(
      'header.pane-head',
      null,
      h(
        'button.quiet.to-list',
        {
          type: 'button',
          'aria-label': 'All conversations',
          onclick: () => app.change({ listInFront: true }),
        },
        icon('left'),
      ),
      h('h2', null, channel.kind !== 'im' && icon(channel.kind === 'private' ? 'lock' : 'hash'), title),
      h(
        'p.topic',
        null,
        channel.topic ?? (isWithApp(channel, snapshot) ? 'Direct messages with the app' : ''),
      ),
      channel.isExtShared === true && h('span.shared', null, 'shared with another company'),
      channel.kind !== 'im' &&
        h(
          'span.members',
          { title: channel.members.map((id) => nameIn(snapshot, id)).join(', ') },
          icon('group'),
          `${channel.members.length}`,
          h('span.visually-hidden', null, ' members'),
        ),
    ),
    h(
      'div.messages',
      {
        role: 'log',
        'aria-live': 'polite',
        'aria-label': `Messages in ${name}`,
        tabindex: '0',
        mount: (element: HTMLElement) => {
          toEnd(element);
          markRead(app, channel, element);
        },
        patched: (element: HTMLElement) => {
          if (hasGrown(element) && element.dataset.away === undefined) toEnd(element);
          markRead(app, channel, element);
        },
        onscroll: (event: Event) => noteWhere(event.currentTarget as HTMLElement),
      },
      shown.length === 0 && h('p.empty.beginning', { key: 'beginning' }, emptyText(channel, title)),
      shown.map((one, index) => withDay(app, reader, channel, one, shown[index - 1])),
    ),
    composer(app, reader, { channel: channel.id, placeholder: `Message ${name}` }),
  );
}

function withDay(
  app: App,
  reader: Reader,
  channel: Channel,
  one: SlackMessage,
  before: SlackMessage | undefined,
): readonly Child[] {
  const day = dayHeading(Number(one.ts) * 1000, reader);
  const newDay = before === undefined || dayHeading(Number(before.ts) * 1000, reader) !== day;
  const follows =
    !newDay &&
    before.user === one.user &&
    before.ephemeralTo === undefined &&
    Number(one.ts) - Number(before.ts) < FOLLOWS_WITHIN_S &&
    one.blocks === undefined;
  const replies = channel.messages.filter(({ threadTs, ts }) => threadTs === one.ts && ts !== one.ts);
  return [
    newDay && h('div.day', { key: `day ${day}`, role: 'separator' }, h('span', null, day)),
    message(app, reader, one, { replies, follows }),
  ];
}

function topLevel(channel: Channel, ephemerals: readonly SlackMessage[]): readonly SlackMessage[] {
  const own = channel.messages.filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts);
  const whispered = ephemerals.filter((one) => one.channel === channel.id && one.threadTs === undefined);
  return [...own, ...whispered].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function emptyText(channel: Channel, title: string): string {
  if (channel.kind === 'im') return `This is the beginning of your messages with ${title}.`;
  return `Nothing in #${title} yet. Send /iam to see what the app can do.`;
}

function nameIn(snapshot: WireSnapshot, id: string): string {
  return snapshot.users.find((user) => user.id === id)?.realName ?? 'somebody';
}

function toEnd(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight;
}

/** Since the last look; else a rendering would pull back what somebody scrolls by a little. */
function hasGrown(element: HTMLElement): boolean {
  const height = String(element.scrollHeight);
  if (element.dataset.height === height) return false;
  element.dataset.height = height;
  return true;
}

function noteWhere(element: HTMLElement): void {
  const away = element.scrollHeight - element.clientHeight - element.scrollTop > 60;
  if (away) element.dataset.away = 'yes';
  else delete element.dataset.away;
}

/** Reads what is on screen, once for each newest message. */
function markRead(app: App, channel: Channel, element: HTMLElement): void {
  const newest = channel.messages.at(-1)?.ts;
  // The element outlives a change of person: what one of them has read, another has not.
  const read = `${app.state.me} ${newest}`;
  if (channel.unread === 0 || newest === undefined || element.dataset.read === read) return;
  if (element.offsetParent === null) return;
  element.dataset.read = read;
  void app.act({ do: 'read', channel: channel.id });
}

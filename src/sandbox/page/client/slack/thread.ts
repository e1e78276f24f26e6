import type { WireSnapshot } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import type { Reader } from '../text/reader.ts';
import { type Child, h } from '../view.ts';
import { composer } from './composer.ts';
import { message } from './message.ts';

type Channel = WireSnapshot['channels'][number];

/** A message with its replies, beside the conversation. */
export function thread(app: App, reader: Reader, channel: Channel, ts: string): Child {
  const parent = channel.messages.find((one) => one.ts === ts);
  const replies = [
    ...channel.messages.filter((one) => one.threadTs === ts && one.ts !== ts),
    ...reader.snapshot.ephemerals.filter((one) => one.channel === channel.id && one.threadTs === ts),
  ].sort((a, b) => Number(a.ts) - Number(b.ts));
  return h(
    'aside.thread',
    {
      key: `thread ${ts}`,
      'aria-label': 'Thread',
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.defaultPrevented) app.change({ thread: undefined });
      },
    },
    h(
      'header.pane-head',
      null,
      h('h2', null, 'Thread'),
      h('p.topic', null, channel.kind === 'im' ? '' : `#${channel.name}`),
      h(
        'button.quiet',
        { type: 'button', 'aria-label': 'Close thread', onclick: () => app.change({ thread: undefined }) },
        icon('close'),
      ),
    ),
    h(
      'div.messages',
      {
        role: 'log',
        'aria-live': 'polite',
        'aria-label': 'Messages in the thread',
        tabindex: '0',
        mount: (element: HTMLElement) => showNewest(element, replies.length),
        patched: (element: HTMLElement) => showNewest(element, replies.length),
      },
      parent === undefined
        ? h('p.empty', null, 'This message was deleted.')
        : message(app, reader, parent, { inThread: true }),
      replies.length > 0 &&
        h(
          'div.day',
          { key: 'count' },
          h('span', null, `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`),
        ),
      replies.map((one) => message(app, reader, one, { inThread: true })),
    ),
    parent !== undefined &&
      composer(app, reader, { channel: channel.id, threadTs: ts, placeholder: 'Reply' }),
  );
}

/** The newest reply, once for each: the message above is known from the conversation. */
function showNewest(element: HTMLElement, count: number): void {
  if (count === 0 || element.dataset.replies === String(count)) return;
  element.dataset.replies = String(count);
  element.scrollTop = element.scrollHeight;
}

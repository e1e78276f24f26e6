import { type Child, h } from '../view.ts';
import { slackDate } from './date.ts';
import { channelName, groupHandle, type Reader, userName } from './reader.ts';

/** A link to the world outside; anything but http and mail is shown as text. */
export function link(url: string, label: Child): Child {
  if (!/^(https?:|mailto:)/i.test(url)) return label;
  return h('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, label);
}

export function mentionUser(reader: Reader, id: string): Child {
  const own = id === reader.snapshot.me.id;
  return h('span.mention', { class: own ? 'own' : undefined }, `@${userName(reader, id)}`);
}

export function mentionChannel(reader: Reader, id: string): Child {
  return h('span.mention', null, `#${channelName(reader, id)}`);
}

export function mentionGroup(reader: Reader, id: string): Child {
  const own = reader.snapshot.groups.some(
    (group) => group.id === id && group.users.includes(reader.snapshot.me.id),
  );
  return h('span.mention', { class: own ? 'own' : undefined }, `@${groupHandle(reader, id)}`);
}

export function broadcast(range: string): Child {
  return h('span.mention.own', null, `@${range}`);
}

export function date(
  reader: Reader,
  seconds: number,
  format: string,
  url?: string,
  fallback?: string,
): Child {
  const text = slackDate(seconds, format, reader);
  const shown = Number.isFinite(seconds) ? text : (fallback ?? format);
  const full = slackDate(seconds, '{date_long} {time_secs}', reader);
  const time = h(
    'time',
    { datetime: new Date(seconds * 1000).toISOString(), title: `${full} (${reader.tz})` },
    shown,
  );
  return url === undefined || url === '' ? time : link(url, time);
}

/** Preformatted text with its copy button. */
export function codeBlock(text: string): Child {
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 1600);
    });
  };
  return h(
    'div.code-block',
    null,
    h('pre', { tabindex: '0', 'aria-label': 'Code' }, h('code', null, text)),
    h('button.copy', { type: 'button', onclick: copy, 'aria-live': 'polite' }, 'Copy'),
  );
}

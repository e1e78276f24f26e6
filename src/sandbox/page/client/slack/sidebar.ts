import type { WireSnapshot } from '../../wire.ts';
import type { App } from '../app.ts';
import { face, icon } from '../icons.ts';
import { type Child, h } from '../view.ts';
import { isWithApp, openChannel, openHome, titleOf } from './places.ts';

type Channel = WireSnapshot['channels'][number];

/** The app, the channels and the direct messages of the chosen person. */
export function sidebar(app: App, snapshot: WireSnapshot): Child {
  const mine = snapshot.channels.filter(({ isMember, isArchived }) => isMember && isArchived !== true);
  const channels = mine.filter(({ kind }) => kind !== 'im').sort((a, b) => a.name.localeCompare(b.name));
  const direct = mine.filter((channel) => channel.kind === 'im');
  const others = snapshot.channels
    .filter(({ isMember, kind }) => !isMember && kind === 'public')
    .sort((a, b) => a.name.localeCompare(b.name));
  const atHome = app.state.place.kind === 'home';
  return h(
    'nav.sidebar',
    { 'aria-label': 'Conversations' },
    h('p.workspace', null, app.state.workspace),
    h('h3', null, 'App'),
    h(
      'ul',
      null,
      h(
        'li',
        null,
        h(
          'button.place',
          { type: 'button', 'aria-current': atHome ? 'page' : undefined, onclick: () => openHome(app) },
          icon('home'),
          h('span.place-name', null, `${snapshot.app.name} home`),
        ),
      ),
      direct.filter((one) => isWithApp(one, snapshot)).map((one) => place(app, one, snapshot)),
    ),
    h('h3', null, 'Channels'),
    h(
      'ul',
      null,
      channels.map((one) => place(app, one, snapshot)),
    ),
    others.length > 0 && [
      h('h3', null, 'Not joined'),
      h(
        'ul.not-joined',
        null,
        others.map((one) =>
          h(
            'li',
            { key: one.id },
            h(
              'button.place',
              {
                type: 'button',
                'aria-label': `Join #${one.name}`,
                onclick: async () => {
                  const answer = await app.perform({ do: 'join', channel: one.id });
                  if (answer.ok) openChannel(app, one.id);
                },
              },
              icon('hash'),
              h('span.place-name', null, one.name),
              h('span.join', { 'aria-hidden': 'true' }, 'Join'),
            ),
          ),
        ),
      ),
    ],
    direct.some((one) => !isWithApp(one, snapshot)) && [
      h('h3', null, 'Direct messages'),
      h(
        'ul',
        null,
        direct.filter((one) => !isWithApp(one, snapshot)).map((one) => place(app, one, snapshot)),
      ),
    ],
  );
}

function place(app: App, channel: Channel, snapshot: WireSnapshot): Child {
  const here = app.state.place.kind === 'channel' && app.state.place.id === channel.id;
  const title = titleOf(channel, snapshot);
  const name = isWithApp(channel, snapshot) ? 'Messages' : title;
  const unread = here ? 0 : channel.unread;
  const spoken = channel.kind === 'im' ? `Direct messages with ${title}` : `#${title}`;
  return h(
    'li',
    { key: channel.id },
    h(
      'button.place',
      {
        type: 'button',
        class: unread > 0 ? 'unread' : undefined,
        'aria-current': here ? 'page' : undefined,
        'aria-label': [
          spoken,
          channel.kind === 'private' && 'private',
          channel.isExtShared === true && 'shared with another company',
          unread > 0 && `${unread} unread`,
        ]
          .filter(Boolean)
          .join(', '),
        onclick: () => openChannel(app, channel.id),
      },
      channel.kind === 'im'
        ? face(channel.with ?? '', title, isWithApp(channel, snapshot))
        : icon(channel.kind === 'private' ? 'lock' : 'hash'),
      h('span.place-name', null, name),
      channel.isExtShared === true &&
        h('span.shared-mark', { title: 'Shared with another company' }, icon('external')),
      unread > 0 && h('span.badge', { 'aria-hidden': 'true' }, unread),
    ),
  );
}

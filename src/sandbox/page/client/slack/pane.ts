import type { App } from '../app.ts';
import { type Child, h } from '../view.ts';
import { conversation } from './conversation.ts';
import { home } from './home.ts';
import { modal } from './modal.ts';
import { people } from './people.ts';
import { readerOf } from './reader.ts';
import { sidebar } from './sidebar.ts';
import { thread } from './thread.ts';

/** Slack as the chosen person. */
export function slackPane(app: App): Child {
  const reader = readerOf(app);
  const { place, thread: threadTs, tab, listInFront } = app.state;
  const shell = (...children: readonly Child[]) =>
    h(
      'section.pane.slack',
      { id: 'slack', 'aria-label': 'Slack', class: tab === 'slack' ? 'front' : undefined },
      children,
    );
  if (reader === undefined) return shell(h('p.empty', { role: 'status' }, 'Opening the workspace…'));
  const { channels, modals } = reader.snapshot;
  const channel = place.kind === 'channel' ? channels.find(({ id }) => id === place.id) : undefined;
  const covered = modals.length > 0;
  return shell(
    people(app),
    h(
      'div.slack-body',
      {
        inert: covered,
        class: [threadTs !== undefined && 'with-thread', listInFront && 'list-in-front']
          .filter(Boolean)
          .join(' '),
      },
      sidebar(app, reader.snapshot),
      channel === undefined ? home(app, reader) : conversation(app, reader, channel),
      channel !== undefined && threadTs !== undefined && thread(app, reader, channel, threadTs),
    ),
    modal(app, reader, modals),
  );
}

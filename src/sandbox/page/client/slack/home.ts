import type { App } from '../app.ts';
import { blocks } from '../blocks/blocks.ts';
import { viewSurface } from '../elements/surface.ts';
import { icon, mark } from '../icons.ts';
import { record } from '../text/json.ts';
import type { Reader } from '../text/reader.ts';
import { type Child, h } from '../view.ts';
import { isWithApp, openChannel } from './places.ts';

/** The app's Home tab. */
export function home(app: App, reader: Reader): Child {
  const { snapshot } = reader;
  const view = snapshot.home;
  const messages = snapshot.channels.find((channel) => isWithApp(channel, snapshot));
  return h(
    'section.conversation.home',
    { key: 'home', 'aria-label': `${snapshot.app.name} home` },
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
      h('h2', null, mark(), snapshot.app.name),
      h('p.topic', null, 'Home'),
      messages !== undefined &&
        h('button.quiet.wide', { type: 'button', onclick: () => openChannel(app, messages.id) }, 'Messages'),
    ),
    h(
      'div.home-body',
      { tabindex: '0', role: 'region', 'aria-label': 'Home tab' },
      view === undefined
        ? h(
            'p.empty',
            null,
            app.state.busy.has('home') ? 'Loading…' : 'The app has published nothing for you yet.',
          )
        : blocks(view.blocks.map(record), viewSurface(app, reader, view)),
    ),
  );
}

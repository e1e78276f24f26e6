import type { App } from './app.ts';
import { callsPane } from './aws/calls.ts';
import { awsPane } from './aws/pane.ts';
import { icon } from './icons.ts';
import { question } from './question.ts';
import { notices } from './slack/notices.ts';
import { slackPane } from './slack/pane.ts';
import type { Tab } from './state.ts';
import { bar } from './top/bar.ts';
import { story } from './top/story.ts';
import { type Child, h } from './view.ts';

/** The whole page. */
export function page(app: App): Child {
  const asked = app.state.question !== undefined;
  return h(
    'div.page',
    null,
    h(
      'div.whole',
      { inert: asked },
      bar(app),
      story(app),
      h('main', null, slackPane(app), awsPane(app), callsPane(app)),
      tabs(app),
    ),
    question(app),
    h('div.toasts', null, notices(app, 'page')),
  );
}

/** On a phone one side at a time. */
function tabs(app: App): Child {
  const { tab, slack } = app.state;
  const unread =
    slack?.channels.reduce((sum, channel) => sum + (channel.isMember ? channel.unread : 0), 0) ?? 0;
  const one = (id: Tab, title: string, picture: Child, extra?: Child) =>
    h(
      'button.bottom-tab',
      { type: 'button', 'aria-pressed': String(tab === id), onclick: () => app.change({ tab: id }) },
      picture,
      title,
      extra,
    );
  return h(
    'nav.bottom-tabs',
    { 'aria-label': 'Sides of the page' },
    one('slack', 'Slack', icon('hash'), unread > 0 && h('span.badge', null, unread)),
    one('aws', 'AWS', icon('user')),
    one('calls', 'Calls', icon('document')),
  );
}

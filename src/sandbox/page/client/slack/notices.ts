import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import type { Notice } from '../state.ts';
import { type Child, h } from '../view.ts';

/** What Slack says about something that did not work, where it says it. */
export function notices(app: App, at: Notice['at']): Child {
  const here = app.state.notices.filter((notice) => notice.at === at);
  return here.map(({ id, text, detail, tone }) =>
    h(
      'div.notice',
      { key: `notice ${id}`, class: tone, role: tone === 'error' ? 'alert' : 'status' },
      icon(tone === 'error' ? 'alert' : 'check'),
      h(
        'div.notice-text',
        null,
        h('p', null, text),
        detail !== undefined &&
          detail !== '' &&
          h('p.notice-detail', null, h('span', null, 'For the developer: '), detail),
      ),
      h(
        'button.quiet',
        { type: 'button', 'aria-label': 'Dismiss', onclick: () => app.dismiss(id) },
        icon('close'),
      ),
    ),
  );
}

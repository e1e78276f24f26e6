import type { App } from '../app.ts';
import { face } from '../icons.ts';
import { type Child, h } from '../view.ts';

/** Who am I? One of six. */
export function people(app: App): Child {
  const { faces, me } = app.state;
  const current = faces.find(({ id }) => id === me);
  return h(
    'div.people',
    {
      role: 'radiogroup',
      'aria-label': 'Use Slack as',
      onkeydown: (event: KeyboardEvent) => arrows(event, app),
    },
    faces.map(({ id, name, title, guest, unread }) =>
      h(
        'button.person',
        {
          key: id,
          type: 'button',
          role: 'radio',
          'aria-checked': String(id === me),
          tabindex: id === me || current === undefined ? '0' : '-1',
          title: [name, title, guest && 'guest'].filter(Boolean).join(' · '),
          'aria-label': [name, title, guest && 'guest', unread > 0 && `${unread} unread`]
            .filter(Boolean)
            .join(', '),
          onclick: () => app.become(id),
        },
        face(id, name),
        unread > 0 && id !== me && h('span.badge', { 'aria-hidden': 'true' }, unread > 99 ? '99+' : unread),
      ),
    ),
    current !== undefined &&
      h(
        'p.who',
        null,
        h('strong', null, current.name),
        h('span', null, [current.title, current.guest && 'guest'].filter(Boolean).join(' · ')),
      ),
  );
}

function arrows(event: KeyboardEvent, app: App): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const { faces } = app.state;
  // From where the focus is: the next person's Slack may still be on its way.
  const at = buttons.findIndex((button) => button.matches(':focus'));
  const index = (at + step + faces.length) % faces.length;
  const next = faces[index];
  if (next === undefined) return;
  buttons[index]?.focus();
  app.become(next.id);
}

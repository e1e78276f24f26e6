import type { App } from './app.ts';
import { type Child, h } from './view.ts';

export interface MenuItem {
  readonly text: string;
  readonly description?: string;
  readonly onChoose: () => void;
}

/** A button that opens a menu: arrow keys move, Escape closes, focus returns. `key` must be unique on the page. */
export function menuButton(
  app: App,
  key: string,
  button: {
    readonly label: string;
    readonly content: Child;
    readonly class?: string;
    readonly title?: string;
  },
  entries: readonly MenuItem[],
): Child {
  const open = app.state.menu === key;
  const domId = `menu-${key.replace(/[^\w-]/g, '-')}`;
  return h(
    'span.menu',
    { 'data-menu': key },
    h(
      `button.${button.class ?? 'quiet'}`,
      {
        type: 'button',
        id: `${domId}-button`,
        title: button.title,
        'aria-label': button.label,
        'aria-haspopup': 'menu',
        'aria-expanded': String(open),
        onclick: () => app.change({ menu: open ? undefined : key }),
      },
      button.content,
    ),
    open &&
      h(
        'div.menu-list',
        {
          role: 'menu',
          'aria-labelledby': `${domId}-button`,
          onkeydown: moveFocus,
          mount: (element: HTMLElement) => {
            element.querySelector('button')?.focus();
            element.scrollIntoView({ block: 'nearest' });
          },
          unmount: () => document.getElementById(`${domId}-button`)?.focus(),
        },
        entries.map(({ text, description, onChoose }) =>
          h(
            'button.menu-item',
            {
              type: 'button',
              role: 'menuitem',
              tabindex: '-1',
              onclick: () => {
                app.change({ menu: undefined });
                onChoose();
              },
            },
            text,
            description !== undefined && h('small', null, description),
          ),
        ),
        entries.length === 0 && h('p.empty', null, 'Nothing here.'),
      ),
  );
}

function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

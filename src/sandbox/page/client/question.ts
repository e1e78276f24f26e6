import type { App } from './app.ts';
import { keepFocus } from './slack/modal.ts';
import { readerOf } from './slack/reader.ts';
import { mrkdwn } from './text/mrkdwn.ts';
import { type Child, h } from './view.ts';

/** The confirm dialog, over everything. */
export function question(app: App): Child {
  const { question: asked } = app.state;
  const reader = readerOf(app);
  if (asked === undefined || reader === undefined) return undefined;
  const { title, text, yes, no, danger, onYes, onNo } = asked;
  const answer = (said: boolean) => {
    app.change({ question: undefined });
    if (said) onYes();
    else onNo?.();
  };
  const before = document.activeElement;
  return h(
    'div.backdrop.over-all',
    { key: 'question' },
    h(
      'div.question',
      {
        role: 'alertdialog',
        'aria-modal': 'true',
        'aria-labelledby': 'question-title',
        'aria-describedby': 'question-text',
        onkeydown: (event: KeyboardEvent) => {
          event.stopPropagation();
          if (event.key === 'Escape') answer(false);
          else keepFocus(event);
        },
        mount: (element: HTMLElement) => {
          if (before instanceof HTMLElement && before.id !== '') element.dataset.from = before.id;
          element.querySelector<HTMLElement>('button.yes')?.focus();
        },
        unmount: (element: HTMLElement) => document.getElementById(element.dataset.from ?? '')?.focus(),
      },
      h('h2', { id: 'question-title' }, title),
      h('div', { id: 'question-text' }, mrkdwn(text, reader)),
      h(
        'footer',
        null,
        h('button.bk-button', { type: 'button', onclick: () => answer(false) }, no),
        h(
          'button.bk-button.yes',
          { type: 'button', class: danger ? 'danger' : 'primary', onclick: () => answer(true) },
          yes,
        ),
      ),
    ),
  );
}

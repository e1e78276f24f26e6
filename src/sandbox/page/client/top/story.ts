import type { StoryStep } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import { openChannel } from '../slack/places.ts';
import { type Child, h } from '../view.ts';

/** The guided story: what to do next, and what is done. */
export function story(app: App): Child {
  const { menu, story: steps } = app.state;
  if (menu !== 'story') return undefined;
  const next = steps.find(({ done }) => !done);
  return h(
    'aside.panel.story',
    {
      id: 'story',
      key: 'story',
      'data-menu': 'story',
      'aria-label': 'Try this',
      mount: (element: HTMLElement) => element.querySelector<HTMLElement>('button')?.focus(),
      unmount: () =>
        document.activeElement === document.body && document.getElementById('story-button')?.focus(),
    },
    h(
      'p.panel-lead',
      null,
      'A service account from the question to its key. You play everybody; the app is the real one.',
    ),
    h(
      'ol.steps',
      null,
      steps.map((step, index) =>
        h(
          'li.step',
          {
            key: step.id,
            class: step.done ? 'done' : step === next ? 'next' : undefined,
            'aria-current': step === next ? 'step' : undefined,
          },
          h('span.step-number', null, step.done ? icon('check') : index + 1),
          h(
            'div',
            null,
            h('strong', null, step.title, step.done && h('span.visually-hidden', null, ' (done)')),
            h('p', null, step.text),
            step.go !== undefined &&
              h('button.bk-button', { type: 'button', onclick: () => go(app, step.go) }, 'Take me there'),
          ),
        ),
      ),
    ),
  );
}

function go(app: App, where: StoryStep['go']): void {
  if (where === undefined) return;
  app.become(where.as);
  openChannel(app, where.channel);
  app.change({ menu: undefined, draft: where.draft, completion: undefined });
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('message-field')?.focus()));
}

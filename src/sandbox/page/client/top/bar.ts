import type { App } from '../app.ts';
import { icon, mark } from '../icons.ts';
import { type Child, h } from '../view.ts';
import { clock } from './clock.ts';
import { faults } from './faults.ts';

/** Name, story, clock, faults, reset. */
export function bar(app: App): Child {
  const { story, menu, connected } = app.state;
  const done = story.filter((step) => step.done).length;
  const open = menu === 'story';
  return h(
    'header.bar',
    null,
    h('h1', null, mark(), h('span', null, 'Chatelaine'), h('small', null, 'sandbox')),
    h(
      'button.bar-button.story-button',
      {
        type: 'button',
        id: 'story-button',
        'data-menu': 'story',
        'aria-expanded': String(open),
        'aria-controls': 'story',
        onclick: () => app.change({ menu: open ? undefined : 'story' }),
      },
      'Try this',
      story.length > 0 && h('span.count', null, `${done}/${story.length}`),
    ),
    h('span.spacer'),
    !connected && h('span.lost', { role: 'status' }, 'Connecting…'),
    clock(app),
    faults(app),
    h(
      'button.bar-button',
      {
        type: 'button',
        id: 'reset-button',
        title: 'Plant everything again',
        'aria-label': 'Reset',
        onclick: () => askReset(app),
      },
      icon('reset'),
      h('span.bar-word', null, 'Reset'),
    ),
  );
}

function askReset(app: App): void {
  app.change({
    question: {
      title: 'Start again?',
      text: 'Messages, requests and all changes in the accounts go away.',
      yes: 'Reset',
      no: 'Keep',
      danger: true,
      onYes: async () => {
        const answer = await app.control('/api/reset', {});
        if (answer.ok) app.notify({ tone: 'good', at: 'page', text: 'Everything is as at the start.' });
        else app.notify({ tone: 'error', at: 'page', text: answer.text });
      },
    },
  });
}

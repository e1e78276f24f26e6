import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import { type Child, h } from '../view.ts';

const operations = [
  'CreateUser',
  'CreateAccessKey',
  'AddUserToGroup',
  'PutUserPermissionsBoundary',
  'CreateSecret',
  'GetUser',
  'AssumeRole',
] as const;

/** Makes AWS fail, so that one can see what the bot does then. */
export function faults(app: App): Child {
  const { menu, faults: waiting } = app.state;
  const open = menu === 'faults';
  return h(
    'span.menu',
    { 'data-menu': 'faults' },
    h(
      'button.bar-button',
      {
        type: 'button',
        id: 'faults-button',
        class: waiting.length > 0 ? 'armed' : undefined,
        title: 'Make AWS fail',
        'aria-label': waiting.length === 0 ? 'Faults' : `Faults, ${waiting.length} waiting`,
        'aria-haspopup': 'dialog',
        'aria-expanded': String(open),
        onclick: () => app.change({ menu: open ? undefined : 'faults' }),
      },
      icon('bolt'),
      h('span.bar-word', null, 'Faults'),
      waiting.length > 0 && h('span.count', { 'aria-hidden': 'true' }, waiting.length),
    ),
    open && form(app),
  );
}

function form(app: App): Child {
  const { faultPresets, faults: waiting } = app.state;
  const failed = (text: string) => app.notify({ tone: 'error', at: 'page', text });
  async function add(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const times = String(data.get('times'));
    const operation = String(data.get('operation'));
    const answer = await app.control('/api/faults', {
      preset: String(data.get('preset')),
      times: times === 'always' ? 'always' : Number(times),
      ...(operation === '' ? {} : { operation }),
    });
    if (!answer.ok) failed(answer.text);
  }
  return h(
    'form.panel.faults',
    {
      role: 'dialog',
      'aria-label': 'Make AWS fail',
      onsubmit: (event: Event) => void add(event),
      mount: (element: HTMLElement) => element.querySelector('input')?.focus(),
      unmount: () => document.getElementById('faults-button')?.focus(),
    },
    h('p.panel-lead', null, 'The next calls to AWS fail like this. Watch what the card says.'),
    h(
      'fieldset',
      null,
      h('legend.visually-hidden', null, 'How they fail'),
      faultPresets.map(({ id, title, text }, index) =>
        h(
          'label.choice',
          { key: id },
          h('input', { type: 'radio', name: 'preset', value: id, checked: index === 0 }),
          h('span', null, h('span.choice-text', null, title), h('span.choice-description', null, text)),
        ),
      ),
    ),
    h(
      'div.fault-row',
      null,
      h(
        'label',
        null,
        'Which call',
        h(
          'select.field',
          { name: 'operation' },
          h('option', { value: '' }, 'Any'),
          operations.map((name) => h('option', { value: name, key: name }, name)),
        ),
      ),
      h(
        'label',
        null,
        'How often',
        h(
          'select.field',
          { name: 'times' },
          h('option', { value: '1' }, 'Once'),
          h('option', { value: '3' }, 'Three times'),
          h('option', { value: '10' }, 'Ten times'),
          h('option', { value: 'always' }, 'Until cleared'),
        ),
      ),
      h('button.bk-button.danger', { type: 'submit' }, 'Add'),
    ),
    waiting.length > 0 &&
      h(
        'div.waiting',
        { key: 'waiting', role: 'status' },
        h(
          'ul',
          null,
          waiting.map(({ id, title, operation, left }) =>
            h(
              'li',
              { key: String(id) },
              `${title} · ${operation} · ${left === undefined ? 'until cleared' : `${left} left`}`,
            ),
          ),
        ),
        h(
          'button.bk-button',
          {
            type: 'button',
            onclick: async () => {
              const answer = await app.control('/api/faults-clear', {});
              if (!answer.ok) failed(answer.text);
            },
          },
          'Clear all',
        ),
      ),
  );
}

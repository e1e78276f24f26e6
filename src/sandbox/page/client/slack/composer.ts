import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import { menuButton } from '../menu.ts';
import type { Reader } from '../text/reader.ts';
import { type Child, h } from '../view.ts';
import { type CommandHint, commandHints } from './command-hints.ts';
import { notices } from './notices.ts';

export interface ComposerOptions {
  readonly channel: string;
  readonly threadTs?: string;
  readonly placeholder: string;
}

/** The message field: messages, slash commands with completion, and the app's shortcuts. */
export function composer(app: App, reader: Reader, options: ComposerOptions): Child {
  const { channel, threadTs, placeholder } = options;
  const { state } = app;
  const inThread = threadTs !== undefined;
  const id = inThread ? 'reply-field' : 'message-field';
  const at = inThread ? 'thread' : 'composer';
  const busy = state.busy.has(id);
  const field = () => document.getElementById(id) as HTMLTextAreaElement;
  const text = state.completion === undefined || inThread ? '' : (state.draft ?? '');
  const offered = commandHints(text, reader.snapshot.app.commands);
  const active = Math.min(state.completion ?? 0, offered.length - 1);

  async function send(): Promise<void> {
    const typed = field().value.trim();
    if (typed === '' || busy) return;
    app.change({ completion: undefined, draft: undefined });
    clear(field());
    const command = reader.snapshot.app.commands.some(
      (name) => typed === name || typed.startsWith(`${name} `),
    );
    if (command && inThread) {
      app.notify({
        tone: 'error',
        at,
        text: `${typed.split(' ')[0]} is not supported in threads. Sorry.`,
      });
      return;
    }
    const reply = threadTs === undefined ? {} : { threadTs };
    await app.perform(
      command ? { do: 'command', channel, text: typed } : { do: 'say', channel, text: typed, ...reply },
      {
        busyKey: id,
        at,
      },
    );
  }

  function complete(hint: CommandHint): void {
    field().value = hint.insert;
    field().focus();
    app.change({ draft: hint.insert, completion: undefined });
  }

  function onkeydown(event: KeyboardEvent): void {
    const hint = offered[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (hint !== undefined && step !== undefined) {
      event.preventDefault();
      app.change({ completion: (active + step + offered.length) % offered.length });
    } else if (hint !== undefined && event.key === 'Escape') {
      event.preventDefault();
      app.change({ completion: undefined });
    } else if (hint !== undefined && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      complete(hint);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const chosenByArrow = hint !== undefined && (state.completion ?? 0) > 0;
      if (chosenByArrow) complete(hint);
      else void send();
    }
  }

  return h(
    'div.composer',
    { key: `composer ${id}` },
    notices(app, at),
    offered.length > 0 && completionList(id, offered, active, complete),
    h(
      'div.composer-box',
      null,
      !inThread && shortcutMenu(app),
      h('textarea.composer-field', {
        id,
        rows: '1',
        placeholder,
        'aria-label': placeholder,
        'aria-controls': offered.length > 0 ? `${id}-list` : undefined,
        'aria-activedescendant': offered.length > 0 ? `${id}-${active}` : undefined,
        'aria-autocomplete': 'list',
        value: inThread ? undefined : (state.draft ?? ''),
        'data-live': inThread ? undefined : true,
        onkeydown,
        oninput: (event: Event) => {
          const area = event.currentTarget as HTMLTextAreaElement;
          grow(area);
          if (inThread) return;
          app.change({ draft: area.value, completion: area.value.startsWith('/') ? 0 : undefined });
        },
        mount: (element: HTMLElement) => inThread && element.focus(),
      }),
      h(
        'button.send',
        {
          type: 'button',
          'aria-label': 'Send',
          'aria-busy': busy ? 'true' : undefined,
          onclick: () => void send(),
        },
        busy ? h('span.spinner', { 'aria-hidden': 'true' }) : icon('send'),
      ),
    ),
  );
}

function completionList(
  id: string,
  offered: readonly CommandHint[],
  active: number,
  complete: (hint: CommandHint) => void,
): Child {
  return h(
    'div.completion',
    { id: `${id}-list`, role: 'listbox', 'aria-label': 'Commands' },
    offered.map((hint, index) =>
      h(
        'div.option',
        {
          key: hint.usage,
          id: `${id}-${index}`,
          role: 'option',
          'aria-selected': String(index === active),
          class: index === active ? 'active' : undefined,
          onmousedown: (event: Event) => event.preventDefault(),
          onclick: () => complete(hint),
        },
        h('code', null, hint.usage),
        h('small', null, hint.does),
      ),
    ),
  );
}

function shortcutMenu(app: App): Child {
  const entries = app.state.shortcuts
    .filter(({ kind }) => kind === 'global')
    .map(({ name, callbackId }) => ({
      text: name,
      description: app.state.slack?.app.name ?? '',
      onChoose: () => void app.perform({ do: 'shortcut', callbackId }, { at: 'composer' }),
    }));
  return menuButton(
    app,
    'shortcuts',
    { label: 'Shortcuts', title: 'Shortcuts', content: icon('bolt') },
    entries,
  );
}

function clear(area: HTMLTextAreaElement): void {
  area.value = '';
  grow(area);
}

function grow(area: HTMLTextAreaElement): void {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
}

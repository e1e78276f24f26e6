import type { SlackView } from '../../../slack/model.ts';
import type { App } from '../app.ts';
import { blocks } from '../blocks/blocks.ts';
import { flushTyping } from '../elements/inputs.ts';
import { idOf, type Surface, viewSurface } from '../elements/surface.ts';
import { icon, mark } from '../icons.ts';
import { record } from '../text/json.ts';
import type { Reader } from '../text/reader.ts';
import { words } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import { notices } from './notices.ts';

const first = 'input:not([type=hidden]), textarea, select';

/** The modal on top of a person's stack, over their Slack. The AWS side stays usable beside it. */
export function modal(app: App, reader: Reader, stack: readonly SlackView[]): Child {
  const view = stack.at(-1);
  if (view === undefined) return undefined;
  const busyKey = `submit ${view.id}`;
  const busy = app.state.busy.has(busyKey);
  const deeper = stack.length > 1;
  const before = document.activeElement;
  const form = () => document.getElementById(`view-${view.id}`);

  async function submit(): Promise<void> {
    if (busy || view === undefined) return;
    flushTyping(form() ?? document);
    const answer = await app.perform({ do: 'submit', view: view.id }, { busyKey, at: 'modal' });
    if (answer.ok) app.change((state) => ({ notices: state.notices.filter(({ at }) => at !== 'modal') }));
    else if (answer.code === 'invalid_input')
      markIncomplete(viewSurface(app, reader, view), view, answer.detail);
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        form()?.querySelector<HTMLElement>('.wrong input, .wrong textarea')?.focus(),
      ),
    );
  }

  const close = (all: boolean) => void app.perform({ do: 'close', view: view.id, all }, { at: 'modal' });

  return h(
    'div.backdrop',
    { key: `modal ${view.rootViewId}` },
    h(
      'form.modal',
      {
        key: view.id,
        id: `view-${view.id}`,
        role: 'dialog',
        'aria-labelledby': `title-${view.id}`,
        novalidate: true,
        onsubmit: (event: Event) => {
          event.preventDefault();
          void submit();
        },
        onkeydown: (event: KeyboardEvent) => {
          if (event.key === 'Escape' && !event.defaultPrevented && app.state.menu === undefined) close(false);
          else keepFocus(event);
        },
        mount: (element: HTMLElement) => {
          if (before instanceof HTMLElement && !element.contains(before)) element.dataset.from = before.id;
          enterModal(element);
        },
        // The focused field went away with an update of the view.
        patched: (element: HTMLElement) => document.activeElement === document.body && enterModal(element),
        unmount: (element: HTMLElement) => returnFocus(element.dataset.from),
      },
      h(
        'header.modal-head',
        null,
        deeper
          ? h(
              'button.quiet',
              { type: 'button', 'aria-label': 'Back', onclick: () => close(false) },
              icon('left'),
            )
          : h('span.modal-mark', { 'aria-hidden': 'true' }, mark()),
        h('h2', { id: `title-${view.id}`, tabindex: '-1' }, words(view.title)),
        h(
          'button.quiet',
          { type: 'button', 'aria-label': 'Close', onclick: () => close(true) },
          icon('close'),
        ),
      ),
      h(
        'div.modal-body',
        null,
        notices(app, 'modal'),
        blocks(view.blocks.map(record), viewSurface(app, reader, view)),
      ),
      h(
        'footer.modal-foot',
        null,
        h('button.bk-button', { type: 'button', onclick: () => close(false) }, words(view.close) || 'Close'),
        view.submit !== undefined &&
          h(
            'button.bk-button.primary',
            {
              type: 'submit',
              'aria-busy': busy ? 'true' : undefined,
              'aria-disabled': busy ? 'true' : undefined,
            },
            words(view.submit),
            busy && h('span.spinner', { 'aria-hidden': 'true' }),
          ),
      ),
    ),
  );
}

/** Slack's client does not send an incomplete form; what is missing comes as `block: sentence`, one a line. */
function markIncomplete(surface: Surface, view: SlackView, detail = ''): void {
  const lines = detail.split('\n').map((line) => line.split(': '));
  const problems = view.blocks.map(record).flatMap((block) => {
    const line = lines.find(([blockId]) => blockId === block.block_id);
    const placed = { surface, block, element: record(block.element) };
    return line === undefined ? [] : [[idOf(placed), line.slice(1).join(': ')] as const];
  });
  if (problems.length === 0) return;
  surface.app.change((state) => ({
    fieldProblems: new Map([...state.fieldProblems, ...problems]),
    notices: state.notices.filter(({ at }) => at !== 'modal'),
  }));
}

function enterModal(element: HTMLElement): void {
  if (element.contains(document.activeElement)) return;
  const body = element.querySelector('.modal-body');
  const field = body?.querySelector<HTMLElement>(first) ?? element.querySelector<HTMLElement>('h2');
  field?.focus({ preventScroll: true });
}

/** Back to where the person was, unless the next view has taken the focus. */
function returnFocus(from = ''): void {
  if (document.querySelector('.modal') !== null) return;
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  (document.getElementById(from) ?? document.getElementById('message-field'))?.focus();
}

/** Tab stays within a dialog. */
export function keepFocus(event: KeyboardEvent): void {
  if (event.key !== 'Tab' || !(event.currentTarget instanceof HTMLElement)) return;
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      'button, input, textarea, select, a[href], [tabindex="0"], summary',
    ),
  ].filter((element) => element.offsetParent !== null && element.tabIndex >= 0);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const other = event.shiftKey ? stops.at(-1) : stops[0];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other?.focus();
}

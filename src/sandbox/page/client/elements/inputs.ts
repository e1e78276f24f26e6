import { flag, number, string } from '../text/json.ts';
import { words } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import { choose, enter, held, idOf, isInput, type Placed, wantsFocus } from './surface.ts';

const TYPING_PAUSE_MS = 250;

/** Attributes that tie a field to its label, hint and error. */
export interface Described {
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-labelledby'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: string | undefined;
  readonly 'aria-required'?: string | undefined;
}

/** `plain_text_input` and its kin. What is typed reaches the app's state after a short pause, and on leaving. */
export function textInput(placed: Placed, described: Described): Child {
  const { element } = placed;
  const multiline = flag(element.multiline);
  const type = string(element.type) ?? '';
  const id = idOf(placed);
  const send = (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    clearTimeout(Number(field.dataset.timer));
    delete field.dataset.timer;
    if (field.value === field.dataset.sent) return;
    field.dataset.sent = field.value;
    void enter(placed, field.value === '' ? null : field.value);
  };
  return h(multiline ? 'textarea.field' : 'input.field', {
    key: id,
    id,
    type: multiline
      ? undefined
      : ({ number_input: 'text', email_text_input: 'email', url_text_input: 'url' }[type] ?? 'text'),
    inputmode: type === 'number_input' ? 'decimal' : undefined,
    rows: multiline ? '4' : undefined,
    autocomplete: 'off',
    spellcheck: multiline ? 'true' : 'false',
    placeholder: words(element.placeholder) || undefined,
    maxlength: number(element.max_length) ?? (type === 'plain_text_input' ? 3000 : undefined),
    value: string(held(placed).value) ?? '',
    'data-pending': 'field',
    ...described,
    oninput: (event: Event) => {
      const field = event.currentTarget as HTMLInputElement;
      clearTimeout(Number(field.dataset.timer));
      field.dataset.timer = String(
        setTimeout(() => send({ ...event, currentTarget: field } as Event), TYPING_PAUSE_MS),
      );
    },
    onchange: send,
    onblur: send,
    mount: focusIfWanted(placed),
  });
}

/** Everything typed but not yet sent goes out: before a submission. */
export function flushTyping(container: ParentNode): void {
  for (const field of container.querySelectorAll('[data-pending="field"]')) {
    field.dispatchEvent(new Event('change'));
  }
}

/** `datepicker`, `timepicker`, `datetimepicker`, by the browser's own controls. */
export function dateInput(placed: Placed, described: Described): Child {
  const { element } = placed;
  const type = string(element.type);
  const value = held(placed);
  const id = idOf(placed);
  const moment = number(value.selected_date_time);
  const [control, text] =
    type === 'datepicker'
      ? ['date', string(value.selected_date)]
      : type === 'timepicker'
        ? ['time', string(value.selected_time)]
        : ['datetime-local', moment === undefined ? undefined : localMoment(moment)];
  return h('input.field.short', {
    key: id,
    id,
    type: control,
    value: text ?? '',
    ...described,
    onchange: (event: Event) => {
      const entered = (event.currentTarget as HTMLInputElement).value;
      if (entered === '') choose(placed, null);
      else choose(placed, control === 'datetime-local' ? Date.parse(entered) / 1000 : entered);
    },
    mount: focusIfWanted(placed),
  });
}

function localMoment(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function focusIfWanted(placed: Placed): (element: HTMLElement) => void {
  return (element) => {
    if (isInput(placed) && wantsFocus(placed)) element.focus();
  };
}

import { icon } from '../icons.ts';
import type { Choice, Combo } from '../state.ts';
import { number, string } from '../text/json.ts';
import { words } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import { closeCombo, openCombo, pick, settle, typeInCombo } from './combobox-state.ts';
import type { Described } from './inputs.ts';
import { focusIfWanted } from './inputs.ts';
import { chosen, isMulti } from './options.ts';
import { idOf, type Placed } from './surface.ts';

/** Every kind of select, as a searchable list (ARIA combobox with a listbox). */
export function combobox(placed: Placed, described: Described): Child {
  const { surface, element } = placed;
  const { app } = surface;
  const id = idOf(placed);
  const combo = app.state.combo?.key === id ? app.state.combo : undefined;
  const multi = isMulti(placed);
  const current = chosen(placed);
  const [first] = current;
  const placeholder = words(element.placeholder) || 'Choose an option';
  const full = multi && current.length >= (number(element.max_selected_items) ?? Number.POSITIVE_INFINITY);
  return h(
    'div.combo',
    { key: id, class: combo === undefined ? undefined : 'open' },
    multi &&
      current.length > 0 &&
      h(
        'ul.chips',
        { 'aria-label': 'Chosen' },
        current.map((choice) =>
          h('li.chip', { key: choice.value }, choice.text, removeButton(placed, choice, current)),
        ),
      ),
    h(
      'div.combo-box',
      null,
      h('input.field', {
        id,
        type: 'text',
        role: 'combobox',
        autocomplete: 'off',
        spellcheck: 'false',
        'data-live': true,
        'aria-expanded': String(combo !== undefined),
        'aria-controls': `${id}-list`,
        'aria-autocomplete': 'list',
        'aria-activedescendant':
          combo !== undefined && combo.options.length > 0 ? `${id}-${combo.active}` : undefined,
        placeholder: multi || first === undefined ? placeholder : first.text,
        value: combo?.query ?? (multi ? '' : (first?.text ?? '')),
        readonly: full,
        ...described,
        onclick: () => combo === undefined && !full && openCombo(placed),
        oninput: (event: Event) => typeInCombo(placed, (event.currentTarget as HTMLInputElement).value),
        onkeydown: (event: KeyboardEvent) => keys(event, placed, combo),
        onblur: () => closeCombo(placed),
        mount: focusIfWanted(placed),
      }),
      icon('down'),
    ),
    combo !== undefined && listbox(placed, combo, current),
  );
}

function removeButton(placed: Placed, choice: Choice, current: readonly Choice[]): Child {
  const rest = current.filter(({ value }) => value !== choice.value);
  return h(
    'button.chip-remove',
    { type: 'button', 'aria-label': `Remove ${choice.text}`, onclick: () => settle(placed, rest) },
    icon('close'),
  );
}

function listbox(placed: Placed, combo: Combo, current: readonly Choice[]): Child {
  const id = idOf(placed);
  const isChosen = ({ value }: Choice) => current.some((one) => one.value === value);
  return h(
    'div.listbox',
    {
      id: `${id}-list`,
      role: 'listbox',
      'aria-multiselectable': isMulti(placed) ? 'true' : undefined,
      'aria-label': words(placed.block.label) || 'Options',
      // The field keeps the focus.
      onmousedown: (event: Event) => event.preventDefault(),
      mount: (element: HTMLElement) => element.scrollIntoView({ block: 'nearest' }),
      patched: (element: HTMLElement) =>
        element.querySelector('.active')?.scrollIntoView({ block: 'nearest' }),
    },
    combo.options.map((choice, index) => [
      choice.group !== undefined &&
        choice.group !== combo.options[index - 1]?.group &&
        h('div.option-group', { role: 'presentation', key: `group ${choice.group}` }, choice.group),
      h(
        'div.option',
        {
          key: choice.value,
          id: `${id}-${index}`,
          role: 'option',
          class: index === combo.active ? 'active' : undefined,
          'aria-selected': String(isChosen(choice)),
          onclick: () => pick(placed, choice),
        },
        h('span', null, choice.text),
        choice.description !== undefined && h('small', null, choice.description),
        isChosen(choice) && icon('check'),
      ),
    ]),
    combo.options.length === 0 && h('p.empty', { role: 'status' }, emptyText(placed, combo)),
  );
}

function emptyText(placed: Placed, combo: Combo): string {
  if (combo.error !== undefined) return combo.error;
  if (combo.loading) return 'Looking…';
  const shortest = number(placed.element.min_query_length) ?? 3;
  const asks = (string(placed.element.type) ?? '').endsWith('external_select');
  return asks && combo.query.length < shortest ? `Type ${shortest} letters or more` : 'No results';
}

function keys(event: KeyboardEvent, placed: Placed, combo: Combo | undefined): void {
  const { app } = placed.surface;
  if (combo === undefined) {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    openCombo(placed);
    return;
  }
  const move = (to: number) => {
    event.preventDefault();
    const size = combo.options.length;
    if (size > 0) app.change({ combo: { ...combo, active: (to + size) % size } });
  };
  if (event.key === 'ArrowDown') move(combo.active + 1);
  else if (event.key === 'ArrowUp') move(combo.active - 1);
  else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    closeCombo(placed);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    const choice = combo.options[combo.active];
    if (choice !== undefined) pick(placed, choice);
  }
}

import type { ViewStateValue } from '@slack/bolt';
import type { FormValues } from '../../workflows/use-cases.ts';
import { fieldOf } from '../blocks/field-block.ts';
import { oneLine } from '../blocks/text.ts';

export type State = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/** What is in the form now, by field name. */
export function readValues(state: State): FormValues {
  return Object.fromEntries(
    Object.entries(state).flatMap(([blockId, elements]) => {
      const [element] = Object.values(elements);
      return element ? [[fieldOf(blockId).name, inputValue(element)]] : [];
    }),
  );
}

/** Which block a field is in right now. */
function blockOf(state: State, name: string): string | undefined {
  return Object.keys(state).find((blockId) => fieldOf(blockId).name === name);
}

function inputValue(element: ViewStateValue): string | readonly string[] | undefined {
  switch (element.type) {
    case 'multi_external_select':
    case 'multi_static_select':
    case 'checkboxes':
      return (element.selected_options ?? []).map((option) => option.value);
    case 'external_select':
    case 'static_select':
    case 'radio_buttons':
      return element.selected_option?.value ?? undefined;
    case 'users_select':
      return element.selected_user ?? undefined;
    case 'datepicker':
      return element.selected_date ?? undefined;
    default:
      return element.value ?? undefined;
  }
}

/**
 * The revision of each field's block: one more where the bot's value differs from what is in the form, because Slack
 * keeps showing what was typed while the block id is the same.
 */
export function revisionsOf(state: State, wanted: FormValues): ReadonlyMap<string, number> {
  const typed = readValues(state);
  return new Map(
    Object.keys(state).map((blockId) => {
      const { name, revision } = fieldOf(blockId);
      return [name, same(typed[name], wanted[name]) ? revision : revision + 1];
    }),
  );
}

function same(a: FormValues[string], b: FormValues[string]): boolean {
  const list = (value: FormValues[string]) => (value === undefined || value === '' ? [] : [value].flat());
  return JSON.stringify(list(a)) === JSON.stringify(list(b));
}

/** Slack shows an error under a block of the view; one about anything else goes under the first. */
export function besideFields(errors: Readonly<Record<string, string>>, state: State): Record<string, string> {
  const placed: Record<string, string> = {};
  const first = Object.keys(state)[0];
  for (const [name, text] of Object.entries(errors)) {
    const block = blockOf(state, name) ?? first;
    if (block) placed[block] = oneLine(placed[block] ? `${placed[block]} ${text}` : text, 1000);
  }
  return placed;
}

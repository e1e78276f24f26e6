import { textOf } from './json.ts';
import type { Json, JsonObject, StateValues } from './model.ts';
import { type Rendered, renderedElements } from './rendered.ts';

/** `view.state.values`: what each stateful element holds. */

/** The field of a state value by element type; absent for buttons and overflows, which hold nothing. */
export function valueField(type: string): string | undefined {
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return 'value';
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return 'selected_option';
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return 'selected_options';
    case 'users_select':
      return 'selected_user';
    case 'multi_users_select':
      return 'selected_users';
    case 'conversations_select':
      return 'selected_conversation';
    case 'multi_conversations_select':
      return 'selected_conversations';
    case 'channels_select':
      return 'selected_channel';
    case 'multi_channels_select':
      return 'selected_channels';
    case 'datepicker':
      return 'selected_date';
    case 'timepicker':
      return 'selected_time';
    case 'datetimepicker':
      return 'selected_date_time';
    case 'rich_text_input':
      return 'rich_text_value';
    case 'file_input':
      return 'files';
    default:
      return undefined;
  }
}

function holdsMany(field: string): boolean {
  return (
    field === 'selected_options' || field === 'files' || /^selected_(user|conversation|channel)s$/.test(field)
  );
}

/** `initial_option` and its kin. */
function initialOf(element: JsonObject, field: string): Json | undefined {
  if (field === 'value' || field === 'rich_text_value') return element.initial_value;
  return element[field.replace(/^selected_/, 'initial_')];
}

/** A state value with nothing chosen is `null`, or an empty list. */
export function emptyValue(type: string): JsonObject | undefined {
  const field = valueField(type);
  if (field === undefined) return undefined;
  return { type, [field]: holdsMany(field) ? [] : null };
}

export function isEmptyValue(value: JsonObject): boolean {
  const held = value[valueField(textOf(value.type) ?? '') ?? ''];
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}

/**
 * The values of a surface's elements: what was entered stays while block id, action id and type stay (as in Slack
 * when a view is updated), the rest starts at its initial value.
 */
export function valuesOf(blocks: readonly JsonObject[], earlier: StateValues = {}): StateValues {
  return renderedElements(blocks).reduce<StateValues>((values, rendered) => {
    const value = carriedOver(rendered, earlier) ?? startValue(rendered);
    return value === undefined ? values : withValue(values, rendered, value);
  }, {});
}

export function withValue(values: StateValues, at: Rendered, value: JsonObject): StateValues {
  return { ...values, [at.blockId]: { ...values[at.blockId], [at.actionId]: value } };
}

function carriedOver(rendered: Rendered, earlier: StateValues): JsonObject | undefined {
  const value = earlier[rendered.blockId]?.[rendered.actionId];
  return value?.type === rendered.type ? value : undefined;
}

function startValue({ type, element }: Rendered): JsonObject | undefined {
  const field = valueField(type);
  if (field === undefined) return undefined;
  const initial = initialOf(element, field);
  return initial === undefined ? emptyValue(type) : { type, [field]: initial };
}

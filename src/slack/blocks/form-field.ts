import type { InputBlock, PlainTextOption } from '@slack/types';
import type { FormField } from '../../actions/action.ts';
import { SlackUserId } from '../../domain/ids.ts';
import type { FormValues, Option } from '../../workflows/use-cases.ts';
import { isCalendarDate } from '../calendar-date.ts';
import { fields } from '../ids.ts';
import { option } from './option.ts';
import { asTyped, plain } from './text.ts';

export interface FieldContext {
  readonly values: FormValues;
  readonly chosenOptions: Readonly<Record<string, readonly Option[]>>;
  readonly options: Readonly<Record<string, readonly Option[]>>;
  readonly teams: readonly Option[];
}

type InputElement = InputBlock['element'];

/** The input for a field; nothing for a choice without options, which Slack could not draw. */
export function fieldElement(field: FormField, context: FieldContext): InputElement | undefined {
  const value = context.values[field.name];
  const one = typeof value === 'string' && value !== '' ? value : undefined;
  const many = typeof value === 'string' ? (value === '' ? [] : [value]) : (value ?? []);
  const placeholder = field.placeholder ? { placeholder: plain(field.placeholder, 150) } : {};
  const { input } = field;
  switch (input.kind) {
    case 'text':
    case 'paragraph': {
      const max = Math.min(input.maxLength, 3000);
      return {
        type: 'plain_text_input',
        action_id: input.kind === 'text' ? fields.text : fields.paragraph,
        multiline: input.kind === 'paragraph',
        max_length: max,
        ...placeholder,
        ...(one ? { initial_value: asTyped(one, max) } : {}),
        ...(input.kind === 'text' && input.checkWhileTyping
          ? {
              dispatch_action_config: {
                trigger_actions_on: ['on_character_entered'] as const satisfies readonly string[] as [
                  'on_character_entered',
                ],
              },
            }
          : {}),
      };
    }
    case 'account': {
      const chosen = chosenOption(field.name, one, context);
      return {
        type: 'external_select',
        action_id: fields.account,
        min_query_length: 0,
        ...placeholder,
        ...initial(chosen),
      };
    }
    case 'bundles': {
      const chosen = many
        .flatMap((each) => chosenOption(field.name, each, context) ?? [])
        .slice(0, input.max);
      return {
        type: 'multi_external_select',
        action_id: fields.bundles,
        min_query_length: 0,
        max_selected_items: input.max,
        ...placeholder,
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
      };
    }
    case 'person':
      return {
        type: 'users_select',
        action_id: fields.person,
        ...placeholder,
        ...(SlackUserId.safeParse(one).success && one ? { initial_user: one } : {}),
      };
    case 'date':
      return {
        type: 'datepicker',
        action_id: fields.date,
        ...placeholder,
        ...(isCalendarDate(one) ? { initial_date: one } : {}),
      };
    case 'team':
      return select(fields.team, context.teams.map(option), one, placeholder);
    case 'choice':
      return select(fields.choice, input.options.map(option), one, placeholder);
    case 'from-facts': {
      const found = context.options[field.name] ?? [];
      // Where only one fits there is nothing to choose.
      const only = found.length === 1 ? found[0]?.value : undefined;
      return select(fields.fromFacts, found.map(option), one ?? only, placeholder);
    }
  }
}

function select(
  actionId: string,
  options: readonly PlainTextOption[],
  value: string | undefined,
  placeholder: object,
): InputElement | undefined {
  if (options.length === 0) return undefined;
  const found = initial(options.find((candidate) => candidate.value === value));
  if (options.length <= 100)
    return { type: 'static_select', action_id: actionId, ...placeholder, ...found, options: [...options] };
  const groups = Array.from({ length: Math.min(100, Math.ceil(options.length / 100)) }, (_, index) => {
    const part = options.slice(index * 100, index * 100 + 100);
    return {
      label: plain(`${part[0]?.text.text.slice(0, 30)} to ${part.at(-1)?.text.text.slice(0, 30)}`, 75),
      options: part,
    };
  });
  return { type: 'static_select', action_id: actionId, ...placeholder, ...found, option_groups: groups };
}

function chosenOption(
  name: string,
  value: string | undefined,
  context: FieldContext,
): PlainTextOption | undefined {
  if (value === undefined) return undefined;
  const known = context.chosenOptions[name]?.find((candidate) => candidate.value === value);
  // An id that nobody knows any more is shown as it is; what is no id could not be drawn.
  if (!known && !/^[\w-]{1,75}$/.test(value)) return undefined;
  return option(known ?? { value, text: value });
}

const initial = (found: PlainTextOption | undefined) => (found ? { initial_option: found } : {});

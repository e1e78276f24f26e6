import type { InputBlock } from '@slack/types';
import type { FormField } from '../../actions/action.ts';
import { fieldBlockId } from './field-block.ts';
import { type FieldContext, fieldElement } from './form-field.ts';
import { plain } from './text.ts';

/** A field with its label and hint; nothing for a choice without options. */
export function inputFor(field: FormField, context: FieldContext, revision: number): InputBlock | undefined {
  const element = fieldElement(field, context);
  if (element === undefined) return undefined;
  return {
    type: 'input',
    block_id: fieldBlockId(field.name, revision),
    label: plain(field.label, 2000),
    element,
    ...(field.hint ? { hint: plain(field.hint, 2000) } : {}),
    ...(field.optional ? { optional: true } : {}),
  };
}

import { isObject, objectsIn, textOf } from './json.ts';
import type { Json, JsonObject } from './model.ts';

/** An element as it stands in a surface, with the block that holds it. */
export interface Rendered {
  readonly block: JsonObject;
  readonly blockId: string;
  readonly element: JsonObject;
  readonly actionId: string;
  readonly type: string;
}

/** All interactive elements, in reading order. */
export function renderedElements(blocks: readonly JsonObject[]): readonly Rendered[] {
  return blocks.flatMap((block) => {
    const inner = renderedElements([...objectsIn(block.child_blocks), ...cardsOf(block)]);
    const own = elementsOf(block).flatMap((element) => {
      const actionId = textOf(element.action_id);
      if (actionId === undefined) return [];
      return [
        {
          block,
          blockId: textOf(block.block_id) ?? '',
          element,
          actionId,
          type: textOf(element.type) ?? '',
        },
      ];
    });
    return [...own, ...inner];
  });
}

function cardsOf(block: JsonObject): readonly JsonObject[] {
  return block.type === 'carousel' ? objectsIn(block.elements) : [];
}

function elementsOf(block: JsonObject): readonly JsonObject[] {
  if (block.type === 'card') return objectsIn(block.actions);
  const single = [block.accessory, block.element].filter(isObject);
  return block.type === 'actions' || block.type === 'context_actions' ? objectsIn(block.elements) : single;
}

const interactive =
  /^(button|overflow|checkboxes|radio_buttons|datepicker|timepicker|datetimepicker|file_input|feedback_buttons|icon_button|workflow_button|(multi_)?(static|external|users|conversations|channels)_select|\w+_input)$/;

/**
 * Blocks as Slack stores them: with an id on each block and interactive element,
 * and the defaults of text objects written out.
 */
export function withIds(
  blocks: readonly JsonObject[],
  nextId: (prefix: string) => string,
): readonly JsonObject[] {
  return blocks.map((block) => {
    const complete = fillIn(block, nextId) as JsonObject;
    return { ...complete, block_id: textOf(block.block_id) ?? nextId('b') };
  });
}

function fillIn(value: Json | undefined, nextId: (prefix: string) => string): Json {
  if (Array.isArray(value)) return value.map((one) => fillIn(one, nextId));
  if (!isObject(value)) return value ?? null;
  const type = textOf(value.type) ?? '';
  const filled = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, fillIn(inner, nextId)]),
  );
  if (type === 'plain_text') return { ...filled, emoji: value.emoji ?? true };
  if (type === 'mrkdwn') return { ...filled, verbatim: value.verbatim ?? false };
  if (interactive.test(type)) return { ...filled, action_id: value.action_id ?? nextId('a') };
  return type === 'section' || type === 'actions' || type === 'input'
    ? { ...filled, block_id: value.block_id ?? nextId('b') }
    : filled;
}

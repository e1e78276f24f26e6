import { items, type Obj, record, string } from '../text/json.ts';
import { textObject } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import type { Described } from './inputs.ts';
import { choose, held, idOf, type Placed } from './surface.ts';

/** `radio_buttons`: one of a few. */
export function radioButtons(placed: Placed, described: Described): Child {
  const chosen = string(record(held(placed).selected_option).value);
  return group(placed, described, 'radiogroup', (option, index) => {
    const value = string(option.value) ?? '';
    return h('input', {
      type: 'radio',
      id: `${idOf(placed)}-${index}`,
      name: idOf(placed),
      checked: value === chosen,
      onchange: () => choose(placed, value),
    });
  });
}

/** `checkboxes`: any of a few. */
export function checkboxes(placed: Placed, described: Described): Child {
  const chosen = items(held(placed).selected_options).map(({ value }) => string(value) ?? '');
  return group(placed, described, 'group', (option, index) => {
    const value = string(option.value) ?? '';
    return h('input', {
      type: 'checkbox',
      id: `${idOf(placed)}-${index}`,
      checked: chosen.includes(value),
      onchange: (event: Event) => {
        const set = (event.currentTarget as Element).closest('.choices');
        const on = [...(set?.querySelectorAll('input') ?? [])].map((box) => box.checked);
        choose(
          placed,
          items(placed.element.options).flatMap((one, at) =>
            on[at] === true ? [string(one.value) ?? ''] : [],
          ),
        );
      },
    });
  });
}

function group(
  placed: Placed,
  described: Described,
  role: string,
  control: (option: Obj, index: number) => Child,
): Child {
  const { surface, element } = placed;
  return h(
    'div.choices',
    { key: idOf(placed), id: idOf(placed), role, ...described },
    items(element.options).map((option, index) =>
      h(
        'label.choice',
        { for: `${idOf(placed)}-${index}`, key: string(option.value) },
        control(option, index),
        h(
          'span',
          null,
          h('span.choice-text', null, textObject(option.text, surface.reader)),
          option.description !== undefined &&
            h('span.choice-description', null, textObject(option.description, surface.reader)),
        ),
      ),
    ),
  );
}

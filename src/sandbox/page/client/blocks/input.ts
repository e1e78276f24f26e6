import { element } from '../elements/element.ts';
import { idOf, type Placed, type Surface } from '../elements/surface.ts';
import { icon } from '../icons.ts';
import { flag, type Obj, record, string } from '../text/json.ts';
import { textObject } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';

/** An `input` block: label, field, hint, and the error of the last submission. */
export function input(block: Obj, surface: Surface): Child {
  const inner = record(block.element);
  const placed: Placed = { surface, block, element: inner };
  const id = idOf(placed);
  const optional = flag(block.optional);
  const problem = surface.app.state.fieldProblems.get(id) ?? surface.errors[string(block.block_id) ?? ''];
  const grouped = /^(radio_buttons|checkboxes)$/.test(string(inner.type) ?? '');
  const described = [block.hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  const label = [
    textObject(block.label, surface.reader),
    optional && h('span.optional', null, ' (optional)'),
  ];
  return h(
    'div.bk-input',
    { class: problem === undefined ? undefined : 'wrong' },
    grouped ? h('div.label', { id: `${id}-label` }, label) : h('label', { for: id }, label),
    element(placed, {
      'aria-labelledby': grouped ? `${id}-label` : undefined,
      'aria-describedby': described === '' ? undefined : described,
      'aria-invalid': problem === undefined ? undefined : 'true',
      'aria-required': optional || grouped ? undefined : 'true',
    }),
    problem !== undefined &&
      h('p.problem', { id: `${id}-problem`, key: 'problem', role: 'alert' }, icon('alert'), problem),
    block.hint !== undefined &&
      h('p.hint', { id: `${id}-hint`, key: 'hint' }, textObject(block.hint, surface.reader)),
  );
}

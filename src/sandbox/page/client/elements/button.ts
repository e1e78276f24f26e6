import { icon } from '../icons.ts';
import { menuButton } from '../menu.ts';
import { items, record, string } from '../text/json.ts';
import { textObject, words } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import { asked, choose, idOf, type Placed } from './surface.ts';

/** `button`, also with a `url`, and the buttons that only look different. */
export function button(placed: Placed): Child {
  const { surface, block, element } = placed;
  const { app } = surface;
  const id = idOf(placed);
  const busy = app.state.busy.has(id);
  const style = string(element.style);
  const url = string(element.url);
  const press = () =>
    asked(placed, async () => {
      const value = string(element.value);
      const blockId = string(block.block_id);
      const answer = await app.perform(
        {
          do: 'click',
          surface: surface.ref,
          actionId: string(element.action_id) ?? '',
          ...(value === undefined ? {} : { value }),
          ...(blockId === undefined ? {} : { blockId }),
        },
        { busyKey: id, at: surface.kind === 'modal' ? 'modal' : 'page' },
      );
      if (answer.ok && url !== undefined && /^https?:/.test(url))
        window.open(url, '_blank', 'noopener,noreferrer');
    });
  return h(
    'button.bk-button',
    {
      key: id,
      id,
      type: 'button',
      class: style === 'primary' || style === 'danger' ? style : undefined,
      'aria-label': string(element.accessibility_label),
      'aria-busy': busy ? 'true' : undefined,
      'aria-disabled': busy ? 'true' : undefined,
      onclick: busy ? null : press,
    },
    textObject(element.text, surface.reader),
    url !== undefined && icon('external'),
    busy && h('span.spinner', { 'aria-hidden': 'true' }),
  );
}

/** `overflow`: a menu behind three dots. An option with a `url` opens it as well. */
export function overflow(placed: Placed): Child {
  const { surface, element } = placed;
  const entries = items(element.options).map((option) => ({
    text: words(option.text),
    ...(option.description === undefined ? {} : { description: words(option.description) }),
    onChoose: () => {
      choose(placed, string(option.value) ?? '');
      const url = string(option.url);
      if (url !== undefined && /^https?:/.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
    },
  }));
  const what =
    words(record(placed.block.text))
      .split('\n')[0]
      ?.replace(/[*_`<>]/g, '')
      .slice(0, 60) ?? '';
  const label = what === '' ? 'More actions' : `More actions for ${what}`;
  return menuButton(
    surface.app,
    idOf(placed),
    { label, content: icon('more'), class: 'bk-overflow' },
    entries,
  );
}

import { button } from '../elements/button.ts';
import { image } from '../elements/image.ts';
import type { Surface } from '../elements/surface.ts';
import { flag, items, type Obj, record, string } from '../text/json.ts';
import { richText } from '../text/rich-text.ts';
import { textObject } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';

export function card(block: Obj, surface: Surface): Child {
  const { reader } = surface;
  const actions = items(block.actions);
  return h(
    'article.bk-card',
    null,
    block.hero_image !== undefined && image(record(block.hero_image)),
    block.title !== undefined && h('strong', null, textObject(block.title, reader)),
    block.subtitle !== undefined && h('div.muted', null, textObject(block.subtitle, reader)),
    block.body !== undefined && h('div.bk-text', null, textObject(block.body, reader)),
    actions.length > 0 &&
      h(
        'div.bk-actions',
        null,
        actions.map((one) => button({ surface, block, element: one })),
      ),
  );
}

export function carousel(block: Obj, surface: Surface): Child {
  return h(
    'div.bk-carousel',
    { tabindex: '0', role: 'group', 'aria-label': 'Cards' },
    items(block.elements).map((one) => card(one, surface)),
  );
}

/** A `container`: collapsible ones are a native disclosure. */
export function container(block: Obj, surface: Surface, inner: Child): Child {
  const title = [
    block.title !== undefined && h('strong', null, textObject(block.title, surface.reader)),
    block.rich_text_title !== undefined && richText(record(block.rich_text_title), surface.reader),
    block.subtitle !== undefined && h('span.muted', null, ' ', textObject(block.subtitle, surface.reader)),
  ];
  if (!flag(block.is_collapsible)) return h('div.bk-container', { class: string(block.width) }, title, inner);
  return h(
    'details.bk-container',
    { open: !flag(block.default_collapsed) },
    h('summary', null, title),
    inner,
  );
}

import { element } from '../elements/element.ts';
import { image } from '../elements/image.ts';
import type { Surface } from '../elements/surface.ts';
import { items, type Obj, record, string } from '../text/json.ts';
import { markdown } from '../text/markdown.ts';
import { richText } from '../text/rich-text.ts';
import { textObject } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import { card, carousel, container } from './cards.ts';
import { input } from './input.ts';
import { plan, taskCard } from './plan.ts';
import { dataTable, table } from './table.ts';

/** Block Kit, as Slack draws it. */
export function blocks(list: readonly Obj[], surface: Surface): Child {
  return h(
    'div.blocks',
    null,
    list.map((one, index) =>
      h(
        'div.block',
        { key: string(one.block_id) ?? `at ${index}`, class: string(one.type) },
        block(one, surface),
      ),
    ),
  );
}

export function block(one: Obj, surface: Surface): Child {
  const { reader } = surface;
  switch (string(one.type)) {
    case 'section':
      return section(one, surface);
    case 'actions':
    case 'context_actions':
      return h(
        'div.bk-actions',
        null,
        items(one.elements).map((inner) => element({ surface, block: one, element: inner })),
      );
    case 'context':
      return h(
        'div.bk-context',
        null,
        items(one.elements).map((inner) =>
          string(inner.type) === 'image' ? image(inner) : h('span', null, textObject(inner, reader)),
        ),
      );
    case 'divider':
      return h('hr');
    case 'header':
      return h('h4.bk-header', null, textObject(one.text, reader));
    case 'rich_text':
      return richText(one, reader);
    case 'markdown':
      return h('div.markdown', null, markdown(string(one.text) ?? ''));
    case 'input':
      return input(one, surface);
    case 'image':
      return h(
        'figure.bk-image',
        null,
        one.title !== undefined && h('figcaption', null, textObject(one.title, reader)),
        image(one),
      );
    case 'alert':
      return alert(one, surface);
    case 'table':
      return table(one, reader);
    case 'data_table':
      return dataTable(one, reader);
    case 'plan':
      return plan(one, surface);
    case 'task_card':
      return taskCard(one, surface);
    case 'card':
      return card(one, surface);
    case 'carousel':
      return carousel(one, surface);
    case 'container':
      return container(one, surface, blocks(items(one.child_blocks), surface));
    default:
      return h(
        'p.unsupported',
        null,
        `This page does not draw a block of type “${string(one.type) ?? '?'}”.`,
      );
  }
}

function section(one: Obj, surface: Surface): Child {
  const { reader } = surface;
  const accessory = one.accessory === undefined ? undefined : record(one.accessory);
  return h(
    'div.bk-section',
    { class: accessory === undefined ? undefined : 'with-accessory' },
    h(
      'div.bk-section-body',
      null,
      one.text !== undefined && h('div.bk-text', null, textObject(one.text, reader)),
      one.fields !== undefined &&
        h(
          'div.bk-fields',
          null,
          items(one.fields).map((field) => h('div.bk-text', null, textObject(field, reader))),
        ),
    ),
    accessory !== undefined &&
      h('div.bk-accessory', null, element({ surface, block: one, element: accessory })),
  );
}

const levels: Readonly<Record<string, string>> = {
  info: 'Note',
  warning: 'Warning',
  error: 'Error',
  success: 'Done',
};

function alert(one: Obj, { reader }: Surface): Child {
  const level = string(one.level) ?? 'default';
  const said = levels[level];
  return h(
    'div.bk-alert',
    { class: level, role: 'note' },
    said !== undefined && h('span.visually-hidden', null, `${said}: `),
    h('div', null, textObject(one.text, reader)),
  );
}

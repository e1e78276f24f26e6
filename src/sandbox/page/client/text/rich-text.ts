import { type Child, h } from '../view.ts';
import { emoji } from './emoji.ts';
import { broadcast, codeBlock, date, link, mentionChannel, mentionGroup, mentionUser } from './inline.ts';
import { flag, items, number, type Obj, record, string } from './json.ts';
import type { Reader } from './reader.ts';

/** The `rich_text` block: sections, lists, quotes and preformatted text. */
export function richText(block: Obj, reader: Reader): Child {
  const parts = items(block.elements);
  const out: Child[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? {};
    if (string(part.type) !== 'rich_text_list') {
      out.push(single(part, reader));
      continue;
    }
    const indent = number(part.indent) ?? 0;
    const tag = string(part.style) === 'ordered' ? 'ol' : 'ul';
    out.push(
      h(
        `${tag}.rt-list`,
        {
          style: { '--indent': String(indent) },
          start: tag === 'ol' ? (number(part.offset) ?? 0) + 1 : undefined,
        },
        items(part.elements).map((item) => h('li', null, sectionContent(item, reader))),
      ),
    );
  }
  return h('div.rich-text', null, out);
}

function single(part: Obj, reader: Reader): Child {
  switch (string(part.type)) {
    case 'rich_text_quote':
      return h('blockquote', null, sectionContent(part, reader));
    case 'rich_text_preformatted':
      return codeBlock(
        items(part.elements)
          .map((element) => string(element.text) ?? string(element.url) ?? '')
          .join(''),
      );
    default:
      return h('p', null, sectionContent(part, reader));
  }
}

function sectionContent(section: Obj, reader: Reader): Child {
  return items(section.elements).map((element) => styled(element, piece(element, reader)));
}

function piece(element: Obj, reader: Reader): Child {
  switch (string(element.type)) {
    case 'text':
      return withBreaks(string(element.text) ?? '');
    case 'link':
      return link(string(element.url) ?? '', string(element.text) ?? string(element.url) ?? '');
    case 'user':
      return mentionUser(reader, string(element.user_id) ?? '');
    case 'channel':
      return mentionChannel(reader, string(element.channel_id) ?? '');
    case 'usergroup':
      return mentionGroup(reader, string(element.usergroup_id) ?? '');
    case 'broadcast':
      return broadcast(string(element.range) ?? 'here');
    case 'emoji':
      return emoji(string(element.name) ?? '', string(element.unicode));
    case 'date': {
      const format = string(element.format) ?? '{date}';
      return date(
        reader,
        number(element.timestamp) ?? 0,
        format,
        string(element.url),
        string(element.fallback),
      );
    }
    case 'color':
      return h('code', null, string(element.value) ?? '');
    default:
      return '';
  }
}

function withBreaks(text: string): Child {
  return text.split('\n').map((line, index) => [index > 0 && h('br'), line]);
}

function styled(element: Obj, content: Child): Child {
  const style = record(element.style);
  const code = flag(style.code) ? h('code', null, content) : content;
  const strike = flag(style.strike) ? h('s', null, code) : code;
  const italic = flag(style.italic) ? h('em', null, strike) : strike;
  return flag(style.bold) ? h('strong', null, italic) : italic;
}

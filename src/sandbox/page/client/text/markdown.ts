import { type Child, h } from '../view.ts';
import { emoji } from './emoji.ts';
import { codeBlock, link } from './inline.ts';

/** The standard Markdown of Slack's `markdown` block, as far as Slack draws it. */
export function markdown(text: string): Child {
  return text
    .split(/^```[\w-]*\n([\s\S]*?)\n?```$/m)
    .map((part, index) => (index % 2 === 1 ? codeBlock(part) : blocks(part)));
}

function blocks(text: string): Child {
  const paragraphs = text
    .split(/\n{2,}|\n(?=#{1,6} )|(?<=^#{1,6} .*)\n/m)
    .filter((part) => part.trim() !== '');
  return paragraphs.map((part) => block(part.replace(/^\n|\n$/g, '')));
}

function block(text: string): Child {
  const heading = /^(#{1,6}) (.*)$/.exec(text);
  // A message's own headings start below those of the page.
  if (heading !== null)
    return h(`h${Math.min(6, (heading[1]?.length ?? 1) + 3)}`, null, spans(heading[2] ?? ''));
  if (/^(-{3,}|\*{3,})$/.test(text)) return h('hr');
  const lines = text.split('\n');
  if (lines.every((line) => line.startsWith('>'))) {
    return h('blockquote', null, blocks(lines.map((line) => line.replace(/^> ?/, '')).join('\n')));
  }
  if (lines.length > 1 && /^\|?[\s:|-]+\|[\s:|-]*$/.test(lines[1] ?? '')) return table(lines);
  const first = lines.findIndex((line) => /^\s*([-*+]|\d+[.)]) /.test(line));
  if (first === 0) return list(lines);
  if (first > 0) return [paragraph(lines.slice(0, first)), list(lines.slice(first))];
  return paragraph(lines);
}

function paragraph(lines: readonly string[]): Child {
  return h(
    'p',
    null,
    lines.map((line, index) => [index > 0 && h('br'), spans(line)]),
  );
}

function list(lines: readonly string[]): Child {
  const ordered = /^\s*\d/.test(lines[0] ?? '');
  const indent = (line: string) => /^\s*/.exec(line)?.[0].length ?? 0;
  const base = indent(lines[0] ?? '');
  const items: { text: string; inner: string[] }[] = [];
  for (const line of lines) {
    const mark = /^\s*(?:[-*+]|\d+[.)]) (.*)$/.exec(line);
    const last = items.at(-1);
    if (last !== undefined && (mark === null || indent(line) > base)) last.inner.push(line);
    else items.push({ text: mark?.[1] ?? line, inner: [] });
  }
  return h(
    ordered ? 'ol' : 'ul',
    null,
    items.map(({ text, inner }) => {
      const deeper = inner.some((line) => /^\s*([-*+]|\d+[.)]) /.test(line));
      const rest = deeper ? list(inner) : inner.length > 0 && spans(` ${inner.join(' ').trim()}`);
      const box = /^\[([ x])\] (.*)$/i.exec(text);
      return h(
        'li',
        null,
        box === null ? spans(text) : [box[1] === ' ' ? '☐ ' : '☑ ', spans(box[2] ?? '')],
        rest,
      );
    }),
  );
}

function table(lines: readonly string[]): Child {
  const cells = (line: string) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const [head = '', , ...rows] = lines;
  return h(
    'div.table-scroll',
    { tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h(
      'table.bk-table',
      null,
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          cells(head).map((cell) => h('th', { scope: 'col' }, spans(cell))),
        ),
      ),
      h(
        'tbody',
        null,
        rows.map((row) =>
          h(
            'tr',
            null,
            cells(row).map((cell) => h('td', null, spans(cell))),
          ),
        ),
      ),
    ),
  );
}

const pieces =
  /`([^`\n]+)`|\[([^\]\n]+)\]\(([^)\s]+)\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|~~(?=\S)(.+?)(?<=\S)~~|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)|:([a-z0-9_+-]+):|\\([\\`*_{}[\]()#+.!~>|-])|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/g;

function spans(text: string): Child {
  const out: Child[] = [];
  let end = 0;
  for (const match of text.matchAll(pieces)) {
    const [whole, code, label, target, bold, strike, star, underscore, name, escaped, url] = match;
    out.push(text.slice(end, match.index));
    end = match.index + whole.length;
    const italic = star ?? underscore;
    if (code !== undefined) out.push(h('code', null, code));
    else if (label !== undefined) out.push(link(target ?? '', spans(label)));
    else if (bold !== undefined) out.push(h('strong', null, spans(bold)));
    else if (strike !== undefined) out.push(h('s', null, spans(strike)));
    else if (italic !== undefined) out.push(h('em', null, spans(italic)));
    else if (name !== undefined) out.push(emoji(name));
    else if (url !== undefined) out.push(link(url, url));
    else out.push(escaped ?? whole);
  }
  out.push(text.slice(end));
  return out;
}

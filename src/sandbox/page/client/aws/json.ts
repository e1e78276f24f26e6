import { type Child, h } from '../view.ts';

/** JSON to read: indented, with its names set off. Text that is no JSON is shown as it is. */
export function json(value: unknown): Child {
  const text = pretty(value);
  return h('pre.json', { tabindex: '0', 'aria-label': 'JSON' }, h('code', null, coloured(text)));
}

function pretty(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? '';
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

function coloured(text: string): Child {
  return text.split(/("(?:[^"\\]|\\.)*"(?:\s*:)?)/).map((part) => {
    if (!part.startsWith('"')) return part;
    return h(part.endsWith(':') ? 'span.json-name' : 'span.json-text', null, part);
  });
}

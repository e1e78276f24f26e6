import { type Child, h } from '../view.ts';
import { emoji } from './emoji.ts';
import { broadcast, codeBlock, date, link, mentionChannel, mentionGroup, mentionUser } from './inline.ts';
import type { Reader } from './reader.ts';

/** Slack's own markup: https://docs.slack.dev/messaging/formatting-message-text */
export function mrkdwn(text: string, reader: Reader): Child {
  return text.split(/```\n?([\s\S]*?)\n?```/).map((part, index) => {
    if (index % 2 === 1) return codeBlock(bare(part));
    return part.replace(/^\n|\n$/g, '') === '' ? '' : lines(part, reader);
  });
}

function lines(text: string, reader: Reader): Child {
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quoted = /^(&gt;|>)/.test(line);
    const content = quoted ? line.replace(/^(&gt;|>) ?/, '') : line;
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(content);
    else groups.push({ quoted, lines: [content] });
  }
  return groups.map((group) => {
    const content = group.lines.map((line, index) => [index > 0 && h('br'), inline(line, reader)]);
    return group.quoted ? h('blockquote', null, content) : h('span.run', null, content);
  });
}

// In this order: what is code or a link is not looked into; marks count at the edges of words only.
const pieces =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)|(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/g;

function inline(text: string, reader: Reader): Child {
  const out: Child[] = [];
  let end = 0;
  for (const match of text.matchAll(pieces)) {
    const [whole, code, angle, name, bold, italic, strike, url] = match;
    out.push(bare(text.slice(end, match.index)));
    end = match.index + whole.length;
    if (code !== undefined) out.push(h('code', null, bare(code)));
    else if (angle !== undefined) out.push(special(angle, reader));
    else if (name !== undefined) out.push(emoji(name));
    else if (bold !== undefined) out.push(h('strong', null, inline(bold, reader)));
    else if (italic !== undefined) out.push(h('em', null, inline(italic, reader)));
    else if (strike !== undefined) out.push(h('s', null, inline(strike, reader)));
    else if (url !== undefined) out.push(link(bare(url), bare(url)));
  }
  out.push(bare(text.slice(end)));
  return out;
}

function special(content: string, reader: Reader): Child {
  const [target = '', ...rest] = content.split('|');
  const label = rest.join('|');
  if (/^@[UW]/.test(target)) return mentionUser(reader, target.slice(1));
  if (/^#C/.test(target)) return mentionChannel(reader, target.slice(1));
  if (target.startsWith('!subteam^')) return mentionGroup(reader, target.slice('!subteam^'.length));
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = '', url] = target.split('^');
    return date(reader, Number(seconds), bare(format), url, label);
  }
  if (target.startsWith('!')) return broadcast(target.slice(1));
  return link(bare(target), label === '' ? bare(target).replace(/^mailto:/, '') : inline(label, reader));
}

function bare(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

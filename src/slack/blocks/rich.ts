import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { SlackUserId, UserGroupId } from '../../domain/ids.ts';
import { visible } from './text.ts';

/**
 * Rich text is never parsed, so what people typed can't become a mention, a link or formatting.
 * Mentions are made only from ids that the domain has checked.
 */
export type Inline = RichTextElement;
export type Line = readonly Inline[];

export const say = (text: string): Inline => ({ type: 'text', text: visible(text) });
export const bold = (text: string): Inline => ({ type: 'text', text: visible(text), style: { bold: true } });
export const quiet = (text: string): Inline => ({
  type: 'text',
  text: visible(text),
  style: { italic: true },
});
export const code = (text: string): Inline => ({ type: 'text', text: visible(text), style: { code: true } });
/** Between two mentions. */
export const gap: Inline = { type: 'text', text: ' ' };
export const person = (id: SlackUserId): Inline => ({ type: 'user', user_id: id });
export const group = (id: UserGroupId): Inline => ({ type: 'usergroup', usergroup_id: id });

/** A moment (ISO 8601), shown in the zone of whoever reads it. */
export function moment(at: string, format = '{date_short_pretty} at {time}'): Inline {
  const milliseconds = Date.parse(at);
  if (!Number.isFinite(milliseconds)) return say(at);
  const fallback = `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return { type: 'date', timestamp: Math.floor(milliseconds / 1000), format, fallback };
}

/** Lines under each other in one paragraph. */
export function lines(of: readonly Line[]): RichTextBlock {
  return { type: 'rich_text', elements: [section(joined(of))] };
}

export function list(style: 'bullet' | 'ordered', items: readonly Line[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style, elements: items.map((item) => section(item)) }],
  };
}

/** A title with a list under it, in one block. */
export function titledList(title: Line, style: 'bullet' | 'ordered', items: readonly Line[]): RichTextBlock {
  const [listed] = list(style, items).elements;
  return { type: 'rich_text', elements: listed ? [section(title), listed] : [section(title)] };
}

/** Text to copy, exactly as it is. */
export function preformatted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: visible(text) }] }],
  };
}

function section(elements: Line): RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

function joined(of: readonly Line[]): Line {
  return of.flatMap((line, index) => (index === 0 ? line : [{ type: 'text', text: '\n' } as const, ...line]));
}

import type { PlainTextElement } from '@slack/types';

/** Controls, bidirectional overrides and zero-width spaces make a text look like another; joiners belong to scripts. */
const deceptive = /(?![\t\n])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Text as it may be shown: well-formed, without characters that deceive the eye; never empty. */
export function visible(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(deceptive, '\ufffd');
  return clean.trim() === '' ? '–' : clean;
}

/** At most `max` UTF-16 units, as Slack counts; cut between characters, and the cut is visible. */
export function fitText(text: string, max: number): string {
  const shown = visible(text);
  if (shown.length <= max) return shown;
  const cut = shown.slice(0, max - 1);
  const whole = /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
  return `${whole.trimEnd()}…`;
}

/** What somebody typed, back into the field they typed it in: unchanged, but no longer than the field takes. */
export function asTyped(text: string, max: number): string {
  const whole = text.toWellFormed();
  return /[\ud800-\udbff]$/.test(whole.slice(0, max)) ? whole.slice(0, max - 1) : whole.slice(0, max);
}

/** `1 record`, `2 records`: for words that only take an s. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** On one line, for titles and list rows. */
export function oneLine(text: string, max: number): string {
  return fitText(text.replace(/\s+/g, ' ').trim(), max);
}

export function plain(text: string, max = 3000): PlainTextElement {
  return { type: 'plain_text', text: fitText(text, max), emoji: false };
}

/** For the `text` of a message, which Slack parses: with `& < >` escaped nothing in it can mention or link. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

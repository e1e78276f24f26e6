import type { Child } from '../view.ts';
import { h } from '../view.ts';
import { emoji } from './emoji.ts';
import { flag, record, string } from './json.ts';
import { mrkdwn } from './mrkdwn.ts';
import type { Reader } from './reader.ts';

/** A Block Kit text object, `plain_text` or `mrkdwn`. */
export function textObject(value: unknown, reader: Reader): Child {
  const object = record(value);
  const text = string(object.text) ?? '';
  if (string(object.type) === 'mrkdwn') return mrkdwn(text, reader);
  return plain(text, flag(object.emoji));
}

function plain(text: string, withEmoji: boolean): Child {
  const shown = withEmoji ? text.replace(/:([a-z0-9_+-]+):/g, (_, name: string) => emoji(name)) : text;
  return shown.split('\n').map((line, index) => [index > 0 && h('br'), line]);
}

/** The bare words of a text object, for labels. */
export function words(value: unknown): string {
  return string(record(value).text) ?? '';
}

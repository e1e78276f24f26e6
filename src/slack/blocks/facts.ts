import type { KnownBlock } from '@slack/types';
import type { SlackUserId } from '../../domain/ids.ts';
import { bold, type Line, lines, person, say } from './rich.ts';

/** A label and its text, or whom it names. */
export type Fact = readonly [label: string, text: string, person?: SlackUserId];

/** Characters of one block: below Slack's 3,000, so that a page break never falls into a long text. */
const blockMax = 2900;

/** Facts under each other, nothing shortened: short ones share a block, a long text is carried on in the next. */
export function facts(of: readonly Fact[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let rows: Line[] = [];
  let size = 0;
  const flush = () => {
    if (rows.length > 0) blocks.push(lines(rows));
    rows = [];
    size = 0;
  };
  for (const [label, text, id] of of) {
    for (const [index, piece] of pieces(text).entries()) {
      const width = label.length + piece.length;
      if (size + width > blockMax) flush();
      const value = id ? person(id) : say(piece);
      rows.push(index === 0 ? [bold(`${label}  `), value] : [value]);
      size += width;
    }
  }
  flush();
  return blocks;
}

/** The whole text in pieces that one block takes, cut between characters. */
export function pieces(text: string): readonly string[] {
  return text === '' ? ['–'] : (text.match(/[\s\S]{1,1400}/gu) ?? []);
}

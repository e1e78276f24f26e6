import type {
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
} from '@slack/types';
import { escapeMrkdwn, fitText, plain } from './text.ts';

/** A message ready for Slack: blocks for the eye, `text` for the notification and the screen reader. */
export interface Drawn {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack refuses a message whose blocks together exceed about 13,200 characters (undocumented, measured). */
export const maxMessageSize = 13_000;
export const maxMessageBlocks = 50;

export const sizeOf = (blocks: readonly KnownBlock[]): number => JSON.stringify(blocks).length;

export function fitsMessage(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= maxMessageBlocks && sizeOf(blocks) <= maxMessageSize;
}

export function drawn(text: string, blocks: KnownBlock[]): Drawn {
  return { text: escapeMrkdwn(fitText(text, 3000)), blocks };
}

/**
 * The first way of drawing that fits. Callers order them from full to sparse, and the last one must fit
 * whatever it is given; each one says by itself what it leaves out.
 */
export function firstThatFits(ways: readonly (() => Drawn)[]): Drawn {
  let last: Drawn | undefined;
  for (const way of ways) {
    last = way();
    if (fitsMessage(last.blocks)) return last;
  }
  throw new Error(`No way of drawing fits: ${last ? sizeOf(last.blocks) : 0} characters.`);
}

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(text.replace(/\s+/g, ' '), 150),
});
export const divider: DividerBlock = { type: 'divider' };

export function context(...texts: readonly string[]): ContextBlock {
  return { type: 'context', elements: texts.slice(0, 10).map((text): PlainTextElement => plain(text, 2000)) };
}

export interface ButtonLook {
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
}

/** A button whose value is opaque: ids only, looked up again when it comes back. */
export function button(
  actionId: string,
  text: string,
  value: string | undefined,
  look: ButtonLook = {},
): Button {
  const { style, confirm } = look;
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, 75),
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(confirm.title, 100),
            text: plain(confirm.text, 300),
            confirm: plain(confirm.yes, 30),
            deny: plain('Not now', 30),
            ...(style === 'danger' ? { style } : {}),
          },
        }),
  };
}

/** At most 25 elements in one block. */
export function buttons(blockId: string, elements: readonly Button[]): KnownBlock[] {
  if (elements.length === 0) return [];
  return [{ type: 'actions', block_id: blockId, elements: elements.slice(0, 25) }];
}

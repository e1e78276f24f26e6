import assert from 'node:assert/strict';
import type { HomeView, ModalView } from '@slack/types';
import { messageProblems, viewProblems } from '../../../src/sandbox/slack/validate/surfaces.ts';
import type { Drawn } from '../../../src/slack/blocks/message.ts';

/** Slack would take it: the strict validator, the size, and the text for screen readers. */
export function assertMessage({ text, blocks }: Drawn): void {
  assert.deepEqual(messageProblems(blocks), []);
  const size = JSON.stringify(blocks).length;
  assert.ok(size <= 13_200, `${size} characters`);
  assert.ok(text.length > 0 && text.length <= 40_000);
  assertHarmless(text, blocks);
}

export function assertView(view: ModalView | HomeView): void {
  assert.deepEqual(viewProblems(view, view.type), []);
  assertHarmless('', view.blocks);
}

/** Nothing that Slack parses comes from data: no mrkdwn at all, no broadcast, and the fallback text is escaped. */
function assertHarmless(text: string, blocks: unknown): void {
  assert.doesNotMatch(text, /[<>]/);
  assert.doesNotMatch(text, /&(?!amp;|lt;|gt;)/);
  // What somebody typed goes back into their own field as it was.
  const json = JSON.stringify(blocks, (name, value) => (name === 'initial_value' ? undefined : value));
  assert.doesNotMatch(json, /"type":"(mrkdwn|markdown|broadcast)"/);
  assert.doesNotMatch(json, /\\u202[a-e]|\\u200[bef]|\\ud8[0-9a-f]{2}/);
  assert.doesNotMatch(json, /[\u202a-\u202e\u200b\u200e\u200f]/);
}

import { isObject, objectsIn } from '../json.ts';
import type { Json, JsonObject, SlackMessage } from '../model.ts';
import { withIds } from '../rendered.ts';
import { messageProblems } from '../validate/surfaces.ts';
import { ApiError, refusedBy } from './api-error.ts';

/** Slack truncates or refuses beyond this; the documented limit for `text`. */
const maxText = 40_000;
/** Undocumented: `msg_blocks_too_long` begins at about this many characters over all blocks. */
const maxBlocksTotal = 13_200;

/** Text and blocks of a message, checked; throws what Slack would answer. */
export function checkedContent(
  text: string | undefined,
  blocks: Json | undefined,
  nextId: (prefix: string) => string,
): Pick<SlackMessage, 'text' | 'blocks'> {
  if (text !== undefined && text.length > maxText) throw new ApiError('msg_too_long');
  if (blocks === undefined || blocks === null || (Array.isArray(blocks) && blocks.length === 0)) {
    if (text === undefined) throw new ApiError('no_text');
    return { text };
  }
  const problems = messageProblems(blocks);
  if (problems.length > 0) throw refusedBy('invalid_blocks', problems);
  if (JSON.stringify(blocks).length > maxBlocksTotal) throw new ApiError('msg_blocks_too_long');
  return { text: text ?? '', blocks: withIds(objectsIn(blocks), nextId) };
}

/** Message metadata: a type and a payload of plain values. */
export function checkedMetadata(metadata: Json | undefined): JsonObject | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  if (!isObject(metadata) || typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload)) {
    throw new ApiError('invalid_metadata_format');
  }
  return { event_type: metadata.event_type, event_payload: metadata.event_payload };
}

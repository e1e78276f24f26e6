import { ApiError } from './api-error.ts';
import type { Args } from './args.ts';

/** One page of a cursor-paginated answer. Cursors are Slack's shape: base64 of `next:<offset>`. */
export function pageOf<T>(
  items: readonly T[],
  args: Args,
  limits: { readonly usual: number; readonly most: number },
): { readonly page: readonly T[]; readonly nextCursor: string } {
  const limit = Math.min(args.integer('limit', limits.usual) || limits.usual, limits.most);
  const offset = offsetOf(args.text('cursor'));
  const next = offset + limit;
  return {
    page: items.slice(offset, next),
    nextCursor: next < items.length ? Buffer.from(`next:${next}`).toString('base64') : '',
  };
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (found === null) throw new ApiError('invalid_cursor');
  return Number(found[1]);
}

import { ChannelId, RequestId } from '../domain/ids.ts';
import type { PostRow } from '../workflows/ports.ts';
import { isoTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { storable } from './stored-json.ts';

/** The messages about a request, in the order in which they were meant to be posted. */
export async function readPosts({ kysely }: Connection, requestId: RequestId): Promise<readonly PostRow[]> {
  const rows = await kysely
    .selectFrom('posts')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('intended_at')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    requestId: RequestId.parse(row.request_id),
    intendedAt: isoTime(row.intended_at),
    ...(row.channel === null || row.ts === null
      ? {}
      : { ref: { channel: ChannelId.parse(row.channel), ts: row.ts } }),
    ...(row.content_hash === null ? {} : { contentHash: row.content_hash }),
  }));
}

export async function savePost({ kysely }: Connection, row: PostRow): Promise<void> {
  const columns = {
    request_id: row.requestId,
    intended_at: row.intendedAt,
    channel: row.ref?.channel ?? null,
    ts: row.ref?.ts ?? null,
    content_hash: row.contentHash ?? null,
  };
  await kysely
    .insertInto('posts')
    .values({ key: storable(row.key), ...columns })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(columns))
    .execute();
}

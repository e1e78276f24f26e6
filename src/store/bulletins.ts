import { sql } from 'kysely';
import { Bulletin } from '../domain/bulletin.ts';
import { ChannelId } from '../domain/ids.ts';
import type { BulletinPost, BulletinRow, FindingsReader } from '../workflows/findings-ports.ts';
import { isoTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { storable, storedJson } from './stored-json.ts';

type BulletinReader = Pick<
  FindingsReader,
  'bulletin' | 'lastBulletin' | 'bulletinsSince' | 'bulletinPosts' | 'unfinishedBulletins'
>;

export function makeBulletinReader({ kysely }: Connection): BulletinReader {
  const all = () => kysely.selectFrom('bulletins').selectAll();
  return {
    bulletin: async (id) => rowOf(await all().where('id', '=', storable(id)).executeTakeFirst()),
    lastBulletin: async (prefix) =>
      rowOf(
        await all()
          .where(sql<boolean>`starts_with(id, ${storable(prefix)})`)
          .where('withheld', 'is', null)
          .orderBy('made_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ),
    bulletinsSince: async (prefix, day) => {
      const rows = await kysely
        .selectFrom('bulletins')
        .select('id')
        .where(sql<boolean>`starts_with(id, ${storable(prefix)})`)
        .where('made_at', '>=', new Date(`${day}T00:00:00.000Z`))
        .execute();
      return rows.map(({ id }) => id);
    },
    bulletinPosts: async (id) => {
      const rows = await kysely
        .selectFrom('bulletin_posts')
        .selectAll()
        .where('bulletin_id', '=', storable(id))
        .execute();
      return rows.map((row) => ({
        key: row.key,
        bulletinId: row.bulletin_id,
        intendedAt: isoTime(row.intended_at),
        ...(row.channel === null || row.ts === null
          ? {}
          : { ref: { channel: ChannelId.parse(row.channel), ts: row.ts } }),
      }));
    },
    unfinishedBulletins: async (madeBefore, limit) => {
      const rows = await kysely
        .selectFrom('bulletins')
        .select('id')
        .where('ended_at', 'is', null)
        .where('made_at', '<=', new Date(madeBefore))
        .orderBy('made_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

interface Row {
  readonly made_at: Date;
  readonly ended_at: Date | null;
  readonly withheld: string | null;
  readonly body: unknown;
}

function rowOf(row: Row | undefined): BulletinRow | undefined {
  if (row === undefined) return undefined;
  return {
    bulletin: Bulletin.parse(row.body),
    madeAt: isoTime(row.made_at),
    ...(row.ended_at === null ? {} : { endedAt: isoTime(row.ended_at) }),
    ...(row.withheld === null ? {} : { withheld: row.withheld }),
  };
}

export async function addBulletin({ kysely }: Connection, bulletin: Bulletin, now: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await kysely
    .insertInto('bulletins')
    .values({ id: storable(bulletin.id), made_at: now, body: storedJson(bulletin) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  const { announces } = bulletin;
  if (announces !== undefined && announces.items.length > 0)
    await kysely
      .insertInto('announcements')
      .values(
        announces.items.map(({ key, actsOn }) => ({
          bulletin_id: storable(bulletin.id),
          key: storable(key),
          addressee: announces.to,
          day: announces.day,
          acts_on: actsOn ?? null,
        })),
      )
      .execute();
  return true;
}

export async function endBulletin(
  { kysely }: Connection,
  id: string,
  { at, withheld }: { readonly at: string; readonly withheld?: string },
): Promise<void> {
  await kysely
    .updateTable('bulletins')
    .set({ ended_at: at, withheld: withheld === undefined ? null : storable(withheld) })
    .where('id', '=', storable(id))
    .execute();
}

export async function saveBulletinPost({ kysely }: Connection, post: BulletinPost): Promise<void> {
  const columns = { channel: post.ref?.channel ?? null, ts: post.ref?.ts ?? null };
  await kysely
    .insertInto('bulletin_posts')
    .values({
      key: storable(post.key),
      bulletin_id: storable(post.bulletinId),
      intended_at: post.intendedAt,
      ...columns,
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(columns))
    .execute();
}

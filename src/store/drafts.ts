import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { SlackUserId } from '../domain/ids.ts';
import type { Draft } from '../workflows/ports.ts';
import { isoTime, timeInSql } from './clock.ts';
import type { Connection } from './connection.ts';
import { storable, storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

/** Nobody comes back to a form after two days. */
const keptForHours = 48;

const Content = z.json();

export async function readDraft({ kysely }: Connection, id: string): Promise<Draft | undefined> {
  const row = await kysely.selectFrom('drafts').selectAll().where('id', '=', storable(id)).executeTakeFirst();
  return row === undefined ? undefined : toDraft(row);
}

/** Held until the commit: of two submissions of one form the second sees what the first made of it. */
export async function lockDraft({ kysely }: Connection, id: string): Promise<Draft | undefined> {
  const row = await kysely
    .selectFrom('drafts')
    .selectAll()
    .where('id', '=', storable(id))
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : toDraft(row);
}

function toDraft(row: Selectable<Tables['drafts']>): Draft {
  return {
    id: row.id,
    by: SlackUserId.parse(row.by),
    createdAt: isoTime(row.created_at),
    content: Content.parse(row.content),
  };
}

export async function saveDraft({ kysely }: Connection, draft: Draft): Promise<void> {
  const columns = { by: draft.by, created_at: draft.createdAt, content: storedJson(draft.content) };
  await kysely
    .insertInto('drafts')
    .values({ id: storable(draft.id), ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

export async function deleteDraft({ kysely }: Connection, id: string): Promise<void> {
  await kysely.deleteFrom('drafts').where('id', '=', storable(id)).execute();
}

/** How many were forgotten. */
export async function purgeDrafts(connection: Connection): Promise<number> {
  const { numDeletedRows } = await connection.kysely
    .deleteFrom('drafts')
    .where(sql<boolean>`created_at < ${timeInSql(connection, { hoursAgo: keptForHours })}`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

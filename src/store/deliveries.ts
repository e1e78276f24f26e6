import { sql } from 'kysely';
import { z } from 'zod';
import type { Delivery } from '../workflows/ports.ts';
import { timeInSql } from './clock.ts';
import type { Connection } from './connection.ts';
import { storable, storedJson } from './stored-json.ts';

/** Slack redelivers up to 24 h later; twice that is remembered. */
const keptForHours = 48;

const Intent = z.json();

/** Puts deliveries on record in one statement. Returns the keys that were new. */
export async function insertDeliveries(
  connection: Connection,
  deliveries: readonly Delivery[],
): Promise<ReadonlySet<string>> {
  const keys = deliveries.map((delivery) => storable(delivery.key));
  const intents = deliveries.map((delivery) => storedJson(delivery.intent));
  const { rows } = await sql<{ key: string }>`
    insert into deliveries (key, intent, accepted_at)
    select key, intent::jsonb, ${timeInSql(connection, { hoursAgo: 0 })}
    from unnest(${keys}::text[], ${intents}::text[]) as given (key, intent)
    on conflict do nothing
    returning key`.execute(connection.kysely);
  return new Set(rows.map((row) => row.key));
}

export async function unfinishedDeliveries(
  { kysely }: Connection,
  acceptedBefore: string,
  limit: number,
): Promise<readonly Delivery[]> {
  const rows = await kysely
    .selectFrom('deliveries')
    .select(['key', 'intent'])
    .where('finished_at', 'is', null)
    .where('accepted_at', '<', new Date(acceptedBefore))
    .orderBy('accepted_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ key: row.key, intent: Intent.parse(row.intent) }));
}

/** True for exactly one caller: others wait for its commit, then see that it is finished, or take its place if it rolled back. */
export async function finishDelivery(connection: Connection, key: string): Promise<boolean> {
  const row = await connection.kysely
    .updateTable('deliveries')
    .set({ finished_at: timeInSql(connection, { hoursAgo: 0 }) })
    .where('key', '=', storable(key))
    .where('finished_at', 'is', null)
    .returning('key')
    .executeTakeFirst();
  return row !== undefined;
}

/** How many finished ones were forgotten. Unfinished ones never are. */
export async function purgeDeliveries(connection: Connection): Promise<number> {
  const { numDeletedRows } = await connection.kysely
    .deleteFrom('deliveries')
    .where(sql<boolean>`finished_at < ${timeInSql(connection, { hoursAgo: keptForHours })}`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

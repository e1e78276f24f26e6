import { type RawBuilder, sql } from 'kysely';
import type { Connection } from './connection.ts';

/** Database time, moved by the sandbox's offset: the one clock that all replicas share. It moves within a transaction. */
export async function databaseTime(connection: Connection): Promise<string> {
  const { rows } = await sql<{ ms: number }>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(connection.kysely);
  const ms = rows[0]?.ms;
  if (ms === undefined) throw new Error('The database has no clock.');
  return new Date(ms + connection.clockOffsetMs()).toISOString();
}

/** The same as an expression, some hours back. */
export function timeInSql(
  connection: Connection,
  options: { readonly hoursAgo: number },
): RawBuilder<string> {
  const ms = connection.clockOffsetMs() - options.hoursAgo * 3_600_000;
  return sql<string>`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`;
}

export function isoTime(time: Date | string): string {
  return new Date(time).toISOString();
}

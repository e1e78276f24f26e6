import { sql } from 'kysely';
import type { Connection } from './connection.ts';

/**
 * What asked for access since then and has a role: of each form the last answer counts, and of each thing, however often
 * it was asked about, the last outcome.
 */
export async function usersAvoided({ kysely }: Connection, since: string): Promise<number> {
  const { rows } = await sql<{ readonly avoided: string | number }>`
    with answered as (
      select sequence, event::jsonb -> 'details' as details from audit
      where request_id is null and kind = 'guidance-answered' and event::jsonb ->> 'at' >= ${since}
    ), by_form as (
      select distinct on (details ->> 'form') * from answered order by details ->> 'form', sequence desc
    ), by_thing as (
      select distinct on (details ->> 'about') * from by_form order by details ->> 'about', sequence desc
    )
    select count(*) as avoided from by_thing where details ->> 'outcome' = 'role'`.execute(kysely);
  return Number(rows[0]?.avoided ?? 0);
}

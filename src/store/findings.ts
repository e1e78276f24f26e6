import { sql } from 'kysely';
import { Counts, noCounts } from '../domain/digest.ts';
import type { Finding } from '../domain/finding.ts';
import { AccountId, SlackUserId } from '../domain/ids.ts';
import type { KnownFinding, Snooze } from '../domain/known-finding.ts';
import type { FindingsOf, FindingsReader, SeenFinding, TeamWeek } from '../workflows/findings-ports.ts';
import { isoTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { storable, storedJson } from './stored-json.ts';

type Known = Pick<FindingsReader, 'finding' | 'findings' | 'findingsOfRule' | 'weeks' | 'openBySeverity'>;

/** A statement takes 65,535 parameters; a row has eleven. */
const rowsAtOnce = 500;

export function makeFindingReader(connection: Connection): Known {
  const { kysely } = connection;
  return {
    finding: async (key) => (await readKnown(connection, {}, storable(key)))[0],
    findings: (of) => readKnown(connection, of),
    openBySeverity: async () => {
      const { rows } = await sql<{ severity: string; count: number }>`
        select severity, count(*)::int as count from findings where resolved_at is null group by severity`.execute(
        kysely,
      );
      return { ...noCounts(), ...Object.fromEntries(rows.map(({ severity, count }) => [severity, count])) };
    },
    findingsOfRule: (rule) => readKnown(connection, {}, undefined, rule),
    weeks: async (since) => {
      const rows = await kysely
        .selectFrom('finding_weeks')
        .select([sql<string>`week::text`.as('week'), 'account_id', 'team', 'counts'])
        .where('week', '>=', sql<Date>`${since}::date`)
        .orderBy('week')
        .execute();
      return rows.map((row) => ({
        week: row.week,
        accountId: AccountId.parse(row.account_id),
        ...(row.team === '' ? {} : { team: row.team }),
        counts: Counts.parse(row.counts),
      }));
    },
  };
}

async function readKnown(
  { kysely }: Connection,
  of: FindingsOf,
  key?: string,
  rule?: string,
): Promise<readonly KnownFinding[]> {
  let query = kysely
    .selectFrom('findings')
    .leftJoin('snoozes', 'snoozes.key', 'findings.key')
    .select(['findings.body', 'findings.owner', 'findings.team'])
    .select(['findings.first_seen', 'findings.last_seen', 'findings.resolved_at'])
    .select(['snoozes.by', 'snoozes.reason', 'snoozes.until'])
    .orderBy('findings.key');
  if (key !== undefined) query = query.where('findings.key', '=', key);
  if (rule !== undefined) query = query.where('findings.rule', '=', rule);
  if (of.accountId !== undefined) query = query.where('findings.account_id', '=', of.accountId);
  if (of.owner !== undefined) query = query.where('findings.owner', '=', of.owner);
  if (of.userName !== undefined) query = query.where('findings.user_name', '=', storable(of.userName));
  const { resolvedAfter } = of;
  if (resolvedAfter !== undefined)
    query = query.where((is) =>
      is.or([
        is('findings.resolved_at', 'is', null),
        is('findings.resolved_at', '>', new Date(resolvedAfter)),
      ]),
    );
  else if (key === undefined) query = query.where('findings.resolved_at', 'is', null);
  return (await query.execute()).map((row) => ({
    finding: row.body as Finding,
    ...(row.owner === null ? {} : { owner: SlackUserId.parse(row.owner) }),
    ...(row.team === null ? {} : { team: row.team }),
    firstSeen: isoTime(row.first_seen),
    lastSeen: isoTime(row.last_seen),
    ...(row.resolved_at === null ? {} : { resolvedAt: isoTime(row.resolved_at) }),
    ...(row.by === null || row.reason === null || row.until === null
      ? {}
      : { snooze: { by: SlackUserId.parse(row.by), reason: row.reason, until: isoTime(row.until) } }),
  }));
}

/** One that had ended and is there again begins anew; the others keep when they were first seen. */
export async function saveFindings(
  { kysely }: Connection,
  seen: readonly SeenFinding[],
  now: string,
): Promise<void> {
  for (let from = 0; from < seen.length; from += rowsAtOnce) {
    const rows = seen.slice(from, from + rowsAtOnce).map(({ finding, owner, team }) => ({
      key: storable(finding.key),
      account_id: finding.subject.accountId,
      user_name: finding.subject.kind === 'user' ? finding.subject.userName : null,
      rule: finding.rule,
      severity: finding.severity,
      owner: owner ?? null,
      team: team === undefined ? null : storable(team),
      first_seen: now,
      last_seen: now,
      resolved_at: null,
      body: storedJson(finding),
    }));
    await kysely
      .insertInto('findings')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          user_name: sql`excluded.user_name`,
          severity: sql`excluded.severity`,
          owner: sql`excluded.owner`,
          team: sql`excluded.team`,
          first_seen: sql`case when findings.resolved_at is null then findings.first_seen else excluded.first_seen end`,
          last_seen: sql`excluded.last_seen`,
          resolved_at: null,
          body: sql`excluded.body`,
        }),
      )
      .execute();
  }
}

export async function resolveFindings(
  { kysely }: Connection,
  keys: readonly string[],
  now: string,
): Promise<void> {
  if (keys.length === 0) return;
  await kysely
    .updateTable('findings')
    .set({ resolved_at: now })
    .where('key', '=', sql<string>`any(${keys.map(storable)})`)
    .where('resolved_at', 'is', null)
    .execute();
  await kysely
    .deleteFrom('snoozes')
    .where('key', '=', sql<string>`any(${keys.map(storable)})`)
    .execute();
}

export async function saveWeeks({ kysely }: Connection, weeks: readonly TeamWeek[]): Promise<void> {
  if (weeks.length === 0) return;
  await kysely
    .insertInto('finding_weeks')
    .values(
      weeks.map(({ week, accountId, team, counts }) => ({
        week,
        account_id: accountId,
        team: storable(team ?? ''),
        counts: storedJson(counts),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['week', 'account_id', 'team']).doUpdateSet({ counts: sql`excluded.counts` }),
    )
    .execute();
}

export async function saveSnooze({ kysely }: Connection, key: string, snooze: Snooze): Promise<void> {
  const columns = { by: snooze.by, reason: storable(snooze.reason), until: snooze.until };
  await kysely
    .insertInto('snoozes')
    .values({ key: storable(key), ...columns })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(columns))
    .execute();
}

import { type Kysely, sql } from 'kysely';
import { ChangeRequest, endedStates } from '../domain/change-request.ts';
import { dueAt } from '../domain/deadlines.ts';
import { RequestId, type SlackUserId } from '../domain/ids.ts';
import type { Reader } from '../workflows/ports.ts';
import type { Connection } from './connection.ts';
import { storable, storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

/** Somebody else has written the request since it was read: the caller's decision stands on nothing. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

type RequestReader = Pick<
  Reader,
  | 'request'
  | 'requestsBy'
  | 'requestsAbout'
  | 'requestsInState'
  | 'requestsOfAction'
  | 'requestsByState'
  | 'openRequests'
  | 'dueRequests'
  | 'stalledRequests'
  | 'unannouncedRequests'
>;

export function makeRequestReader({ kysely }: Connection): RequestReader {
  const bodies = () => kysely.selectFrom('requests').select('body');
  const ids = () => kysely.selectFrom('requests').select('id');
  return {
    request: (id) => readRequest(kysely, id),
    requestsBy: async (person, limit) =>
      parse(
        await bodies().where('requested_by', '=', person).orderBy('number', 'desc').limit(limit).execute(),
      ),
    requestsAbout: async ({ accountId, userName }, limit) => {
      const named = bodies().where(sql`lower(user_name)`, '=', storable(userName).toLowerCase());
      const there = accountId === undefined ? named : named.where('account_id', '=', accountId);
      return parse(await there.orderBy('number', 'desc').limit(limit).execute());
    },
    requestsInState: async (states, limit) =>
      parse(
        await bodies()
          .where('state', '=', sql<string>`any(${states})`)
          .orderBy('number', 'desc')
          .limit(limit)
          .execute(),
      ),
    requestsByState: async () => {
      const { rows } = await sql<{ state: string; count: number }>`
        select state, count(*)::int as count from requests group by state`.execute(kysely);
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    requestsOfAction: async (action, accountId) =>
      parse(
        await bodies()
          .where('state', '=', 'done')
          .where('account_id', '=', accountId)
          .where(sql`body ->> 'action'`, '=', action)
          .orderBy('number', 'desc')
          .execute(),
      ),
    openRequests: (person) => countOpen(kysely, person),
    dueRequests: async (now, limit) =>
      parseIds(await ids().where('due_at', '<=', new Date(now)).orderBy('due_at').limit(limit).execute()),
    stalledRequests: async (untouchedSince, limit) => parseIds(await stalled(kysely, untouchedSince, limit)),
    unannouncedRequests: async (untouchedSince, limit) =>
      parseIds(
        await ids()
          .whereRef('announced_version', '<', 'version')
          .where('changed_at', '<', new Date(untouchedSince))
          .orderBy('changed_at')
          .limit(limit)
          .execute(),
      ),
  };
}

async function readRequest(kysely: Kysely<Tables>, id: RequestId): Promise<ChangeRequest | undefined> {
  const row = await kysely
    .selectFrom('requests')
    .select('body')
    .where('id', '=', storable(id))
    .executeTakeFirst();
  return row === undefined ? undefined : ChangeRequest.parse(row.body);
}

async function countOpen(
  kysely: Kysely<Tables>,
  person: SlackUserId,
): Promise<{ readonly own: number; readonly all: number }> {
  const { rows } = await sql<{ own: number; all: number }>`
    select count(*) filter (where requested_by = ${person})::int as own, count(*)::int as all
    from requests where state <> all(${endedStates})`.execute(kysely);
  return rows[0] ?? { own: 0, all: 0 };
}

/** A step that was written or a run that was taken counts as a touch: a long execution is not a lost one. */
function stalled(kysely: Kysely<Tables>, untouchedSince: string, limit: number): Promise<{ id: string }[]> {
  const since = new Date(untouchedSince);
  return kysely
    .selectFrom('requests')
    .select('id')
    .where('state', 'in', ['approved', 'executing', 'undoing'])
    .where('changed_at', '<', since)
    .where((is) => is.or([is('run_taken_at', 'is', null), is('run_taken_at', '<', since)]))
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('steps')
            .select('steps.key')
            .whereRef('steps.request_id', '=', 'requests.id')
            .where('steps.touched_at', '>=', since),
        ),
      ),
    )
    .orderBy('changed_at')
    .limit(limit)
    .execute();
}

/** Version 1 inserts; any other replaces exactly the one before it, or throws `VersionConflict`. */
export async function saveRequest({ kysely }: Connection, request: ChangeRequest): Promise<void> {
  const columns = {
    version: request.version,
    state: request.state,
    requested_by: request.requestedBy,
    owner: request.owner,
    account_id: request.target.accountId,
    user_name: request.target.userName,
    due_at: dueAt(request) ?? null,
    changed_at: request.changedAt,
    body: storedJson(request),
  };
  if (request.version === 1) {
    const number = Number(request.id.slice('IAM-'.length));
    await kysely
      .insertInto('requests')
      .values({ id: request.id, number, ...columns })
      .execute();
    return;
  }
  const { numUpdatedRows } = await kysely
    .updateTable('requests')
    .set(columns)
    .where('id', '=', request.id)
    .where('version', '=', request.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) {
    throw new VersionConflict(`${request.id} is not at version ${request.version - 1} any more.`);
  }
}

function parse(rows: readonly { body: unknown }[]): readonly ChangeRequest[] {
  return rows.map((row) => ChangeRequest.parse(row.body));
}

function parseIds(rows: readonly { id: string }[]): readonly RequestId[] {
  return rows.map((row) => RequestId.parse(row.id));
}

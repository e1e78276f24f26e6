import { sql } from 'kysely';
import { ChangeRequest } from '../domain/change-request.ts';
import type { Transaction } from '../workflows/ports.ts';
import { databaseTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { storable } from './stored-json.ts';

type RequestLocks = Pick<
  Transaction,
  'lockUser' | 'lockRequest' | 'nextRequestNumber' | 'markAnnounced' | 'takeRun' | 'holdsRun'
>;

/** Who may write a request, and who runs it: row locks for decisions, a fencing token for executions. */
export function makeRequestLocks(connection: Connection): RequestLocks {
  const { kysely } = connection;
  return {
    lockUser: async ({ accountId, userName }) => {
      const name = `user/${accountId}/${storable(userName).toLowerCase()}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(kysely);
    },
    lockRequest: async (id) => {
      const row = await kysely
        .selectFrom('requests')
        .select('body')
        .where('id', '=', storable(id))
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? undefined : ChangeRequest.parse(row.body);
    },
    nextRequestNumber: async () => {
      const { rows } = await sql<{ number: string | number }>`
        select nextval('request_number') as number`.execute(kysely);
      return Number(rows[0]?.number);
    },
    markAnnounced: async (id, version) => {
      // Announcements can overtake one another; the mark only ever moves forward.
      await kysely
        .updateTable('requests')
        .set({ announced_version: version })
        .where('id', '=', id)
        .where('announced_version', '<', version)
        .execute();
    },
    takeRun: async (id, token) => {
      const taken = await kysely
        .updateTable('requests')
        .set({ run_token: token, run_taken_at: await databaseTime(connection) })
        .where('id', '=', id)
        .executeTakeFirst();
      if (taken.numUpdatedRows !== 1n) throw new Error(`${id} can't be run: there is no such request.`);
    },
    holdsRun: async (id, token) => {
      // Locked, so that nobody takes the run over between this answer and the commit that relies on it.
      const row = await kysely
        .selectFrom('requests')
        .select('run_token')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row?.run_token === token;
    },
  };
}

import { sql } from 'kysely';
import { AccountId, SlackUserId, UserId, UserName } from '../domain/ids.ts';
import type { Announcement } from '../domain/reminder.ts';
import type { FindingsReader, OwnedUser } from '../workflows/findings-ports.ts';
import type { Connection } from './connection.ts';
import { storable } from './stored-json.ts';

type OwnerReader = Pick<FindingsReader, 'owners' | 'ownedUsers' | 'announcements'>;

/** A statement takes 65,535 parameters; a row has six. */
const rowsAtOnce = 1000;

export function makeOwnerReader({ kysely }: Connection): OwnerReader {
  return {
    owners: async () => {
      const { rows } = await sql<{ owner: string }>`
        select owner from findings where resolved_at is null and owner is not null
        union select owner from owned_users where ends_on is not null order by owner`.execute(kysely);
      return rows.map(({ owner }) => SlackUserId.parse(owner));
    },
    ownedUsers: async (owner) => {
      const rows = await kysely.selectFrom('owned_users').selectAll().where('owner', '=', owner).execute();
      return rows.map((row) => ({
        accountId: AccountId.parse(row.account_id),
        userId: UserId.parse(row.user_id),
        userName: UserName.parse(row.user_name),
        owner: SlackUserId.parse(row.owner),
        ...(row.team === null ? {} : { team: row.team }),
        ...(row.ends_on === null ? {} : { endsOn: row.ends_on }),
      }));
    },
    announcements: async (keys) => {
      const { rows } = await sql<{ key: string; addressee: string; day: string; acts_on: string | null }>`
        select a.key, a.addressee, a.day, a.acts_on from announcements a
        join bulletins b on b.id = a.bulletin_id
        where a.key = any(${keys.map(storable)}) and b.ended_at is not null and b.withheld is null
        order by a.day, b.made_at`.execute(kysely);
      const found = new Map<string, Announcement[]>();
      for (const { key, addressee, day, acts_on } of rows) {
        const to = addressee as Announcement['to'];
        const one = { to, day, ...(acts_on === null ? {} : { actsOn: acts_on }) };
        found.set(key, [...(found.get(key) ?? []), one]);
      }
      return found;
    },
  };
}

export async function saveOwnedUsers(
  { kysely }: Connection,
  accountId: AccountId,
  users: readonly OwnedUser[],
): Promise<void> {
  await kysely.deleteFrom('owned_users').where('account_id', '=', accountId).execute();
  for (let from = 0; from < users.length; from += rowsAtOnce) {
    const rows = users.slice(from, from + rowsAtOnce).map((user) => ({
      account_id: user.accountId,
      user_id: user.userId,
      user_name: user.userName,
      owner: user.owner,
      team: user.team === undefined ? null : storable(user.team),
      ends_on: user.endsOn ?? null,
    }));
    await kysely.insertInto('owned_users').values(rows).execute();
  }
}

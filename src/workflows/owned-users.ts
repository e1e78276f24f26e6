import { offboardUser } from '../actions/offboard-user.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { Account } from '../domain/house.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { ownerOf } from '../domain/ownership.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import type { Iam, Store } from './ports.ts';
import type { Mine } from './use-cases.ts';

type OwnedUser = Mine['users'][number];

/** Beyond so many accounts nobody waits for all of them to open a tab: then only what Chatelaine has changed is known. */
const mostAccountsToRead = 50;
/** A census may be five minutes old; what was changed after it is known from the requests. */
const censusLagsMs = 6 * 60_000;

/**
 * The users whose tags name this person as owner, as the accounts say, and as finished requests say where the accounts
 * were read before them or can’t be read. Whatever ends first comes first.
 */
export async function ownedUsers(
  by: SlackUserId,
  accounts: readonly Account[],
  { store, iam }: { readonly store: Store; readonly iam: Iam },
): Promise<Pick<Mine, 'users' | 'unread' | 'now'>> {
  const read = accounts.length > mostAccountsToRead ? [] : accounts;
  const censuses = await Promise.all(
    read.map(async (account) => ({ account, census: await iam.census(account.id) })),
  );
  const { now, done } = await store.read(async (reader) => ({
    now: await reader.now(),
    done: latestOfEach(await reader.requestsInState(['done'], 500)),
  }));
  const users = new Map<string, OwnedUser>();
  const known = new Set<string>();
  for (const { account, census } of censuses) {
    if (!census.ok) continue;
    known.add(account.id);
    for (const { user, tags } of census.value)
      if (ownerOf({ tags }) === by)
        users.set(keyOf(user), { user, account, ends: tagValue(tags, tagKeys.ends) });
  }
  for (const { request, ends } of done) {
    const account = accounts.find(({ id }) => id === request.target.accountId);
    const isNewer = Date.parse(now) - Date.parse(request.changedAt) < censusLagsMs;
    if (!account || (known.has(account.id) && !isNewer)) continue;
    const key = keyOf(request.target);
    if (request.owner !== by || request.action === offboardUser.id) users.delete(key);
    else users.set(key, { user: request.target, account, ends: ends ?? users.get(key)?.ends });
  }
  return {
    now,
    users: [...users.values()].toSorted((a, b) => compare(rank(a), rank(b))),
    unread: accounts.filter(({ id }) => !known.has(id)),
  };
}

/** The last finished change of each user, with the end date that was set last. */
function latestOfEach(newestFirst: readonly ChangeRequest[]) {
  const byUser = Map.groupBy(newestFirst, ({ target }) => keyOf(target));
  return [...byUser.values()].flatMap((changes) => {
    const [request] = changes;
    const ends = changes.map((change) => change.input.ends).find((date) => typeof date === 'string');
    return request ? [{ request, ends }] : [];
  });
}

const keyOf = ({ accountId, userName }: OwnedUser['user']) => `${accountId}/${userName.toLowerCase()}`;
const rank = ({ ends, user }: OwnedUser) => `${ends ?? '9999'} ${user.userName.toLowerCase()}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

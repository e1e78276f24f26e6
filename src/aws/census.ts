import { type IAMClient, paginateGetAccountAuthorizationDetails, type UserDetail } from '@aws-sdk/client-iam';
import type { AccountId, UserId, UserName } from '../domain/ids.ts';
import type { CensusEntry } from '../workflows/ports.ts';
import { collect } from './collect.ts';

const KEPT_MS = 300_000;

/** Lists every user of an account with its tags, by the one call that gives both; read every five minutes at most, unless `fresh`. */
export function createCensus(now: () => Date) {
  const taken = new Map<
    AccountId,
    { readonly readAt: number; readonly entries: Promise<readonly CensusEntry[]> }
  >();
  return async (
    accountId: AccountId,
    iam: () => Promise<IAMClient>,
    fresh = false,
  ): Promise<readonly CensusEntry[]> => {
    const at = now().getTime();
    const held = taken.get(accountId);
    const census =
      !fresh && held !== undefined && at - held.readAt < KEPT_MS
        ? held
        : { readAt: at, entries: iam().then((client) => readCensus(client, accountId)) };
    taken.set(accountId, census);
    try {
      return await census.entries;
    } catch (error) {
      // A failure isn't kept: the next one asks again.
      if (taken.get(accountId) === census) taken.delete(accountId);
      throw error;
    }
  };
}

async function readCensus(iam: IAMClient, accountId: AccountId): Promise<readonly CensusEntry[]> {
  const pages = paginateGetAccountAuthorizationDetails(
    { client: iam, pageSize: 1_000 },
    { Filter: ['User'] },
  );
  const users = await collect(pages, (page) => page.UserDetailList);
  return users.map((user) => entryOf(user, accountId));
}

function entryOf(user: UserDetail, accountId: AccountId): CensusEntry {
  return {
    user: {
      accountId,
      userName: (user.UserName ?? '') as UserName,
      userId: (user.UserId ?? '') as UserId,
      path: user.Path ?? '/',
    },
    createdAt: user.CreateDate?.toISOString() ?? '',
    tags: (user.Tags ?? []).map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' })),
  };
}

import type { IAMClient } from '@aws-sdk/client-iam';
import { GetAccessKeyInfoCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AccessKeyId, AccountId, UserName } from '../domain/ids.ts';
import { familyOf } from './error-family.ts';
import { readLastUse } from './read/access-keys.ts';
import { readUserNames, sameName } from './read/user-names.ts';

const KEPT_MS = 60_000;

/** Looks for names in the list of an account's users, read once a minute: people type faster than AWS should be asked. */
export function createNameFinder(now: () => Date) {
  const lists = new Map<
    AccountId,
    { readonly readAt: number; readonly names: Promise<readonly UserName[]> }
  >();
  return async (
    accountId: AccountId,
    wanted: string,
    iam: () => Promise<IAMClient>,
    fresh = false,
  ): Promise<UserName | undefined> => {
    const at = now().getTime();
    const held = lists.get(accountId);
    const list =
      !fresh && held !== undefined && at - held.readAt < KEPT_MS
        ? held
        : { readAt: at, names: iam().then((client) => readUserNames(client)) };
    lists.set(accountId, list);
    try {
      return sameName(await list.names, wanted);
    } catch (error) {
      if (lists.get(accountId) === list) lists.delete(accountId);
      throw error;
    }
  };
}

/** The account that an access key belongs to, whatever account that is; undefined for none. */
export async function accountOfKey(sts: STSClient, id: AccessKeyId): Promise<AccountId | undefined> {
  const answer = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: id })).catch((error: unknown) => {
    // STS answers a key id that it doesn't know with a validation error.
    const family = familyOf(error);
    if (family === 'invalid' || family === 'not-found') return undefined;
    throw error;
  });
  return answer?.Account as AccountId | undefined;
}

/** The user that has the key, asked in the key's own account. */
export async function userOfKey(iam: IAMClient, id: AccessKeyId): Promise<UserName | undefined> {
  return (await readLastUse(iam, id))?.UserName as UserName | undefined;
}

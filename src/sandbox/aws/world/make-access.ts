import { findKey } from '../authenticate.ts';
import type { WorldAccess } from './access.ts';
import { buildUser } from './build-user.ts';
import type { Account, World } from './state.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** `world` is asked afresh each time, because a reset replaces it. */
export function makeWorldAccess(world: () => World, now: () => Date): WorldAccess {
  function accountOf(id: string): Account {
    const account = world().accounts.get(id);
    if (account === undefined) throw new Error(`There is no account ${id} in the simulated organization.`);
    return account;
  }
  function userOf(accountId: string, name: string) {
    const user = accountOf(accountId).users.get(name.toLowerCase());
    if (user === undefined) throw new Error(`There is no user ${name} in account ${accountId}.`);
    return user;
  }
  return {
    accounts: () => [...world().accounts.values()].map((account) => takeSnapshot(account, now())),
    snapshot: (accountId) => takeSnapshot(accountOf(accountId), now()),
    secretValue(accountId, nameOrArn) {
      const secret = [...accountOf(accountId).secrets.values()].find(
        ({ name, arn, deletedAt }) => deletedAt === undefined && (name === nameOrArn || arn === nameOrArn),
      );
      return secret?.versions.find(({ stages }) => stages.has('AWSCURRENT'))?.text;
    },
    isSecretOf: (accessKeyId, secret) => findKey(world(), accessKeyId)?.key.secret === secret,
    sessionSecrets: () =>
      new Map(
        [...world().sessions.values()].flatMap(({ accessKeyId, secret, token }) => [
          [`the session’s secret ${accessKeyId}`, secret],
          [`the session’s token ${accessKeyId}`, token],
        ]),
      ),
    recordUse(accountId, accessKeyId, { service, region, at }) {
      const found = findKey(world(), accessKeyId);
      if (found?.account.id !== accountId)
        throw new Error(`There is no access key ${accessKeyId} in account ${accountId}.`);
      found.key.lastUsed = { at: at ?? now(), service, region };
    },
    recordSignIn(accountId, userName, at) {
      userOf(accountId, userName).passwordLastUsed = at ?? now();
    },
    addUser(accountId, seed) {
      const account = accountOf(accountId);
      if (account.users.has(seed.name.toLowerCase())) throw new Error(`${seed.name} exists already.`);
      account.users.set(seed.name.toLowerCase(), buildUser(account, seed, now()));
    },
    change: (accountId, edit) => edit(accountOf(accountId)),
  };
}

import type { Account } from './world/state.ts';

/** IAM is eventually consistent: for a counted number of reads an account may still look as it did before a change. */
export interface StaleReads {
  /** Call before a change: keeps the picture that the next reads will see, once `begin` is called. */
  picture(account: Account): Account;
  begin(picture: Account, reads: number): void;
  /** What the next read sees; counts it. */
  view(account: Account): Account;
  clear(): void;
}

export function makeStaleReads(): StaleReads {
  const pictures = new Map<string, { readonly picture: Account; readsLeft: number }>();
  return {
    picture: (account) => structuredClone(account),
    begin(picture, reads) {
      if (reads > 0) pictures.set(picture.id, { picture, readsLeft: reads });
    },
    view(account) {
      const stale = pictures.get(account.id);
      if (stale === undefined) return account;
      stale.readsLeft -= 1;
      if (stale.readsLeft === 0) pictures.delete(account.id);
      return stale.picture;
    },
    clear: () => pictures.clear(),
  };
}

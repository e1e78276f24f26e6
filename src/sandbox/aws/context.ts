import type { Principal } from './principal.ts';
import type { Quirks } from './quirks.ts';
import type { Account, World } from './world/state.ts';

/** What an operation may see and change. */
export interface Context {
  readonly world: World;
  /** The caller's account: an old picture of it when reads are stale. */
  readonly account: Account;
  readonly principal: Principal;
  readonly region: string;
  readonly now: Date;
  readonly quirks: Quirks;
}

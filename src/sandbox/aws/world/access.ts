import type { UserSeed } from '../seed.ts';
import type { AccountSnapshot } from './snapshot.ts';
import type { Account } from './state.ts';

export interface KeyUse {
  readonly service: string;
  readonly region: string;
  /** Default: now. */
  readonly at?: Date;
}

/** The world from outside of the API: what the page shows, what a test checks, and what "somebody else" does to it. */
export interface WorldAccess {
  accounts(): readonly AccountSnapshot[];
  /** Throws if there is no such account. */
  snapshot(accountId: string): AccountSnapshot;
  /** The current value of a secret by name or ARN; undefined when there is none. Never shown by the page. */
  secretValue(accountId: string, nameOrArn: string): string | undefined;
  /** Whether this is the secret of that access key. */
  isSecretOf(accessKeyId: string, secretAccessKey: string): boolean;
  /** The secret and the token of each session, by a name: what a canary test looks for. Never shown by the page. */
  sessionSecrets(): ReadonlyMap<string, string>;
  /** A program somewhere uses the key. */
  recordUse(accountId: string, accessKeyId: string, use: KeyUse): void;
  /** A person signs in to the console. */
  recordSignIn(accountId: string, userName: string, at?: Date): void;
  /** Somebody makes a user by hand, around the bot. */
  addUser(accountId: string, user: UserSeed): void;
  /** Any other change by hand, on the live state. */
  change(accountId: string, edit: (account: Account) => void): void;
}

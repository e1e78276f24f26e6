import type { UserSeed } from '../../src/sandbox/aws/seed.ts';
import type { AccountSnapshot, UserSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';

/** One way of an action from the wish to its end, as data: whoever plays it (faults, deaths, deliveries) drives it the same. */
export interface Scenario {
  readonly action: string;
  /** Unique within the action; says what is special. */
  readonly name: string;
  readonly accountId: string;
  /** Of the sandbox's organization, or planted, or the one that is made. */
  readonly userName: string;
  /** Stands there beside the organization's users; replaces one of the same name. */
  readonly planted?: UserSeed;
  /** Played before: what the action takes back. */
  readonly after?: Scenario;
  readonly by: string;
  /** What the form holds; `…1` stands for the id of the user's first access key. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** Those who approve, one after the other; nobody where the rules let it run at once. */
  readonly approvers: readonly string[];
  /** What happens before each of its gates. */
  readonly gates: readonly GateMove[];
  /** Every call that changes AWS, in order. */
  readonly writes: readonly string[];
  readonly end: End;
}

export type GateMove =
  /** This person says yes. */
  | { readonly kind: 'answer'; readonly by: string }
  /** Its time passes. */
  | { readonly kind: 'time' }
  /** The new key is used, the old one rests. */
  | { readonly kind: 'switched' };

/** What is left of the user; only what is named is compared. `keys` and `others`: which are active. */
export type End =
  | { readonly is: 'gone' }
  | {
      readonly is: 'there';
      readonly tags?: Readonly<Record<string, string | undefined>>;
      readonly groups?: readonly string[];
      readonly attached?: readonly string[];
      readonly inline?: readonly string[];
      readonly keys?: readonly boolean[];
      readonly console?: boolean;
      readonly bounded?: boolean;
      /** Its new key's secret lies in Secrets Manager. */
      readonly handedOver?: true;
    };

export const scenarioName = ({ action, name }: Scenario): string => `${action}: ${name}`;

export const userIn = (account: AccountSnapshot, name: string): UserSnapshot | undefined =>
  account.users.find((user) => user.name === name);

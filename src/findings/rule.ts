import type {
  Area,
  Controls,
  CredentialKind,
  Evidence,
  Exemption,
  Remedy,
  RuleId,
  Severity,
} from '../domain/finding.ts';
import type { Account, House } from '../domain/house.ts';
import type { SlackUserId } from '../domain/ids.ts';
import type { Inventory, InventoryUser, Reading } from '../domain/inventory.ts';
import type { Thresholds } from '../domain/staleness.ts';
import type { Access, Judgements } from './access.ts';

/** What judging an inventory needs beside it. All of it is given: rules ask nobody and have no clock. */
export interface Settings {
  readonly house: House;
  readonly account: Account;
  /** Made once by `createJudgements` for many accounts: the same documents are judged once. */
  readonly judgements: Judgements;
  /** What Slack says of the people named as owners. Nothing is found about somebody who isn't in it. */
  readonly owners?: ReadonlyMap<SlackUserId, 'present' | 'gone'>;
  readonly exemptions?: readonly Exemption[];
}

interface RuleBase {
  readonly id: RuleId;
  readonly area: Area;
  /** What is found, as a heading: `Access key is old`. */
  readonly title: string;
  /** Unless the configuration says otherwise, or a finding is worse than usual. */
  readonly severity: Severity;
  /** The threshold that it looks at, if it has one. */
  readonly threshold?: keyof Thresholds;
  readonly controls: Controls;
  /** What mends it, in words, for the documentation. */
  readonly mend: string;
}

/** About one user. Pure; called for every user of the organization, so it makes nothing unless it finds something. */
export interface UserRule extends RuleBase {
  readonly about: 'user';
  /** What its evidence is as old as: keys, password and MFA come from a report of up to four hours ago. */
  readonly restsOn: 'credentials' | 'details';
  find(user: InventoryUser, at: UserContext): readonly Found[] | undefined;
}

/** About the root user or the account as a whole. */
export interface AccountRule extends RuleBase {
  readonly about: 'root' | 'account';
  find(reading: Reading, at: Context): Found | undefined;
}

export type Rule = UserRule | AccountRule;

export interface Context {
  readonly now: string;
  readonly settings: Settings;
  readonly thresholds: Thresholds;
  /** The instant so many days of 24 hours ago: what is earlier has passed the threshold. */
  daysAgo(days: number): string;
}

export interface UserContext extends Context {
  readonly inventory: Inventory;
  readonly kind: 'service' | 'human';
  /** What the user's policies come to, judged when first asked for. */
  access(): Access;
}

/** What a rule says; `evaluate` makes a finding of it. */
export interface Found {
  readonly credential?: { readonly kind: CredentialKind; readonly id: string };
  readonly severity?: Severity;
  readonly since: string;
  readonly facts: Evidence['facts'];
  readonly words: string;
  readonly remedy: Remedy;
}

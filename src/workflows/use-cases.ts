import type { FormField } from '../actions/action.ts';
import type { Facts } from '../domain/facts.ts';
import type { Account } from '../domain/house.ts';
import type { RequestId, SlackUserId } from '../domain/ids.ts';
import type { KnownFinding } from '../domain/known-finding.ts';
import type { ReadyAnswer, Source } from '../domain/ready-answer.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RequestView } from '../domain/request-view.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';
import type { UserRef } from '../domain/user.ts';
import type { FindingCases } from './finding-cases.ts';
import type { Intent } from './intent.ts';
import type { AuditEntry } from './ports.ts';

/**
 * Everything that a surface can ask of the bot: a listener acknowledges, parses and calls one of these,
 * then draws what comes back. All of them look the person up afresh where they change anything.
 */
export interface UseCases {
  readonly form: RequestForm;
  readonly findings: FindingCases;
  /** Records a click or submission durably; call it before acknowledging. A duplicate answers `seen` and has no effect. */
  accept(key: string, intent: Intent): Promise<'new' | 'seen'>;
  /** Carries an accepted one out now; what fails for want of Slack or AWS is tried again by `tick`. Never throws an expected failure. */
  carryOut(key: string, intent: Intent): Promise<void>;
  /** Whether this person may decide, with the request, for the denial's modal. */
  forDenial(by: SlackUserId, requestId: RequestId): Promise<RequestView | Refusal>;
  fullPlan(by: SlackUserId, requestId: RequestId): Promise<RequestView | Refusal>;
  pending(by: SlackUserId): Promise<readonly RequestView[] | Refusal>;
  mine(by: SlackUserId): Promise<Mine | Refusal>;
  home(by: SlackUserId): Promise<Home | Refusal>;
  show(by: SlackUserId, name: string): Promise<Shown | Refusal>;
  /** Users by any part of name, tag, owner, account, or by a whole access key id; whoever asks is a member. */
  find(by: SlackUserId, text: string): Promise<Found | Refusal>;
  /** The users that a text names, for a message’s shortcut. */
  named(
    by: SlackUserId,
    text: string,
  ): Promise<readonly { readonly user: UserRef; readonly account: Account }[] | Refusal>;
  audit(by: SlackUserId, subject: string): Promise<AuditTrail | Refusal>;
  /** Asks the user's owner, in a direct message, to do what this person may not. */
  askOwner(by: SlackUserId, wish: Pick<UserWish, 'action' | 'name'>): Promise<AskedOwner | Refusal>;
  /** How many users were not needed since then (ISO 8601), because a role was the answer: for the digest. */
  usersAvoided(since: string): Promise<number>;
  /** What this person may do, for `/iam help`. */
  help(by: SlackUserId): Promise<Help | Refusal>;
}

export interface Mine {
  readonly requests: readonly RequestView[];
  /** Users whose tags name this person as owner, what ends first before the rest. */
  readonly users: readonly { readonly user: UserRef; readonly account: Account; readonly ends?: string }[];
  /** Accounts that could not be read: what is known of them comes from requests alone. */
  readonly unread: readonly Account[];
  /** When it was looked up, ISO 8601. */
  readonly now: string;
}

export interface Home extends Mine {
  readonly waitingForMe: readonly RequestView[];
  /** Requests that stand before a gate and want this person's answer. */
  readonly answersWanted: readonly RequestView[];
}

export type Shown =
  | {
      readonly kind: 'user';
      readonly user: UserRef;
      readonly account: Account;
      readonly facts: Facts & { readonly user: NonNullable<Facts['user']> };
      readonly requests: readonly RequestView[];
      /** What the last look found about it, and when it was seen first. */
      readonly findings: readonly KnownFinding[];
      /** The actions that fit the user as it is, by id, in the order of the list; whether this person may is said by the form. */
      readonly offers: readonly string[];
      readonly managed: boolean;
      /** Whether the quarantine's policy is in force on it. */
      readonly quarantined: boolean;
      /** What its policies make of it: an administrator, ways to more permissions; empty if neither. */
      readonly powers: readonly string[];
    }
  | {
      readonly kind: 'choices';
      readonly asked: string;
      readonly matches: readonly { readonly user: UserRef; readonly account: Account }[];
    };

export interface Found {
  readonly asked: string;
  readonly matches: readonly FoundMatch[];
  /** How many more there are than are listed. */
  readonly more: number;
  /** Accounts that could not be read, with why: what is missing is said. */
  readonly unread: readonly { readonly account: Account; readonly why: string }[];
}

export interface FoundMatch {
  readonly user: UserRef;
  readonly account: Account;
  readonly owner?: SlackUserId;
  readonly team?: string;
  /** Where the text was found when not in the name: «tag purpose = nightly backup». */
  readonly because?: string;
}

export interface AuditTrail {
  readonly subject: string;
  readonly entries: readonly AuditEntry[];
  /** False when the keyed chain does not verify: then nothing in it can be trusted, and it says so. */
  readonly verified: boolean;
}

export interface Help {
  readonly mayApproveFor: readonly string[];
  readonly mayRequest: boolean;
}

/**
 * `/iam request`: path → details → preview. The draft lives in the database under an opaque id;
 * whoever didn't start it can't see or continue it.
 */
export interface RequestForm {
  open(by: SlackUserId): Promise<FormPage>;
  /** Begins an action on a user who exists, named as people name users. With all its fields given, the plan comes at once. */
  start(by: SlackUserId, wish: UserWish): Promise<FormPage>;
  /** Begins anew what was denied, cancelled or expired, filled in as it was. */
  again(by: SlackUserId, requestId: RequestId): Promise<FormPage>;
  /** Draws the advice and the questions of a path as soon as it is chosen. */
  choosePath(by: SlackUserId, draftId: string, path: string): Promise<FormPage>;
  /** Leaves the first page with its answers: to the finished answer, or to the details where a user it is. */
  answerPath(by: SlackUserId, draftId: string, values: FormValues): Promise<FormPage | FieldErrors>;
  /** Goes back from the finished answer to its questions. */
  questions(by: SlackUserId, draftId: string): Promise<FormPage>;
  /** The finished answer with the question why it won't do. */
  declineRole(by: SlackUserId, draftId: string): Promise<FormPage>;
  /** A user all the same, with the reason. */
  insist(by: SlackUserId, draftId: string, reason: string): Promise<FormPage | FieldErrors>;
  /** Sends the finished answer as a direct message, once however often it is asked for. */
  sendAnswer(by: SlackUserId, draftId: string): Promise<FormPage>;
  /** While typing: account chosen, name typed. Returns the page with its notes beside the fields. */
  typing(by: SlackUserId, draftId: string, values: FormValues): Promise<FormPage>;
  accounts(by: SlackUserId, query: string): Promise<readonly Option[]>;
  bundles(by: SlackUserId, draftId: string, query: string): Promise<readonly Option[]>;
  /** Quick checks that need no AWS; keeps the values. Fits into the acknowledgement. */
  check(by: SlackUserId, draftId: string, values: FormValues): Promise<FieldErrors | 'fits'>;
  /** Reads the account and makes the plan: the preview, or the details page again with what is wrong. */
  preview(by: SlackUserId, draftId: string): Promise<FormPage>;
  /** Goes back from the preview to the details, with everything that was typed. */
  details(by: SlackUserId, draftId: string): Promise<FormPage>;
  /** Submits exactly what the preview showed. Committed when it resolves. A second submission of a draft answers with the same request. */
  submit(
    by: SlackUserId,
    draftId: string,
  ): Promise<{ readonly kind: 'submitted'; readonly requestId: RequestId } | Refusal>;
}

export interface UserWish {
  readonly action: string;
  readonly name: string;
  readonly values?: FormValues;
  /** Shows the filled-in form even when nothing is missing in it. */
  readonly review?: boolean;
}

/** Raw values by field name: text, one choice, several choices. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface FieldErrors {
  readonly errors: Readonly<Record<string, string>>;
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly description?: string;
}

export type FormPage =
  | {
      readonly page: 'path';
      readonly draftId: string;
      readonly families: readonly { readonly title: string; readonly paths: readonly Option[] }[];
      readonly chosen?: string;
      readonly advice?: Advice;
      /** What was answered so far, and what the questions begin with. */
      readonly values: FormValues;
      readonly chosenOptions: Readonly<Record<string, readonly Option[]>>;
    }
  | {
      readonly page: 'answer';
      readonly draftId: string;
      readonly answer: ReadyAnswer;
      /** Asked once somebody declines the role. */
      readonly asks?: { readonly label: string; readonly hint: string };
      readonly insist?: string;
      readonly sent: boolean;
    }
  | {
      readonly page: 'details';
      readonly draftId: string;
      readonly title: string;
      /** «svc-backup in prod-eu», when it is about a user who exists. */
      readonly about?: string;
      /** What to know of that user first, each with its label. */
      readonly known?: readonly { readonly label: string; readonly text: string }[];
      readonly fields: readonly FormField[];
      readonly values: FormValues;
      /** Choices of `from-facts` fields, by name. */
      readonly options: Readonly<Record<string, readonly Option[]>>;
      /** Texts for values that came from a search: accounts and bundles by value. */
      readonly chosenOptions: Readonly<Record<string, readonly Option[]>>;
      readonly teams: readonly Option[];
      /** Beside a field: free, taken, what a bundle allows. */
      readonly notes: Readonly<Record<string, { readonly ok: boolean; readonly text: string }>>;
      /** What stopped the plan, above everything. */
      readonly problem?: string;
    }
  | {
      readonly page: 'preview';
      readonly draftId: string;
      readonly account: Account;
      /** Who asks, and who answers for the user once it is done. */
      readonly by: SlackUserId;
      readonly owner: SlackUserId;
      readonly summary: Summary;
      readonly risk: Risk;
      readonly whoDecides: string;
      /** ISO 8601 in UTC; absent when nobody has to decide. */
      readonly decideBy?: string;
      readonly planHash: string;
    }
  /** Several users match: one has to be chosen before anything else. */
  | {
      readonly page: 'choices';
      readonly asked: string;
      readonly action: string;
      readonly matches: readonly { readonly user: UserRef; readonly account: Account }[];
    }
  | {
      readonly page: 'stopped';
      readonly refusal: Refusal;
      /** Who could do it instead, and what they would be asked for. */
      readonly ask?: OwnerToAsk;
    };

export interface OwnerToAsk {
  readonly action: string;
  readonly user: UserRef;
  readonly owner: SlackUserId;
  readonly ownerName: string;
}

export interface AskedOwner {
  readonly owner: SlackUserId;
  /** `before`: today already, and not again. */
  readonly asked: 'now' | 'before';
}

/** What is said to a path, and what decides on it. */
export interface Advice {
  readonly title: string;
  readonly text: string;
  readonly questions: readonly FormField[];
  /** What the questions lead to: a role's trust policy, or a request for a user. */
  readonly leadsTo: 'role' | 'user' | 'user-with-reason' | 'no-user';
  readonly links: readonly Source[];
}

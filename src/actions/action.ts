import type { z } from 'zod';
import type { Concerns } from '../domain/contention.ts';
import type { FactNeeds, Facts } from '../domain/facts.ts';
import type { Account, House } from '../domain/house.ts';
import type { RequestId, SlackUserId, UserName } from '../domain/ids.ts';
import type { Requester } from '../domain/ownership.ts';
import type { Plan } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';

/** What planning may know beside the input and the facts: the house, the account, the request, the day. */
export interface PlanningContext {
  readonly house: House;
  readonly account: Account;
  readonly requestId: RequestId;
  readonly requester: Requester;
  /** ISO 8601 in UTC. Plans carry dates, so the moment of planning is an argument. */
  readonly now: string;
  /** What was done to this user before by the actions that this one recalls, latest first. */
  readonly history: readonly PastChange[];
}

/** What is known before a form is filled in. */
export type FormContext = Omit<PlanningContext, 'requestId'>;

/** The same whoever looks at the user. */
export type FitContext = Omit<FormContext, 'requester'>;

export interface PastChange {
  readonly requestId: RequestId;
  readonly action: string;
  /** With the operations that were performed, or may have been, and no others. */
  readonly plan: Plan;
}

/** Everything about a lifecycle action in one place. Pure: same arguments, same answer. */
export interface LifecycleAction<Input> {
  readonly id: string;
  readonly title: string;
  readonly verb: string;
  /** Whether it makes a user, or is about one that exists; the latter begins at a user's name. */
  readonly about: 'new-user' | 'user';
  /** Follows “Only they, their team or an approver can …”. Left out where anybody may ask. */
  readonly belongsTo?: string;
  /** Who hears of it when it is done, beside the requester: the user's owner, the security channel. */
  readonly tells: readonly ('owner' | 'security')[];
  /** What of the user it changes. While a request is open, another one about the same is refused with a pointer to it. */
  readonly concerns: Concerns;
  /** Which open requests on the user end by it: those that run, as it begins; or those that only wait to ask, once it is done. */
  readonly overrides?: 'running' | 'settled';
  /** Whose past changes it reads: an action that takes another one back. */
  readonly recalls?: readonly string[];
  readonly Input: z.ZodType<Input>;
  readonly form: readonly FormField[];
  /** Which user it is about, and which bundles the rules should look at. */
  subject(input: Input): ActionSubject;
  /** Who answers for the user once this is done; the requester where nobody does. */
  owner(input: Input, facts: Facts, context: PlanningContext): SlackUserId;
  /** Who may not decide on it beside the requester, with the reason that follows “You can’t decide on IAM-42:”. */
  excludes(input: Input, facts: Facts): readonly { readonly id: SlackUserId; readonly why: string }[];
  /** Who is made its owner, and by which field: has to be an active full member of the workspace. */
  appoints?(input: Input): { readonly id: SlackUserId; readonly field: string };
  /** Whether there is anything to do for a user as it is, whoever asks: what its card offers. Always, where it is left out. */
  fits?(facts: Facts, context: FitContext): boolean;
  /** What a form about an existing user begins with, and the choices of its fields; or why this person needn't begin. */
  begin?(facts: Facts, context: FormContext): Prefill | Refusal;
  needs(input: Input, context: Pick<PlanningContext, 'house' | 'account'>): FactNeeds;
  refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined;
  risk(input: Input, facts: Facts, context: PlanningContext): Risk;
  plan(input: Input, facts: Facts, context: PlanningContext): Plan;
  summarize(input: Input, facts: Facts, plan: Plan, context: PlanningContext): Summary;
}

export interface ActionSubject {
  readonly accountId: string;
  readonly userName: UserName;
  readonly bundles: readonly string[];
}

export interface Prefill {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** By the name of a `from-facts` field. */
  readonly options: Readonly<Record<string, readonly Choice[]>>;
  /** What to read before filling it in; the last use of the user’s credentials, where it is left out. */
  readonly known?: readonly { readonly label: string; readonly text: string }[];
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly description?: string;
}

/** A field of an action's form, in the order shown. Drawn by `slack/blocks`, never built there. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  readonly input:
    | { readonly kind: 'text'; readonly maxLength: number; readonly checkWhileTyping?: boolean }
    | { readonly kind: 'paragraph'; readonly maxLength: number }
    | { readonly kind: 'account' }
    | { readonly kind: 'person' }
    | { readonly kind: 'team' }
    | { readonly kind: 'bundles'; readonly max: number }
    | { readonly kind: 'date' }
    | { readonly kind: 'choice'; readonly options: readonly Choice[] }
    /** One of the choices that `prefill` found, for example an access key. */
    | { readonly kind: 'from-facts' };
}

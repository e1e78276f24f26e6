import type { z } from 'zod';
import type { FactNeeds, Facts } from '../domain/facts.ts';
import type { Account, House } from '../domain/house.ts';
import type { RequestId, SlackUserId, UserName } from '../domain/ids.ts';
import type { Plan } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';

/** What planning may know beside the input and the facts: the house, the account, the request, the day. */
export interface PlanningContext {
  readonly house: House;
  readonly account: Account;
  readonly requestId: RequestId;
  readonly requestedBy: SlackUserId;
  /** ISO 8601 in UTC. Plans carry dates, so the moment of planning is an argument. */
  readonly now: string;
}

/** Everything about a lifecycle action in one place. Pure: same arguments, same answer. */
export interface LifecycleAction<Input> {
  readonly id: string;
  readonly title: string;
  readonly verb: string;
  readonly Input: z.ZodType<Input>;
  readonly form: readonly FormField[];
  /** Which user it is about, who will own it, and which bundles the rules should look at. */
  subject(input: Input): ActionSubject;
  needs(input: Input, context: Pick<PlanningContext, 'house' | 'account'>): FactNeeds;
  refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined;
  risk(input: Input, facts: Facts, context: PlanningContext): Risk;
  plan(input: Input, facts: Facts, context: PlanningContext): Plan;
  summarize(input: Input, facts: Facts, plan: Plan, context: PlanningContext): Summary;
}

export interface ActionSubject {
  readonly accountId: string;
  readonly userName: UserName;
  readonly owner: SlackUserId;
  readonly bundles: readonly string[];
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
    | {
        readonly kind: 'choice';
        readonly options: readonly {
          readonly value: string;
          readonly text: string;
          readonly description?: string;
        }[];
      };
}

import type { z } from 'zod';
import type { Facts, UserFacts } from '../domain/facts.ts';
import type { Pin, Plan } from '../domain/plan.ts';
import { planLines } from '../domain/plan-words.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';
import type { FitContext, LifecycleAction, PlanningContext } from './action.ts';
import {
  beginAs,
  type ExistingUser,
  needsInFull,
  planFor,
  present,
  presentOwner,
  refuseStranger,
  refuseTarget,
  subjectOf,
} from './existing-user.ts';

/** Facts of a user that is there. */
export type Present = Facts & { readonly user: UserFacts };

type Own<Input> = Pick<LifecycleAction<Input>, 'id' | 'title' | 'verb' | 'tells' | 'form'> &
  Partial<Pick<LifecycleAction<Input>, 'subject' | 'owner' | 'excludes' | 'begin' | 'needs'>>;

/** What an action on a user who exists says for itself; the frame that all of them share is added. */
export interface UserAction<Input> extends Own<Input> {
  readonly Input: z.ZodType<Input>;
  /** Follows “Only they, their team or an approver can …”. Left out where strangers may ask as well. */
  readonly belongsTo?: string;
  /** Whether there is anything to do for a user as it is. Left out where there always is. */
  fits?(facts: Present, context: FitContext): boolean;
  /** What forbids it, beside the user being gone, protected or somebody else's. */
  refuse(input: Input, facts: Present, context: PlanningContext): Refusal | undefined;
  risk(input: Input, facts: Present, context: PlanningContext): Risk;
  stages(input: Input, facts: Present, context: PlanningContext): Plan['stages'];
  /** What the plan stands on beside this very user. */
  pins?(input: Input, facts: Present, context: PlanningContext): readonly Pin[];
  snapshot?(facts: Present): Plan['snapshot'];
  heading(input: Input): string;
  /** What approvers read between the account and the plan. */
  lines(input: Input, facts: Present, context: PlanningContext): Summary['lines'];
}

export function userAction<Input extends ExistingUser>(action: UserAction<Input>): LifecycleAction<Input> {
  const { belongsTo } = action;
  return {
    about: 'user',
    subject: subjectOf,
    owner: presentOwner,
    excludes: () => [],
    begin: beginAs(belongsTo),
    needs: needsInFull,
    ...action,
    fits(facts, context) {
      const { user } = facts;
      if (!user || refuseTarget(user, facts, context)) return false;
      return action.fits?.({ ...facts, user }, context) ?? true;
    },
    refuse(input, facts, context) {
      const target = refuseTarget(input, facts, context);
      if (target) return target;
      const there = present(facts);
      const stranger = belongsTo === undefined ? undefined : refuseStranger(there.user, context, belongsTo);
      return stranger ?? action.refuse(input, there, context);
    },
    risk: (input, facts, context) => action.risk(input, present(facts), context),
    plan(input, facts, context) {
      const there = present(facts);
      const plan = planFor(
        action.id,
        there,
        action.stages(input, there, context),
        action.pins?.(input, there, context),
      );
      const snapshot = action.snapshot?.(there);
      return snapshot ? { ...plan, snapshot } : plan;
    },
    summarize: (input, facts, plan, context) => ({
      title: action.heading(input),
      lines: [
        { label: 'Account', text: `${context.account.name} (${context.account.id})` },
        ...action.lines(input, present(facts), context),
      ],
      plan: planLines(plan),
    }),
  };
}

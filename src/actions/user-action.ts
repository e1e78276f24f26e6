import type { z } from 'zod';
import type { Facts, UserFacts } from '../domain/facts.ts';
import type { Pin, Plan } from '../domain/plan.ts';
import { planLines } from '../domain/plan-words.ts';
import { awsQuarantineName, heldByAws } from '../domain/quarantine.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type Risk, worst } from '../domain/risk.ts';
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
import { refuseHeld } from './held-user.ts';

/** Facts of a user that is there. */
export type Present = Facts & { readonly user: UserFacts };

type Own<Input> = Pick<LifecycleAction<Input>, 'id' | 'title' | 'verb' | 'tells' | 'concerns' | 'form'> &
  Partial<
    Pick<
      LifecycleAction<Input>,
      'overrides' | 'recalls' | 'subject' | 'owner' | 'excludes' | 'appoints' | 'begin' | 'needs'
    >
  >;

/** What an action on a user who exists says for itself; the frame that all of them share is added. */
export interface UserAction<Input> extends Own<Input> {
  readonly Input: z.ZodType<Input>;
  /** Follows “Only they, their team or an approver can …”. Left out where strangers may ask as well. */
  readonly belongsTo?: string;
  /** Whether the user gets something by it: then a quarantine has to be lifted first, and a person needs a second factor. */
  gives?(input: Input, facts: Present, context: PlanningContext): boolean;
  /** Whether there is anything to do for a user as it is. Left out where there always is. */
  fits?(facts: Present, context: FitContext): boolean;
  /** What forbids it, beside the user being gone, protected or somebody else's. */
  refuse(input: Input, facts: Present, context: PlanningContext): Refusal | undefined;
  risk(input: Input, facts: Present, context: PlanningContext): Risk;
  stages(input: Input, facts: Present, context: PlanningContext): Plan['stages'];
  /** What the plan stands on beside this very user. */
  pins?(input: Input, facts: Present, context: PlanningContext): readonly Pin[];
  snapshot?(facts: Present): Plan['snapshot'];
  readonly takenBackBy?: Plan['takenBackBy'];
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
      if (stranger) return stranger;
      const held = action.gives?.(input, there, context) ? refuseHeld(there.user, context) : undefined;
      return held ?? action.refuse(input, there, context);
    },
    risk(input, facts, context) {
      const there = present(facts);
      const risk = action.risk(input, there, context);
      if (heldByAws(there.user).length === 0 || !action.gives?.(input, there, context)) return risk;
      return worst([
        risk,
        { level: 'sensitive', reasons: ['AWS itself has quarantined a key of this user'] },
      ]);
    },
    plan(input, facts, context) {
      const there = present(facts);
      const plan = planFor(
        action.id,
        there,
        action.stages(input, there, context),
        action.pins?.(input, there, context),
      );
      const snapshot = action.snapshot?.(there);
      return {
        ...plan,
        ...(snapshot && { snapshot }),
        ...(action.takenBackBy && { takenBackBy: action.takenBackBy }),
      };
    },
    summarize: (input, facts, plan, context) => ({
      title: action.heading(input),
      lines: [
        { label: 'Account', text: `${context.account.name} (${context.account.id})` },
        ...heldByAws(present(facts).user).map((arn) => ({
          label: 'Quarantined by AWS',
          text: `AWS has found a key of it in public and attached ${awsQuarantineName(arn)}`,
          wide: true,
        })),
        ...action.lines(input, present(facts), context),
      ],
      plan: planLines(plan),
    }),
  };
}

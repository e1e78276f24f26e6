import type { ActionSubject, PlanningContext } from '../actions/action.ts';
import { actionById } from '../actions/index.ts';
import { requirementFor } from '../domain/approval-rule.ts';
import type { Proposal } from '../domain/change-request.ts';
import type { FactNeeds, Facts } from '../domain/facts.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { planHash } from '../domain/plan.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';

/** An action with its input parsed, ready to ask what it needs and to plan. Pure. */
export interface Proposer {
  readonly subject: ActionSubject;
  readonly appoints: { readonly id: SlackUserId; readonly field: string } | undefined;
  needs(context: Pick<PlanningContext, 'house' | 'account'>): FactNeeds;
  propose(
    facts: Facts,
    context: PlanningContext,
  ): { readonly ok: true; readonly proposal: Proposal } | { readonly ok: false; readonly refusal: Refusal };
}

export type ParsedInput =
  | { readonly ok: true; readonly proposer: Proposer; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Parses what a form or a stored request holds; errors are keyed by field name, one sentence each. */
export function parseInput(actionId: string, raw: unknown): ParsedInput {
  const action = actionById(actionId);
  if (!action) throw new Error(`No action is called ${actionId}.`);
  const parsed = action.Input.safeParse(raw);
  if (!parsed.success) {
    const errors: Record<string, string> = {};
    for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message;
    return { ok: false, errors };
  }
  const input = parsed.data;
  const subject = action.subject(input);
  return {
    ok: true,
    input,
    proposer: {
      subject,
      appoints: action.appoints?.(input),
      needs: (context) => action.needs(input, context),
      propose(facts, context) {
        const refused = action.refuse(input, facts, context);
        if (refused) return { ok: false, refusal: refused };
        const risk = action.risk(input, facts, context);
        const plan = action.plan(input, facts, context);
        const owner = action.owner(input, facts, context);
        const concerns = action.excludes(input, facts);
        const requirement = requirementFor(
          {
            action: actionId,
            account: context.account.id,
            environment: context.account.environment,
            bundles: subject.bundles,
            risk,
          },
          context.house.rules,
          context.house.approvers.map((group) => group.id),
        );
        if (requirement.kind === 'refused')
          return { ok: false, refusal: refusal('rule-refuses', requirement.say) };
        const summary = action.summarize(input, facts, plan, context);
        return {
          ok: true,
          proposal: {
            target: plan.target,
            plan,
            planHash: planHash(plan),
            owner,
            concerns,
            risk,
            requirement,
            summary,
          },
        };
      },
    },
  };
}

import type { ChangeRequest, Proposal } from '../domain/change-request.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { planDifferences } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Planner } from './planner.ts';

/** Makes the plan of a stored request again from what is true now. */
export type Replan = (
  request: ChangeRequest,
) => Promise<
  | { readonly ok: true; readonly proposal: Proposal; readonly differences: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal }
>;

/** Throws `Unavailable` when AWS or Slack can't be asked just now. */
export function makeReplan(plan: Planner): Replan {
  return async ({ action, input, requestedBy, id, target, plan: approved }) => {
    const made = await plan({ action, input, by: requestedBy, requestId: id, target, onBehalfOf: id });
    if (!made.ok) return made;
    const differences = planDifferences(approved, made.proposal.plan, describeOperation);
    return { ok: true, proposal: made.proposal, differences };
  };
}

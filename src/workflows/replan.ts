import type { ChangeRequest, Proposal } from '../domain/change-request.ts';
import { whoMustAgree } from '../domain/decide-approval.ts';
import type { House } from '../domain/house.ts';
import { canonicalJson } from '../domain/json.ts';
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
export function makeReplan(plan: Planner, house: House): Replan {
  return async (request) => {
    const { action, input, requestedBy, id, target } = request;
    const made = await plan({ action, input, by: requestedBy, requestId: id, target, onBehalfOf: id });
    if (!made.ok) return made;
    const { proposal } = made;
    const differences = [
      ...planDifferences(request.plan, proposal.plan, describeOperation),
      ...(sameRequirement(proposal, request)
        ? []
        : [
            `Who must agree: was ${whoMustAgree(request.requirement, house)}, is ${whoMustAgree(proposal.requirement, house)}`,
          ]),
    ];
    return { ok: true, proposal, differences };
  };
}

/** Whether the rules ask the same of a new proposal: they, or what the requester is to the user, may have changed. */
export function sameRequirement(
  proposal: Pick<Proposal, 'requirement'>,
  request: Pick<ChangeRequest, 'requirement'>,
): boolean {
  return canonicalJson(proposal.requirement) === canonicalJson(request.requirement);
}

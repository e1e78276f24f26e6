import { z } from 'zod';
import type { Requirement } from './approval-rule.ts';
import { PlanHash, SlackUserId, Slug } from './ids.ts';

/** One person's yes, for one plan, counted for every approver group the person was in when clicking. */
export const Approval = z.object({
  by: SlackUserId,
  groups: z.array(Slug).readonly(),
  planHash: PlanHash,
  at: z.string(),
});
export type Approval = z.infer<typeof Approval>;

/** Whether these approvals satisfy the requirement. Two people count only for two different groups. */
export function isSatisfied(requirement: Requirement, approvals: readonly Approval[]): boolean {
  switch (requirement.kind) {
    case 'none':
      return true;
    case 'refused':
      return false;
    case 'one':
      return approvals.some((approval) => eligibleGroups(requirement, approval.groups).length > 0);
    case 'two':
      return approvals.some((first) =>
        approvals.some((second) => first.by !== second.by && fromDifferentGroups(requirement, first, second)),
      );
  }
}

function fromDifferentGroups(requirement: Requirement, first: Approval, second: Approval): boolean {
  return eligibleGroups(requirement, first.groups).some((a) =>
    eligibleGroups(requirement, second.groups).some((b) => a !== b),
  );
}

/** Those of a person's groups that may decide under the requirement. */
export function eligibleGroups(requirement: Requirement, groups: readonly string[]): readonly string[] {
  if (requirement.kind !== 'one' && requirement.kind !== 'two') return [];
  return groups.filter((group) => requirement.from.some((allowed) => allowed === group));
}

export function approvalsNeeded(requirement: Requirement): number {
  return requirement.kind === 'two' ? 2 : requirement.kind === 'one' ? 1 : 0;
}

/**
 * Whether one more yes from these groups helps. With `two`, somebody whose groups are covered
 * by the first approver alone would be the second of the same group.
 */
export function wouldHelp(
  requirement: Requirement,
  approvals: readonly Approval[],
  candidate: Approval,
): boolean {
  if (eligibleGroups(requirement, candidate.groups).length === 0) return false;
  if (requirement.kind !== 'two' || approvals.length === 0) return true;
  return isSatisfied(requirement, [...approvals, candidate]);
}

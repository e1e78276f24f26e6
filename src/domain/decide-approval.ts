import { type Approval, approvalsNeeded, eligibleGroups, isSatisfied, wouldHelp } from './approval.ts';
import type { Requirement } from './approval-rule.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Command, Decider } from './command.ts';
import { deadlinesFrom } from './deadlines.ts';
import type { House } from './house.ts';
import { samePerson } from './person.ts';
import { type Refusal, refusal } from './refusal.ts';
import { type Decision, type DecisionContext, no, step } from './transition.ts';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

export function decideApproval(
  current: ChangeRequest,
  { by, planHash }: CommandOf<'approve'>,
  { now, house }: DecisionContext,
): Decision {
  const why = refuseDecider(current, by, now, house);
  if (why) return no(why);
  if (planHash !== current.planHash) {
    return no(
      refusal(
        'plan-changed',
        `The plan of ${current.id} has changed since this card was drawn. Nothing was approved. Look at the new plan and decide again.`,
      ),
    );
  }
  if (current.approvals.some((approval) => approval.by === by.id)) {
    return no(
      refusal(
        'already-approved-by-you',
        `You approved ${current.id} already. It waits for somebody from another group.`,
      ),
    );
  }
  const approval: Approval = {
    by: by.id,
    groups: eligibleGroups(current.requirement, by.groups),
    planHash,
    at: now,
  };
  if (!wouldHelp(current.requirement, current.approvals, approval)) {
    return no(
      refusal(
        'not-an-approver',
        `${current.id} needs two people from different groups, and yours has approved already. Nothing was counted.`,
      ),
    );
  }
  const approvals = [...current.approvals, approval];
  const actor = { kind: 'person', id: by.id } as const;
  const details = {
    groups: [...approval.groups],
    approval: `${approvals.length} of ${approvalsNeeded(current.requirement)}`,
  };
  if (!isSatisfied(current.requirement, approvals))
    return step(current, { approvals }, 'request-approved', actor, now, details);
  return step(current, { approvals, state: 'approved' }, 'request-approved', actor, now, details, [
    { queue: 'execute', requestId: current.id },
  ]);
}

export function decideDenial(
  current: ChangeRequest,
  { by, reason }: CommandOf<'deny'>,
  { now, house }: DecisionContext,
): Decision {
  const why = refuseDecider(current, by, now, house);
  if (why) return no(why);
  if (reason.trim() === '')
    return no(
      refusal(
        'invalid-input',
        'A denial needs a reason, so that the requester knows what to change.',
        'reason',
      ),
    );
  const ended = { by: by.id, reason: reason.trim() };
  return step(current, { state: 'denied', ended }, 'request-denied', { kind: 'person', id: by.id }, now, {
    reason: ended.reason,
  });
}

export function decideCancel(
  current: ChangeRequest,
  { by }: CommandOf<'cancel'>,
  { now }: DecisionContext,
): Decision {
  if (current.state !== 'pending' && current.state !== 'drifted') return no(notWaiting(current));
  if (by.id !== current.requestedBy)
    return no(
      refusal('not-yours', `Only the person who asked can cancel ${current.id}. An approver can deny it.`),
    );
  return step(
    current,
    { state: 'cancelled', ended: { by: by.id } },
    'request-cancelled',
    { kind: 'person', id: by.id },
    now,
  );
}

/** An approver who has left the group or the workspace by the time it runs: the yes no longer counts. */
export function voidApproval(
  current: ChangeRequest,
  { of, why }: CommandOf<'void-approval'>,
  { now, house }: DecisionContext,
): Decision {
  const approvals = current.approvals.filter((approval) => approval.by !== of);
  if (current.state !== 'approved' || approvals.length === current.approvals.length)
    return no(notWaiting(current));
  const change: Partial<ChangeRequest> = {
    approvals,
    state: 'pending',
    escalated: false,
    deadlines: deadlinesFrom(now, house.waiting),
    askedAgain: [...current.askedAgain, why],
  };
  return step(current, change, 'approval-voided', { kind: 'bot', part: 'executor' }, now, {
    approver: of,
    why,
  });
}

/** Who may say yes or no: somebody eligible under the rule, never anybody whom the request concerns. */
function refuseDecider(current: ChangeRequest, by: Decider, now: string, house: House): Refusal | undefined {
  if (current.state !== 'pending') return notWaiting(current);
  if (now >= current.deadlines.expireAt)
    return refusal('already-decided', `${current.id} has expired. Nothing was done. It can be asked again.`);
  const excluded = current.excluded.find((person) => samePerson(person, by, house.people));
  if (excluded)
    return refusal(
      'not-an-approver',
      `You can’t decide on ${current.id}: ${excluded.why}. Somebody else has to look at it.`,
    );
  if (eligibleGroups(current.requirement, by.groups).length === 0) {
    return refusal(
      'not-an-approver',
      `You can’t decide on ${current.id}: ${whoDecides(current, house)} can. Nothing was changed.`,
    );
  }
  return undefined;
}

export const whoDecides = (request: ChangeRequest, house: House): string =>
  whoMustAgree(request.requirement, house);

/** Who has to say yes under a requirement, in words that follow “decided by”. */
export function whoMustAgree(requirement: Requirement, house: House): string {
  if (requirement.kind === 'none') return 'nobody: the rules let it run at once';
  if (requirement.kind === 'refused') return 'nobody: it is refused';
  const names = requirement.from.map((id) => house.approvers.find((group) => group.id === id)?.name ?? id);
  return requirement.kind === 'two'
    ? `two people from different groups of ${names.join(', ')}`
    : `one of ${names.join(', ')}`;
}

function notWaiting(current: ChangeRequest): Refusal {
  const states: Record<ChangeRequest['state'], string> = {
    pending: 'is waiting for a decision',
    approved: 'is approved already',
    drifted: 'waits for its requester, because the account has changed',
    executing: 'is approved and running',
    waiting: 'is approved and under way',
    done: 'is done',
    failed: 'was approved and has stopped at a failure',
    undoing: 'is being taken back',
    undone: 'was taken back',
    denied: 'was denied',
    expired: 'has expired',
    cancelled: 'was cancelled by its requester',
    stopped: 'was stopped by a quarantine',
  };
  return refusal('already-decided', `${current.id} ${states[current.state]}. Your click changed nothing.`);
}

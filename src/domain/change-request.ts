import { z } from 'zod';
import { Approval } from './approval.ts';
import { Requirement } from './approval-rule.ts';
import { Hold } from './gate.ts';
import { PlanHash, RequestId, SlackUserId } from './ids.ts';
import { Plan } from './plan.ts';
import { Risk } from './risk.ts';
import { HandOver } from './step.ts';
import { Summary } from './summary.ts';
import { UserRef } from './user.ts';

/**
 * pending → approved → executing ⇄ waiting → done
 * pending → denied | expired | cancelled;  approved → pending (drifted, or an approval voided)
 * approved → drifted (today's facts allow no plan) → pending | cancelled | expired
 * executing → failed → executing | undoing → undone | failed
 * waiting before a gate → executing (opened) | undoing (given up, taken back, or one stage back, which waits again)
 * approved, executing, waiting, failed, undoing → stopped (a quarantine has begun: what was done stays, nothing follows)
 */
export const RequestState = z.enum([
  'pending',
  'approved',
  'drifted',
  'executing',
  'waiting',
  'done',
  'failed',
  'undoing',
  'undone',
  'denied',
  'expired',
  'cancelled',
  'stopped',
]);
export type RequestState = z.infer<typeof RequestState>;

/** States in which nothing will ever happen again. */
export const endedStates: readonly RequestState[] = [
  'done',
  'undone',
  'denied',
  'expired',
  'cancelled',
  'stopped',
];

/** Somebody who can't approve this request, frozen at submission; the address only ever excludes. */
export const Excluded = z.object({ id: SlackUserId, email: z.string().optional(), why: z.string() });
export type Excluded = z.infer<typeof Excluded>;

export const Failure = z.object({
  /** `check`: stopped before the first step; nothing was done. */
  phase: z.enum(['check', 'do', 'undo']),
  step: z.string(),
  code: z.string(),
  message: z.string(),
  /** Which operation of the plan it was, while doing. */
  at: z.object({ stage: z.number().int(), index: z.number().int() }).optional(),
});
export type Failure = z.infer<typeof Failure>;

/** What is planned and judged; replaced as a whole when the facts have moved. */
export const Proposal = z.object({
  target: UserRef,
  plan: Plan,
  planHash: PlanHash,
  risk: Risk,
  requirement: Requirement,
  summary: Summary,
  /** Who answers for the user once this is done. */
  owner: SlackUserId,
  /** Who may not decide beside the requester, and why. */
  concerns: z.array(z.object({ id: SlackUserId, why: z.string() })).readonly(),
});
export type Proposal = z.infer<typeof Proposal>;

export const Deadlines = z.object({
  remindAt: z.string(),
  escalateAt: z.string(),
  expireAt: z.string(),
});
export type Deadlines = z.infer<typeof Deadlines>;

export const ChangeRequest = Proposal.extend({
  id: RequestId,
  /** Counts transitions; every write names the version it read. */
  version: z.number().int(),
  state: RequestState,
  action: z.string(),
  input: z.record(z.string(), z.unknown()),
  requestedBy: SlackUserId,
  excluded: z.array(Excluded).readonly(),
  approvals: z.array(Approval).readonly(),
  submittedAt: z.string(),
  changedAt: z.string(),
  deadlines: Deadlines,
  reminders: z.number().int(),
  escalated: z.boolean(),
  /** Who ended or stopped it, with the reason they gave. */
  ended: z.object({ by: SlackUserId.optional(), reason: z.string().optional() }).optional(),
  /** Why it was asked again: the differences since the last approval, or the approval that no longer counts. */
  askedAgain: z.array(z.string()).readonly(),
  failure: Failure.optional(),
  handOver: HandOver.optional(),
  /** When a waiting request is looked at again, and what it waits for, in words. */
  resumeAt: z.string().optional(),
  waitingFor: z.string().optional(),
  resumeTo: z.enum(['executing', 'undoing']).optional(),
  /** The gates that it stood before, in order; it stands before the last one while that isn't left. */
  holds: z.array(Hold).readonly().default([]),
  /** The highest stage whose gate is open. */
  opened: z.number().int().optional(),
  /** While undoing: the first stage that is taken back, when the rest stays. */
  undoTo: z.number().int().optional(),
});
export type ChangeRequest = z.infer<typeof ChangeRequest>;

/** The gate that a waiting request stands before; undefined when it waits for AWS or doesn't wait. */
export function currentHold(request: Pick<ChangeRequest, 'state' | 'holds'>): Hold | undefined {
  const last = request.holds.at(-1);
  return request.state === 'waiting' && last?.left === undefined ? last : undefined;
}

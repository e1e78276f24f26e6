import type { ChangeRequest, Excluded, Failure, Proposal } from './change-request.ts';
import type { PlanHash, RequestId, SlackUserId, UserId } from './ids.ts';
import type { HandOver } from './step.ts';

/** Somebody at a button, with what was looked up for this very click. */
export interface Decider {
  readonly id: SlackUserId;
  readonly email?: string;
  /** The approver groups of the house that the person is in right now. */
  readonly groups: readonly string[];
}

export interface Submission extends Proposal {
  readonly id: RequestId;
  readonly action: string;
  readonly input: ChangeRequest['input'];
  readonly requestedBy: SlackUserId;
  readonly excluded: readonly Excluded[];
}

/** Everything that can happen to a request. */
export type Command =
  | { readonly kind: 'submit'; readonly submission: Submission }
  | { readonly kind: 'approve'; readonly by: Decider; readonly planHash: PlanHash }
  | { readonly kind: 'deny'; readonly by: Decider; readonly reason: string }
  | { readonly kind: 'cancel'; readonly by: Decider }
  | { readonly kind: 'tick' }
  | { readonly kind: 'void-approval'; readonly of: SlackUserId; readonly why: string }
  | { readonly kind: 'drift'; readonly differences: readonly string[]; readonly proposal?: Proposal }
  | { readonly kind: 'start' }
  | { readonly kind: 'wait'; readonly until: string; readonly why: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'fail'; readonly failure: Omit<Failure, 'phase'> }
  | { readonly kind: 'complete'; readonly userId?: UserId; readonly handOver?: HandOver }
  | { readonly kind: 'retry'; readonly by: Decider }
  | { readonly kind: 'undo'; readonly by: Decider }
  | { readonly kind: 'undone' }
  /** Before a gate: it is reached, it was looked at, it opens, nobody answered. */
  | { readonly kind: 'reach-gate'; readonly stage: number; readonly handOver?: HandOver }
  | {
      readonly kind: 'look';
      readonly until: string;
      readonly why: string;
      readonly reminders: number;
      readonly evidence: readonly string[];
    }
  | { readonly kind: 'open-gate' }
  | { readonly kind: 'give-up'; readonly why: string; readonly isGone?: boolean }
  /** By a person: what the gate asks for is so; or the last stage was a mistake. */
  | { readonly kind: 'confirm'; readonly by: Decider }
  | { readonly kind: 'step-back'; readonly by: Decider }
  /** Another request on the same user has overridden it. */
  | { readonly kind: 'stop'; readonly by: RequestId };

import type { ChangeRequest } from './change-request.ts';
import type { Account } from './house.ts';
import type { StepState } from './step.ts';

/** One line of progress: what the operation does, in words, and how far it is. */
export interface ProgressLine {
  readonly text: string;
  readonly state: 'waiting' | 'running' | StepState;
  /** AWS's answer in words when it failed. */
  readonly note?: string;
}

/** All that any surface needs to draw a request; made by `workflows/request-view`, drawn by `slack/blocks`. */
export interface RequestView {
  readonly request: ChangeRequest;
  readonly account: Account;
  readonly teamName: string;
  readonly progress: readonly ProgressLine[];
  readonly undoProgress: readonly ProgressLine[];
  readonly approvalsGiven: number;
  readonly approvalsNeeded: number;
  /** For example «one of Platform approvers, Security». */
  readonly whoDecides: string;
}

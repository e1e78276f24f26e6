import { type ChangeRequest, currentHold, endedStates, type RequestState } from './change-request.ts';
import { type Refusal, refusal } from './refusal.ts';

/** Parts of a user that can change without regard to one another. */
export type Concern = 'tags' | 'ownership' | 'end-date' | 'keys' | 'access' | 'console' | 'findings';
export type Concerns = 'everything' | readonly Concern[];

/** A request and what of its user it changes. `overrides`: it stops what runs, and is stopped by nothing. */
export interface Contender {
  readonly request: Pick<ChangeRequest, 'id' | 'state' | 'holds' | 'plan' | 'summary' | 'target'>;
  readonly concerns: Concerns;
  readonly overrides: boolean;
}

/** Who wishes to change something of a user: whether it overrides others, and whether somebody has to decide first. */
export interface Wish {
  readonly concerns: Concerns;
  readonly overrides: boolean;
  readonly waits: boolean;
}

/** Waiting for a decision: nothing of it runs, and what it would do is looked at again before it does. */
const undecided: readonly RequestState[] = ['pending', 'drifted'];

/**
 * The open request that a new one has to wait for, in words; undefined when nothing is in its way. Two plans about the same
 * part of a user would each undo what the other stands on. A quarantine is held up by nothing but another one that runs.
 */
export function refuseContended(wish: Wish, others: readonly Contender[]): Refusal | undefined {
  const other = others.find((candidate) => isInTheWay(wish, candidate));
  if (!other) return undefined;
  const { id, state, summary, target } = other.request;
  return refusal(
    'not-now',
    `${target.userName} is being changed already: ${id}, “${summary.title}”, ${stands[state]}. ${then[state]}`,
  );
}

function isInTheWay(wish: Wish, { request, concerns, overrides }: Contender): boolean {
  if (endedStates.includes(request.state) || isSettled(request)) return false;
  const isUndecided = undecided.includes(request.state);
  if (wish.overrides) return overrides && (wish.waits || !(isUndecided || request.state === 'failed'));
  // Whoever may ask for a quarantine could otherwise hold up everything by asking.
  if (overrides && isUndecided) return false;
  return meet(wish.concerns, concerns);
}

/** It stands before its last gate and will do nothing more: a quarantine that has taken hold, with a day on which it asks. */
export function isSettled(request: Pick<ChangeRequest, 'state' | 'holds' | 'plan'>): boolean {
  const hold = currentHold(request);
  return (
    hold !== undefined &&
    request.plan.stages.slice(hold.stage).every(({ operations }) => operations.length === 0)
  );
}

/** Whether a request that overrides others ends this one as it begins. What waits for a decision changes nothing, and stays. */
export const isUnderWay = ({ state }: Pick<ChangeRequest, 'state'>): boolean =>
  !endedStates.includes(state) && !undecided.includes(state);

function meet(one: Concerns, other: Concerns): boolean {
  if (one === 'everything' || other === 'everything') return true;
  return one.some((concern) => other.includes(concern));
}

const stands: Readonly<Record<RequestState, string>> = {
  pending: 'waits for a decision',
  approved: 'is about to run',
  drifted: 'waits for its requester, because the account has changed',
  executing: 'is running',
  waiting: 'is under way',
  failed: 'has stopped at a failure',
  undoing: 'is being taken back',
  done: 'is done',
  undone: 'was taken back',
  denied: 'was denied',
  expired: 'has expired',
  cancelled: 'was cancelled',
  stopped: 'was stopped',
};

const afterwards = 'Ask again when it is over.';
const takeBack = 'Answer it or take it back on its card, then ask again.';
const then: Readonly<Record<RequestState, string>> = {
  pending: 'Cancel it or wait for the decision, then ask again.',
  approved: afterwards,
  drifted: 'Its requester can look again or cancel it; then ask again.',
  executing: afterwards,
  waiting: takeBack,
  failed: 'Retry it or take it back on its card, then ask again.',
  undoing: afterwards,
  done: afterwards,
  undone: afterwards,
  denied: afterwards,
  expired: afterwards,
  cancelled: afterwards,
  stopped: afterwards,
};

import type { FailureCode, Outcome } from '../../domain/outcome.ts';
import type { Produced } from '../../domain/step.ts';
import type { Attempt } from '../../workflows/ports.ts';
import type { Where } from '../errors.ts';
import type { Session } from '../sessions.ts';
import type { Timing } from '../timing.ts';

/** What every operation is performed with. */
export interface StepContext {
  readonly session: Session;
  readonly attempt: Attempt;
  /** For sentences. */
  readonly where: Where;
  readonly timing: Timing;
}

/** An outcome before the calls that led to it are added. */
export type StepResult = WithoutCalls<Outcome>;
/** Nothing came of it, for now or for good. */
export type NotDone = Exclude<StepResult, { kind: 'done' | 'already-done' }>;

type WithoutCalls<T> = T extends unknown ? Omit<T, 'calls'> : never;

export const done = (produced?: Produced): StepResult => ({
  kind: 'done',
  ...(produced === undefined ? {} : { produced }),
});

export const alreadyDone = (
  more: { readonly produced?: Produced; readonly note?: string } = {},
): StepResult => ({
  kind: 'already-done',
  ...more,
});

export const failed = (code: FailureCode, message: string): NotDone => ({ kind: 'failed', code, message });

export const retry = (reason: string, afterMs: number): NotDone => ({ kind: 'retry', reason, afterMs });

// 2 + 4 + 6 + 8 seconds, then ten times 10: two minutes, as long as IAM is given to become consistent.
const CONSISTENT_AFTER_ATTEMPTS = 14;

/** For something that an earlier step made and that isn't visible yet; after two minutes it is believed to be gone. */
export function notVisibleYet({ attempt, where }: StepContext, what: string): NotDone {
  if (attempt.number > CONSISTENT_AFTER_ATTEMPTS)
    return failed(
      'gone',
      `${what} is not in ${where.account} any more. Somebody removed it: look at the user, then ask again.`,
    );
  return retry(
    `${what} is not visible in ${where.account} yet. It is looked for again.`,
    Math.min(2_000 * attempt.number, 10_000),
  );
}

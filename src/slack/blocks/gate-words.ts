import type { ChangeRequest } from '../../domain/change-request.ts';
import type { Gate, Hold } from '../../domain/gate.ts';
import { plusMs } from '../../domain/instant.ts';
import type { Stage } from '../../domain/plan.ts';

/** A request before a gate, with all that is said about it. */
export interface Standing {
  readonly hold: Hold;
  readonly gate: Gate;
  readonly stage: Stage;
  /** Whether it stands there now: not answered, not left. */
  readonly isOpen: boolean;
}

/** The hold at this place; undefined for one that the plan doesn't know. */
export function standingAt({ plan, holds, state }: ChangeRequest, index: number): Standing | undefined {
  const hold = holds[index];
  const stage = hold && plan.stages[hold.stage];
  const gate = stage?.gate;
  if (!hold || !gate) return undefined;
  const isOpen = state === 'waiting' && hold.left === undefined && index === holds.length - 1;
  return { hold, gate, stage, isOpen };
}

/** Where a waiting request stands now; undefined when it waits for AWS, or not at all. */
export function standingNow(request: ChangeRequest): Standing | undefined {
  const standing = standingAt(request, request.holds.length - 1);
  return standing?.isOpen ? standing : undefined;
}

/** When it goes on, or gives up, by itself; undefined when no date is known. */
export function deadlineOf({ gate, hold }: Standing, changedAt: string): string | undefined {
  if (gate.kind === 'wait') return isPutOff({ gate, hold }) ? undefined : plusMs(hold.since, gate.forMs);
  const until = plusMs(hold.since, gate.giveUpAfterMs);
  // Past it, the new key is in use: nothing is given up, and the question stays.
  return until > changedAt ? until : undefined;
}

/** Only a disabled key that was used after all makes a wait remind. */
export const isPutOff = ({ gate, hold }: Pick<Standing, 'gate' | 'hold'>): boolean =>
  gate.kind === 'wait' && gate.unlessUsed !== undefined && hold.reminders > 0;

/** A title in the middle of a sentence. */
export const inside = (title: string): string => `${title.charAt(0).toLowerCase()}${title.slice(1)}`;

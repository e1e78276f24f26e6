import { eligibleGroups } from './approval.ts';
import { type ChangeRequest, currentHold } from './change-request.ts';
import type { Decider } from './command.ts';
import type { SlackUserId } from './ids.ts';

/**
 * Retrying and taking back belong to the person who asked, to the user's owner, and to those who may decide;
 * where nobody had to decide, to any approver. What only another request may take back is not the owner’s to undo.
 */
export function mayMend(current: ChangeRequest, by: Decider): boolean {
  if (by.id === current.requestedBy) return true;
  if (by.id === current.owner && current.plan.takenBackBy === undefined) return true;
  if (current.requirement.kind === 'none') return by.groups.length > 0;
  return eligibleGroups(current.requirement, by.groups).length > 0;
}

/** Whether the gate that a request stands before asks this person, and hasn't been answered. */
export function mayAnswer(request: ChangeRequest, by: SlackUserId): boolean {
  const hold = currentHold(request);
  const gate = hold && request.plan.stages[hold.stage]?.gate;
  if (!gate || gate.kind === 'wait' || hold.confirmedBy !== undefined) return false;
  return by === request.owner || (gate.by === 'either' && by === request.requestedBy);
}

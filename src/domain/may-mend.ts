import { eligibleGroups } from './approval.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Decider } from './command.ts';

/**
 * Retrying and taking back belong to the person who asked, to the user's owner, and to those who may decide;
 * where nobody had to decide, to any approver.
 */
export function mayMend(current: ChangeRequest, by: Decider): boolean {
  if (by.id === current.requestedBy || by.id === current.owner) return true;
  if (current.requirement.kind === 'none') return by.groups.length > 0;
  return eligibleGroups(current.requirement, by.groups).length > 0;
}

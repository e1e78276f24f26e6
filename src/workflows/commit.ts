import type { RequestState } from '../domain/change-request.ts';
import type { Decision } from '../domain/transition.ts';
import type { Transaction } from './ports.ts';

/** Writes a transition with everything that follows from it: request row, audit events, jobs. In one transaction or not at all. */
export async function commit(tx: Transaction, decision: Extract<Decision, { ok: true }>): Promise<void> {
  await tx.saveRequest(decision.next);
  await tx.append(decision.events);
  await tx.enqueue(decision.jobs);
  const { id, state } = decision.next;
  // Something may have been done to the user: what is known of it is brought up to date.
  if (changed.includes(state)) await tx.enqueue([{ queue: 'refresh', requestId: id }]);
}

const changed: readonly RequestState[] = ['waiting', 'done', 'failed', 'undone'];

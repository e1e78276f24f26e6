import type { ChangeRequest, Deadlines } from './change-request.ts';
import type { House } from './house.ts';
import { plusHours } from './instant.ts';

/** When a request that starts waiting at `from` reminds, escalates and expires. */
export function deadlinesFrom(from: string, waiting: House['waiting']): Deadlines {
  return {
    remindAt: plusHours(from, waiting.remindAfterHours),
    escalateAt: plusHours(from, waiting.escalateAfterHours),
    expireAt: plusHours(from, waiting.expireAfterHours),
  };
}

/** The next moment at which `tick` has something to do with this request; undefined when it waits for nobody. */
export function dueAt(request: ChangeRequest): string | undefined {
  if (request.state === 'waiting') return request.resumeAt;
  if (request.state !== 'pending' && request.state !== 'drifted') return undefined;
  const { remindAt, escalateAt, expireAt } = request.deadlines;
  if (request.state === 'drifted') return expireAt;
  return [remindAt, expireAt, ...(request.escalated ? [] : [escalateAt])].sort()[0];
}

import type { Actor, AuditEvent, AuditKind } from './audit-event.ts';
import type { ChangeRequest } from './change-request.ts';
import type { House } from './house.ts';
import type { Job } from './job.ts';
import type { Refusal } from './refusal.ts';

export interface DecisionContext {
  /** Database time, ISO 8601 in UTC. */
  readonly now: string;
  readonly house: House;
}

export type Decision =
  | {
      readonly ok: true;
      readonly next: ChangeRequest;
      readonly events: readonly AuditEvent[];
      readonly jobs: readonly Job[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

export const no = (why: Refusal): Decision => ({ ok: false, refusal: why });

export const announce = (request: ChangeRequest): Job => ({ queue: 'announce', requestId: request.id });

/** One transition: the change, its audit event, and the message that follows. */
export function step(
  current: ChangeRequest,
  change: Partial<ChangeRequest>,
  kind: AuditKind,
  actor: Actor,
  now: string,
  details?: AuditEvent['details'],
  jobs: readonly Job[] = [],
): Decision {
  const next: ChangeRequest = { ...current, ...change, version: current.version + 1, changedAt: now };
  return {
    ok: true,
    next,
    events: [event(next, kind, actor, now, details)],
    jobs: [announce(next), ...jobs],
  };
}

export function event(
  request: ChangeRequest,
  kind: AuditKind,
  actor: Actor,
  at: string,
  details?: AuditEvent['details'],
): AuditEvent {
  return {
    kind,
    at,
    actor,
    requestId: request.id,
    accountId: request.target.accountId,
    userName: request.target.userName,
    planHash: request.planHash,
    ...(details === undefined ? {} : { details }),
  };
}

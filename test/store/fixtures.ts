import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { ChangeRequest } from '../../src/domain/change-request.ts';
import { type RequestId, requestId } from '../../src/domain/ids.ts';
import { Plan, planHash } from '../../src/domain/plan.ts';
import type { Database } from '../../src/store/database.ts';
import { type ChatelaineStore, createStore, type StoreOptions } from '../../src/store/store.ts';
import type { JobSender } from '../../src/workflows/jobs.ts';

/** A queue that nobody works on. */
export const noJobs: JobSender = { send: async () => undefined, nudge: () => undefined };

export function openStore(database: Database, options: Partial<StoreOptions> = {}): Promise<ChatelaineStore> {
  return createStore({ database, auditKey: 'a key for tests', jobs: noJobs, ...options });
}

/** A pending request for a service account, as `decide` would make it. */
export function aRequest(number: number, change: Partial<ChangeRequest> = {}): ChangeRequest {
  const target = { accountId: '111122223333', userName: `svc-${number}` };
  const plan = Plan.parse({ action: 'create-service-user', target, stages: [], pins: [] });
  return ChangeRequest.parse({
    id: requestId(number),
    version: 1,
    state: 'pending',
    action: 'create-service-user',
    input: { purpose: 'ship metrics' },
    requestedBy: 'U0REQUESTER',
    owner: 'U0OWNER',
    concerns: [],
    excluded: [],
    approvals: [],
    submittedAt: '2026-11-20T08:00:00.000Z',
    changedAt: '2026-11-20T08:00:00.000Z',
    deadlines: {
      remindAt: '2026-11-20T12:00:00.000Z',
      escalateAt: '2026-11-21T08:00:00.000Z',
      expireAt: '2026-11-23T08:00:00.000Z',
    },
    reminders: 0,
    escalated: false,
    askedAgain: [],
    target,
    plan,
    planHash: planHash(plan),
    risk: { level: 'standard', reasons: ['long-lived key'] },
    requirement: { kind: 'none' },
    summary: { title: 'Service account', lines: [], plan: [] },
    ...change,
  });
}

export function anEvent(id: RequestId, change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    kind: 'request-submitted',
    at: '2026-11-20T08:00:00.000Z',
    actor: { kind: 'bot', part: 'tick' },
    requestId: id,
    ...change,
  };
}

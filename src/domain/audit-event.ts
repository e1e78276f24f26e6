import { z } from 'zod';
import { AccountId, PlanHash, RequestId, SlackUserId, UserName } from './ids.ts';
import { AwsCall } from './step.ts';

export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: SlackUserId }),
  z.object({ kind: z.literal('bot'), part: z.enum(['executor', 'tick', 'start']) }),
]);
export type Actor = z.infer<typeof Actor>;

export const AuditKind = z.enum([
  'request-submitted',
  'request-approved',
  'request-ready',
  'request-denied',
  'request-cancelled',
  'request-reminded',
  'request-escalated',
  'request-expired',
  'approval-voided',
  'request-drifted',
  'execution-started',
  'step-intended',
  'step-finished',
  'step-failed',
  'request-waiting',
  'request-done',
  'request-failed',
  'retry-asked',
  'undo-asked',
  'request-undone',
  'gate-reached',
  'gate-reminded',
  'gate-confirmed',
  'gate-opened',
  'request-given-up',
  'stage-taken-back',
  'request-stopped',
  'configuration-changed',
  'guidance-answered',
]);
export type AuditKind = z.infer<typeof AuditKind>;

/** One link of the chain before it is linked: who did what, when, to whom, and how AWS knows it. Never a secret. */
export const AuditEvent = z.object({
  kind: AuditKind,
  at: z.string(),
  actor: Actor,
  requestId: RequestId.optional(),
  accountId: AccountId.optional(),
  userName: UserName.optional(),
  planHash: PlanHash.optional(),
  calls: z.array(AwsCall).readonly().optional(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
    .optional(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

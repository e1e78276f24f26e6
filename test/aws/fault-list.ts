import type { Fault } from '../../src/sandbox/aws/faults.ts';

/** What may go wrong with any call. */
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['throttled', { kind: 'error', code: 'Throttling' }],
  ['500', { kind: 'error', code: 'ServiceFailure' }],
  ['refused connection', { kind: 'refused' }],
  ['reset before', { kind: 'reset-before' }],
  ['applied, then reset', { kind: 'applied-then-reset' }],
  ['truncated', { kind: 'truncated' }],
  ['time-out, not applied', { kind: 'time-out', applied: false }],
  ['time-out, applied', { kind: 'time-out', applied: true }],
  ['expired token', { kind: 'expired-token' }],
  ['access denied', { kind: 'access-denied' }],
  ['busy', { kind: 'error', code: 'EntityTemporarilyUnmodifiable' }],
  ['changed at once', { kind: 'error', code: 'ConcurrentModification' }],
  ['over the limit', { kind: 'error', code: 'LimitExceeded' }],
];

/** After these a step fails for good; whatever else happens, it ends as planned. */
export const FINAL_FAULTS = ['access denied', 'over the limit'];

// Reads all take the same way: their general faults, once each.
const READ_FAULTS = [
  '500',
  'refused connection',
  'truncated',
  'time-out, applied',
  'expired token',
  'access denied',
];
const isRead = (operation: string) => /^(Get|List|Describe|AssumeRole)/.test(operation);

export const faultsOf = (operation: string) =>
  FAULTS.filter(([name]) => !isRead(operation) || READ_FAULTS.includes(name));

/** How often each operation was called, so that a fault can be put at every one of them. */
export function countCalls(calls: readonly { readonly operation: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return counts;
}

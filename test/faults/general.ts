import type { Fault } from '../../src/sandbox/aws/faults.ts';

/** What may go wrong with any call. */
export const general = {
  throttled: { kind: 'error', code: 'Throttling' },
  'server error': { kind: 'error', code: 'ServiceFailure' },
  'refused connection': { kind: 'refused' },
  'reset before': { kind: 'reset-before' },
  'applied, then reset': { kind: 'applied-then-reset' },
  truncated: { kind: 'truncated' },
  'time-out': { kind: 'time-out', applied: false },
  'time-out, applied': { kind: 'time-out', applied: true },
  'expired token': { kind: 'expired-token' },
  'access denied': { kind: 'access-denied' },
} as const satisfies Readonly<Record<string, Fault>>;

/** What does not go away by itself, and what AWS does whether or not its answer arrives. */
export const lasting = ['throttled', 'refused connection', 'applied, then reset'] as const;

export const changesSomething = ({ operation }: { readonly operation: string }): boolean =>
  !/^(Get|List|Describe|AssumeRole)/.test(operation);

/** So many of them, others at each place: what happens to one read happens to all, by one function. */
export function some<T>(all: readonly T[], count: number, place: number): readonly T[] {
  return Array.from({ length: count }, (_, n) => all[(place * count + n) % all.length] as T);
}

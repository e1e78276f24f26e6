import type { FaultControl, FaultRule } from '../aws/faults.ts';
import type { FaultPreset, WaitingFault } from './wire.ts';

type Preset = FaultPreset & { readonly fault: FaultRule['fault'] };

/** The failures that the page offers, from the most usual to the nastiest. */
export const faultPresets: readonly Preset[] = [
  {
    id: 'throttle',
    title: 'Throttled',
    text: 'AWS answers “rate exceeded”. The bot should wait and try again.',
    fault: { kind: 'error', code: 'Throttling', message: 'Rate exceeded' },
  },
  {
    id: 'broken',
    title: 'Internal error (500)',
    text: 'AWS answers ServiceFailure.',
    fault: { kind: 'error', code: 'ServiceFailure', message: 'The request processing has failed.' },
  },
  {
    id: 'denied',
    title: 'Access denied',
    text: 'As if a policy had been taken away from the bot.',
    fault: { kind: 'access-denied' },
  },
  {
    id: 'expired',
    title: 'Expired session',
    text: 'The bot’s credentials end before their time.',
    fault: { kind: 'expired-token' },
  },
  {
    id: 'refused',
    title: 'Connection refused',
    text: 'Nothing reaches AWS and nothing happens.',
    fault: { kind: 'refused' },
  },
  {
    id: 'lost',
    title: 'Lost answer',
    text: 'AWS does it, then the connection breaks. The bot must find out what happened.',
    fault: { kind: 'applied-then-reset' },
  },
  {
    id: 'truncated',
    title: 'Half an answer',
    text: 'AWS does it, then answers with the first half only.',
    fault: { kind: 'truncated' },
  },
];

/** Lets the next calls suffer. Gives false when there is no such preset. */
export function addFault(
  faults: FaultControl,
  wanted: { readonly preset: string; readonly operation?: string; readonly times: number | 'always' },
): boolean {
  const preset = faultPresets.find(({ id }) => id === wanted.preset);
  if (preset === undefined) return false;
  const { operation, times } = wanted;
  faults.add({ fault: preset.fault, times, ...(operation === undefined ? {} : { operation }) });
  return true;
}

/** The rules that have not done all their harm yet, in words. */
export function waitingFaults(faults: FaultControl): readonly WaitingFault[] {
  return faults.rules.flatMap((rule) => {
    const { id, suffered } = rule;
    const preset = faultPresets.find(({ fault }) => JSON.stringify(fault) === JSON.stringify(rule.fault));
    const title = preset?.title ?? rule.fault.kind;
    const operation = rule.operation ?? 'any call';
    if (rule.times === 'always') return [{ id, title, operation }];
    const left = (rule.times ?? 1) - suffered;
    return left > 0 ? [{ id, title, operation, left }] : [];
  });
}

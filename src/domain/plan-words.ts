import { Duration } from 'luxon';
import type { Gate } from './gate.ts';
import { describeOperation } from './operation-words.ts';
import type { Plan } from './plan.ts';

/** The plan as approvers read it: one line for each operation, and one for each gate before the stage behind it. */
export function planLines({ stages }: Pick<Plan, 'stages'>): readonly string[] {
  return stages.flatMap(({ gate, operations, title }) => [
    ...(gate ? [describeGate(gate)] : []),
    ...operations.map(describeOperation),
    // Nothing that AWS would see: only people are asked.
    ...(operations.length === 0 ? [`${title.charAt(0).toLowerCase()}${title.slice(1)}`] : []),
  ]);
}

export function describeGate(gate: Gate): string {
  switch (gate.kind) {
    case 'wait':
      return gate.unlessUsed === undefined
        ? `wait ${inDays(gate.forMs)}`
        : `wait ${inDays(gate.forMs)}, longer if the key is missed`;
    case 'confirm':
      return `wait until ${gate.by === 'owner' ? 'the owner' : 'the owner or requester'} says “${gate.yes}”, at most ${inDays(gate.giveUpAfterMs)}`;
    case 'observe':
      return `wait until the new key does the work and the old one has rested for ${inDays(gate.idleForMs)}, or for ${whose(gate.by)}, at most ${inDays(gate.giveUpAfterMs)}`;
  }
}

const whose = (by: 'owner' | 'either') =>
  by === 'owner' ? 'the owner’s answer' : 'the owner’s or requester’s answer';

/** «14 days», «36 hours». */
export function inDays(ms: number): string {
  const hours = Duration.fromMillis(ms).as('hours');
  const unit = hours % 24 === 0 ? 'days' : 'hours';
  return Duration.fromObject(unit === 'days' ? { days: hours / 24 } : { hours }, { locale: 'en' }).toHuman();
}

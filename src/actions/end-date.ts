import { DateTime } from 'luxon';
import { type Refusal, refusal } from '../domain/refusal.ts';

/** A user's last day has to come, and not too late: `maxDays` from now. */
export function refuseEnd(ends: string, maxDays: number, now: string): Refusal | undefined {
  const today = DateTime.fromISO(now, { zone: 'utc' }).startOf('day');
  const days = DateTime.fromISO(ends, { zone: 'utc' }).diff(today, 'days').days;
  if (days < 1) return refusal('invalid-input', 'The end date has to be in the future.', 'ends');
  if (days > maxDays) {
    const latest = today.plus({ days: maxDays }).toISODate();
    return refusal(
      'invalid-input',
      `A user lives at most ${maxDays} days here; choose ${latest} or earlier. It can be extended later.`,
      'ends',
    );
  }
  return undefined;
}

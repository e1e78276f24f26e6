import { Cron } from 'croner';
import { z } from 'zod';

/** Five fields as cron has them: minute, hour, day of month, month, day of week (0 or 7 is Sunday, or mon … sun). */
export const Schedule = z.string().refine(isSchedule, {
  error: 'is no schedule; write minute, hour, day, month and weekday: 0 9 * * mon',
});
export type Schedule = z.infer<typeof Schedule>;

function isSchedule(text: string): boolean {
  try {
    return parsed(text, 'UTC').nextRun() !== null;
  } catch {
    return false;
  }
}

/** The last moment, not after `now` (ISO 8601 in UTC), that the schedule names in the zone; undefined when there is none. */
export function latestSlot(schedule: Schedule, zone: string, now: string): string | undefined {
  // Croner looks strictly before what it is given, in whole seconds.
  const nextSecond = (Math.floor(Date.parse(now) / 1000) + 1) * 1000;
  const [slot] = parsed(schedule, zone).previousRuns(1, new Date(nextSecond));
  return slot?.toISOString();
}

/** Paused: it is asked, it never runs anything. */
const parsed = (text: string, timezone: string) => new Cron(text, { mode: '5-part', paused: true, timezone });

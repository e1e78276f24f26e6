import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const TimeZone = z.string().refine((zone) => IANAZone.isValidZone(zone), {
  error: 'is no time zone; write it as Europe/Berlin',
});

/** When the house works. Nothing happens by itself, and nobody is written to, outside it. */
export const Calendar = z.strictObject({
  timeZone: TimeZone.default('UTC').describe('Where the house is: schedules and days are meant there.'),
  weekend: z.array(z.enum(weekdays)).max(6).default(['saturday', 'sunday']),
  holidays: z.array(z.iso.date()).default([]).describe('Days on which nobody works, as 2026-12-25.'),
  hours: z
    .strictObject({ from: z.number().int().min(0).max(23), to: z.number().int().min(1).max(24) })
    .refine(({ from, to }) => from < to, 'The working day ends after it begins.')
    .prefault({ from: 9, to: 17 })
    .describe('Of whoever is written to, in their own time zone.'),
});
export type Calendar = z.infer<typeof Calendar>;

/** `day` is a calendar day, `2026-12-25`: the same day everywhere, whatever the zone. */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  if (calendar.holidays.includes(day)) return false;
  const { weekday } = DateTime.fromISO(day, { zone: 'utc' });
  const name = weekdays[weekday - 1];
  return name !== undefined && !calendar.weekend.includes(name);
}

/** Whether people in this zone are at work at this moment. */
export function isWorkingTime(calendar: Calendar, now: string, zone: string): boolean {
  const local = localTime(now, zone);
  const { from, to } = calendar.hours;
  return local.hour >= from && local.hour < to && isWorkingDay(calendar, dayOf(local));
}

/** The day itself if it is a working day, otherwise the next one. At most a year is looked ahead. */
export function workingDayFrom(calendar: Calendar, day: string): string {
  let candidate = day;
  for (let looked = 0; looked < 366 && !isWorkingDay(calendar, candidate); looked++)
    candidate = plusDays(candidate, 1);
  return candidate;
}

/** The calendar day of a moment in a zone. */
export const dayIn = (zone: string, at: string): string => dayOf(localTime(at, zone));

export function plusDays(day: string, days: number): string {
  return dayOf(DateTime.fromISO(day, { zone: 'utc' }).plus({ days }));
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  const at = (day: string) => DateTime.fromISO(day, { zone: 'utc' }).toMillis();
  return Math.round((at(to) - at(from)) / 86_400_000);
}

/** The Monday of the week in which a moment falls. */
export function mondayOf(zone: string, at: string): string {
  return dayOf(localTime(at, zone).startOf('week'));
}

export const weekNumber = (day: string): number => DateTime.fromISO(day, { zone: 'utc' }).weekNumber;

/** A zone that Slack names and luxon doesn't know counts as UTC. */
function localTime(at: string, zone: string): DateTime {
  return DateTime.fromISO(at, { zone: IANAZone.isValidZone(zone) ? zone : 'utc' });
}

function dayOf(at: DateTime): string {
  const day = at.toISODate();
  if (day === null) throw new Error(`Not a day: ${at.invalidReason ?? 'unknown'}`);
  return day;
}

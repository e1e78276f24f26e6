import { DateTime } from 'luxon';
import { z } from 'zod';
import { iso } from './instant.ts';

/** Five fields as cron has them: minute, hour, day of month, month, day of week (0 or 7 is Sunday, or mon … sun). */
export const Schedule = z
  .string()
  .refine((text) => parseSchedule(text) !== undefined, {
    error: 'is no schedule; write minute, hour, day, month and weekday: 0 9 * * mon',
  });
export type Schedule = z.infer<typeof Schedule>;

interface Fields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** As cron has it: where both are given, either may hold. */
  readonly either: boolean;
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const mostDaysBack = 366 * 5;

/** The last moment, not after `now` (ISO 8601), that the schedule names in the zone. Undefined when there is none in five years. */
export function latestSlot(schedule: string, zone: string, now: string): string | undefined {
  const fields = parseSchedule(schedule);
  if (!fields) return undefined;
  const local = DateTime.fromISO(now, { zone });
  for (let back = 0; back <= mostDaysBack; back++) {
    const day = local.startOf('day').minus({ days: back });
    if (!fallsOn(fields, day)) continue;
    const slot = lastOfDay(fields, day, local);
    if (slot) return iso(slot);
  }
  return undefined;
}

function fallsOn(fields: Fields, day: DateTime): boolean {
  if (!fields.months.includes(day.month)) return false;
  const date = fields.days.includes(day.day);
  const weekday = fields.weekdays.includes(day.weekday % 7);
  return fields.either ? date || weekday : date && weekday;
}

/** A time that the clocks skip in spring happens an hour later, one that they repeat in autumn the first time. */
function lastOfDay(fields: Fields, day: DateTime, now: DateTime): DateTime | undefined {
  const { year, month, day: date } = day;
  for (const hour of fields.hours.toReversed()) {
    for (const minute of fields.minutes.toReversed()) {
      const at = DateTime.fromObject({ year, month, day: date, hour, minute }, { zone: day.zoneName ?? 'utc' });
      if (at <= now) return at;
    }
  }
  return undefined;
}

function parseSchedule(text: string): Fields | undefined {
  const [minute, hour, day, month, weekday, ...rest] = text.trim().toLowerCase().split(/\s+/);
  if (weekday === undefined || rest.length > 0) return undefined;
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const days = parseField(day, 1, 31);
  const months = parseField(month, 1, 12);
  const named = weekday.replace(/[a-z]{3}/g, (name) => String(dayNames.indexOf(name)));
  const weekdays = parseField(named, 0, 7)?.map((number) => number % 7);
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  return { minutes, hours, days, months, weekdays, either: day !== '*' && weekday !== '*' };
}

/** `*`, `5`, `1-5`, `0,30`, with `/` for every so many. In order. */
function parseField(text = '', min: number, max: number): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step] = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (range === '') return undefined;
    const [low, high] = range === '*' ? [min, max] : range.split('-').map(Number);
    const from = low ?? min;
    const to = high ?? (step === undefined ? from : max);
    const every = step === undefined ? 1 : Number(step);
    if (from < min || to > max || from > to || every === 0) return undefined;
    for (let value = from; value <= to; value += every) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

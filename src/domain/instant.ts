import { DateTime } from 'luxon';

/** Instants are ISO 8601 in UTC with milliseconds, so that they compare as text. */
export function iso(at: DateTime): string {
  const text = at.toUTC().toISO();
  if (text === null) throw new Error(`Not a time: ${at.invalidReason ?? 'unknown'}`);
  return text;
}

export function plusHours(at: string, hours: number): string {
  return iso(DateTime.fromISO(at, { zone: 'utc' }).plus({ hours }));
}

export function plusMs(at: string, milliseconds: number): string {
  return iso(DateTime.fromISO(at, { zone: 'utc' }).plus({ milliseconds }));
}

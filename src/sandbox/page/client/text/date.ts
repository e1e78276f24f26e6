import type { Reader } from './reader.ts';

const DAY_MS = 86_400_000;

/** Slack's date tokens, as in `<!date^1700000000^{date_short} at {time}|fallback>`, in the reader's time zone. */
export function slackDate(seconds: number, format: string, reader: Reader): string {
  const at = seconds * 1000;
  return format.replace(/\{(\w+)\}/g, (token, name: string) => dateToken(name, at, reader) ?? token);
}

function dateToken(name: string, at: number, reader: Reader): string | undefined {
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: reader.tz, ...options }).format(at);
  const year =
    show({ year: 'numeric' }) === String(new Date(reader.now).getUTCFullYear()) ? undefined : 'numeric';
  switch (name) {
    case 'date_num':
      return new Intl.DateTimeFormat('sv-SE', { timeZone: reader.tz, dateStyle: 'short' }).format(at);
    case 'date_slash':
      return show({ day: '2-digit', month: '2-digit', year: 'numeric' });
    case 'date':
      return show({ day: 'numeric', month: 'long', year });
    case 'date_short':
      return show({ day: 'numeric', month: 'short', year: 'numeric' });
    case 'date_long':
      return show({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    case 'date_pretty':
      return nearby(at, reader) ?? show({ day: 'numeric', month: 'long', year });
    case 'date_short_pretty':
      return nearby(at, reader) ?? show({ day: 'numeric', month: 'short', year });
    case 'date_long_pretty':
    case 'day_divider_pretty':
      return nearby(at, reader) ?? show({ weekday: 'long', day: 'numeric', month: 'long', year });
    case 'date_long_full':
      return show({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    case 'time':
      return clockTime(at, reader.tz);
    case 'time_secs':
      return show({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    case 'ago':
      return ago(at, reader.now);
    default:
      return undefined;
  }
}

function nearby(at: number, { now, tz }: Reader): string | undefined {
  const day = (time: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short' }).format(time);
  if (day(at) === day(now)) return 'today';
  if (day(at) === day(now - DAY_MS)) return 'yesterday';
  return day(at) === day(now + DAY_MS) ? 'tomorrow' : undefined;
}

export function clockTime(at: number, tz: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: tz, hour: '2-digit', minute: '2-digit' }).format(at);
}

/** The day as a heading between messages. */
export function dayHeading(at: number, reader: Reader): string {
  const text = dateToken('day_divider_pretty', at, reader) ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `3 minutes ago`, `in 2 days`. */
export function ago(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const seconds = (at - now) / 1000;
  const steps = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? 'in a moment' : 'just now';
}

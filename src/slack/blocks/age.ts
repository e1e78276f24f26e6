const dayMs = 86_400_000;

/** Whole days from one moment or calendar day to another; negative when it lies behind. Undefined for what is no date. */
export function daysFrom(from: string, to: string): number | undefined {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs;
  return Number.isFinite(days) ? Math.floor(days) : undefined;
}

/** How old something is, in words. */
export function ageOf(since: string, now: string): string {
  const days = daysFrom(since, now);
  if (days === undefined) return 'of unknown age';
  return days === 0 ? 'new today' : `${days} ${days === 1 ? 'day' : 'days'} old`;
}

/** How far away an end date is, marked when it wants somebody’s attention. */
export function endWords(ends: string, now: string): string {
  const days = daysFrom(now.slice(0, 10), ends);
  if (days === undefined) return ends;
  if (days < 0) return `▲ ${count(-days)} ago`;
  if (days === 0) return '▲ today';
  return `${days <= soonDays ? '▲ ' : ''}in ${count(days)}`;
}

/** From here on an end date wants its owner's attention. */
const soonDays = 30;

const count = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long ago in one short word: `now`, `12 min`, `3 h`, `412 d`. */
export function age(iso: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(iso));
  if (ms < 60_000) return 'now';
  if (ms < HOUR_MS) return `${Math.floor(ms / 60_000)} min`;
  return ms < 2 * DAY_MS ? `${Math.floor(ms / HOUR_MS)} h` : `${Math.floor(ms / DAY_MS)} d`;
}

/** A moment as `2026-11-22 09:15`, in UTC like all of this side. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** A key's id, short enough for a list: its last four characters. */
export function shortKey(id: string): string {
  return `…${id.slice(-4)}`;
}

/** A key older than this is worth a second look: CIS 1.14. */
const OLD_KEY_DAYS = 90;

export function isOld(iso: string, now: number): boolean {
  return now - Date.parse(iso) > OLD_KEY_DAYS * DAY_MS;
}

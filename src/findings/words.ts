import { dayLater } from '../domain/day.ts';
import type { Controls, Remedy } from '../domain/finding.ts';
import type { InventoryKey, Use } from '../domain/inventory.ts';

// The words that rules have in common. Plain text; what is drawn of it is made elsewhere.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Whole days between two instants. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The instant at which something that began at `from` passed a threshold: the time of day stays, in UTC. */
export function plusDays(from: string, days: number): string {
  return dayLater(from, days) + from.slice(10);
}

/** `2 h ago`, `97 d ago` */
export function ago(at: string, now: string): string {
  const elapsedMs = Math.max(0, Date.parse(now) - Date.parse(at));
  if (elapsedMs < HOUR_MS) return `${Math.floor(elapsedMs / MINUTE_MS)} min ago`;
  if (elapsedMs < 2 * DAY_MS) return `${Math.floor(elapsedMs / HOUR_MS)} h ago`;
  return `${Math.floor(elapsedMs / DAY_MS)} d ago`;
}

/** `last used 2 h ago, s3 eu-west-1`; a region of N/A may just mean S3, so it is left out. */
export function useWords(use: Use, now: string): string {
  switch (use.kind) {
    case 'used': {
      const where = [use.service, use.region === 'N/A' ? undefined : use.region].filter(
        (word) => word !== undefined,
      );
      return `last used ${ago(use.at, now)}${where.length === 0 ? '' : `, ${where.join(' ')}`}`;
    }
    case 'never':
      return 'never used';
    case 'unknown':
      return 'last use not known';
  }
}

/** `key …Q7TA`; before its id is known, by when it was made. */
export function keyWords({ id, createdAt }: InventoryKey): string {
  return id === undefined ? `the key of ${createdAt.slice(0, 10)}` : `key …${id.slice(-4)}`;
}

/** Identifies a key as well as can be: one without a known id by the moment it was made. */
export function keyCredential(key: InventoryKey): { readonly kind: 'access-key'; readonly id: string } {
  return { kind: 'access-key', id: key.id ?? `made-${key.createdAt}` };
}

export function useFacts(use: Use): Readonly<Record<string, string>> {
  if (use.kind !== 'used') return { lastUsed: use.kind };
  const { at, service, region } = use;
  return {
    lastUsed: at,
    ...(service === undefined ? {} : { lastUsedService: service }),
    ...(region === undefined ? {} : { lastUsedRegion: region }),
  };
}

export function act(action: string, label: string, prefill: Readonly<Record<string, string>> = {}): Remedy {
  return { kind: 'action', action, prefill, label };
}

/** On one key; without a prefill where its id isn't known, so that the form asks which. */
export function actOnKey(action: string, label: string, { id }: InventoryKey): Remedy {
  return act(action, label, id === undefined ? {} : { accessKey: id });
}

export function advise(say: string, label = 'What to do'): Remedy {
  return { kind: 'advice', say, label };
}

/** Numbers of the CIS benchmark, and of Security Hub's IAM controls. */
export function controls(cis: readonly string[], iam: readonly number[] = []): Controls {
  return { cis, securityHub: iam.map((number) => `IAM.${number}`) };
}

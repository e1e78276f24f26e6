import type { AccessKeyFacts } from './facts.ts';

/** As people say it. */
export const statusWords = {
  Active: 'enabled',
  Inactive: 'disabled',
  Expired: 'expired',
} as const satisfies Record<AccessKeyFacts['status'], string>;

/** When, which service, which region: what an owner has to see before a key is disabled. */
export function lastUse(key: AccessKeyFacts): string {
  if (!key.lastUsed) return `never used, created ${key.createdAt.slice(0, 10)}`;
  const { at, service, region } = key.lastUsed;
  return `last used ${at.slice(0, 16).replace('T', ' ')} UTC, ${service}${region === 'N/A' ? '' : ` in ${region}`}`;
}

import type { Bulletin } from '../domain/bulletin.ts';
import type { Finding } from '../domain/finding.ts';
import { rowsOf } from '../domain/finding-row.ts';
import type { Account, House } from '../domain/house.ts';

/** What is new about root or the account as a whole: security hears of it at once, not at the next digest. Pure. */
export function alertsFor(
  fresh: readonly Finding[],
  account: Account,
  house: House,
  now: string,
): readonly Bulletin[] {
  const grave = fresh.filter(({ subject }) => subject.kind !== 'user');
  if (grave.length === 0) return [];
  const known = grave.map((finding) => ({ finding, firstSeen: now, lastSeen: now }));
  return [
    {
      id: `alert/${account.id}/${now}`,
      to: { kind: 'channel', channel: house.channels.security },
      messages: [{ kind: 'alert', accountName: account.name, rows: [...rowsOf(known, () => account.name)] }],
    },
  ];
}

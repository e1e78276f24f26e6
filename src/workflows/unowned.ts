import { dayIn, isWorkingTime, mondayOf } from '../domain/calendar.ts';
import { rowsOf } from '../domain/finding-row.ts';
import type { Account, House } from '../domain/house.ts';
import type { AccountId } from '../domain/ids.ts';
import { wantsAttention } from '../domain/known-finding.ts';
import { accountChannel } from '../domain/routing.ts';
import type { Store } from './ports.ts';

/**
 * “Whose is this?” in the channel of the account, each user once and a few a week in a channel, the gravest first. Safe to call any
 * number of times: what was asked is on record.
 */
export async function askWhose(
  accounts: readonly Account[],
  { store, house }: { readonly store: Store; readonly house: House },
): Promise<void> {
  const { calendar, reminders } = house;
  if (reminders.unownedPerWeek === 0) return;
  const now = await store.read((reader) => reader.now());
  if (!isWorkingTime(calendar, now, calendar.timeZone)) return;
  const day = dayIn(calendar.timeZone, now);
  const monday = mondayOf(calendar.timeZone, now);
  await store.transaction(async (tx) => {
    const open = (await tx.findingsOfRule('user-without-owner')).filter((known) =>
      wantsAttention(known, now),
    );
    const asked = await tx.announcements(open.map(({ finding }) => finding.key));
    const askedThisWeek = await tx.bulletinsSince('whose/', monday);
    const nameOf = (id: AccountId) => accounts.find((one) => one.id === id)?.name ?? id;
    const places = Map.groupBy(open, ({ finding }) => accountChannel(finding.subject.accountId, house));
    for (const [channel, known] of places) {
      const left =
        reminders.unownedPerWeek - askedThisWeek.filter((id) => id.startsWith(`whose/${channel}/`)).length;
      const fresh = known.filter(({ finding }) => !asked.has(finding.key));
      for (const row of rowsOf(fresh, nameOf).slice(0, Math.max(0, left))) {
        const [part] = row.parts;
        if (!part) continue;
        const id = `whose/${channel}/${part.key}`;
        const isNew = await tx.addBulletin(
          {
            id,
            to: { kind: 'channel', channel },
            messages: [{ kind: 'whose', row }],
            announces: { to: 'team', day, items: [{ key: part.key }] },
          },
          now,
        );
        if (isNew) await tx.enqueue([{ queue: 'publish', bulletinId: id }]);
      }
    }
  }, 'unowned/ask');
}

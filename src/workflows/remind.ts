import type { Bulletin } from '../domain/bulletin.ts';
import { digestPages } from '../domain/digest.ts';
import { Severity } from '../domain/finding.ts';
import { rowsOf } from '../domain/finding-row.ts';
import type { Account, House } from '../domain/house.ts';
import type { AccountId, ChannelId, SlackUserId } from '../domain/ids.ts';
import { type KnownFinding, wantsAttention } from '../domain/known-finding.ts';
import { decideReminders, type OwnerState, type Reminder, type ReminderItem } from '../domain/reminder.ts';
import { channelFor } from '../domain/routing.ts';
import type { OwnedUser } from './findings-ports.ts';
import { type Directory, type Reader, type Store, Unavailable } from './ports.ts';

export interface RemindDeps {
  readonly store: Store;
  /** Who and where somebody is; may be an hour old. */
  readonly person: Directory['person'];
  readonly house: House;
}

const rowsInMessage = 10;
/** What is graver than this is told to others when its owner does nothing. */
const escalating: readonly Severity[] = [Severity.enum.critical, Severity.enum.high];

/** What is known of one owner at this moment. */
interface Owned {
  readonly findings: readonly KnownFinding[];
  readonly users: readonly OwnedUser[];
  readonly state: OwnerState;
}

type Spoken = Exclude<Reminder, { kind: 'enforce' }>;

/** Puts on record what owners, teams and approvers are to hear now. What was decided for a day is not decided again. */
export async function remind(accounts: readonly Account[], deps: RemindDeps): Promise<void> {
  const { store, house } = deps;
  if (!house.reminders.owners) return;
  const { now, owners } = await store.read(async (reader) => ({
    now: await reader.now(),
    owners: await reader.owners(),
  }));
  const toOthers = new Map<string, { readonly reminder: Spoken; readonly owned: Owned }[]>();
  for (const owner of owners) {
    const owned = await ownedBy(owner, now, deps);
    if (!owned) continue;
    const rules = { ...house.reminders, graceDays: house.reminders.everyDays };
    for (const reminder of decideReminders({ owners: [owned.state], rules }, now, house.calendar)) {
      if (reminder.kind === 'enforce') continue;
      if (reminder.kind === 'owner') {
        const to = { kind: 'person', person: owner } as const;
        const id = `reminder/${owner}/${reminder.day}`;
        await record(bulletinFor(id, to, [{ reminder, owned }], accounts), now, deps);
        continue;
      }
      for (const [place, items] of placesOf(reminder, owned, house)) {
        const key = `ignored/${reminder.kind}/${place}/${reminder.day}`;
        toOthers.set(key, [...(toOthers.get(key) ?? []), { reminder: { ...reminder, items }, owned }]);
      }
    }
  }
  for (const [id, parts] of toOthers) {
    const channel = id.split('/')[2] as ChannelId;
    await record(bulletinFor(id, { kind: 'channel', channel }, parts, accounts), now, deps);
  }
}

async function record(bulletin: Bulletin, now: string, { store }: RemindDeps): Promise<void> {
  await store.transaction(async (tx) => {
    if (await tx.addBulletin(bulletin, now))
      await tx.enqueue([{ queue: 'publish', bulletinId: bulletin.id }]);
  }, 'remind/decide');
}

/** Undefined while Slack can't say who and where this person is. */
async function ownedBy(owner: SlackUserId, now: string, deps: RemindDeps): Promise<Owned | undefined> {
  const person = await deps.person(owner).catch((error: unknown) => {
    if (error instanceof Unavailable) return 'unknown' as const;
    throw error;
  });
  if (person === 'unknown') return undefined;
  return deps.store.read(async (reader) => {
    const findings = (await reader.findings({ owner })).filter((known) => wantsAttention(known, now));
    const users = (await reader.ownedUsers(owner)).filter(({ endsOn }) => endsOn !== undefined);
    const last = await reader.lastBulletin(`reminder/${owner}/`);
    const items = await itemsOf(findings, users, reader);
    const isPresent = person !== undefined && !person.deleted;
    const timeZone = person?.timeZone ?? deps.house.calendar.timeZone;
    const lastAt = last === undefined ? {} : { lastAt: last.madeAt };
    return { findings, users, state: { person: owner, timeZone, isPresent, items, ...lastAt } };
  });
}

async function itemsOf(
  findings: readonly KnownFinding[],
  users: readonly OwnedUser[],
  reader: Reader,
): Promise<readonly ReminderItem[]> {
  const keys = [...findings.map(({ finding }) => finding.key), ...users.map(endKey)];
  const heard = await reader.announcements(keys);
  const of = (key: string, team: string | undefined) => ({
    key,
    ...(team === undefined ? {} : { team }),
    isEnforced: false,
    announcements: heard.get(key) ?? [],
  });
  return [
    ...findings.map(({ finding, team }) => ({
      ...of(finding.key, team),
      escalates: escalating.includes(finding.severity),
    })),
    ...users.map((user) => ({
      ...of(endKey(user), user.team),
      ...(user.endsOn === undefined ? {} : { endsOn: user.endsOn }),
      escalates: false,
    })),
  ];
}

/** A moved end is another thing, to be told anew. */
const endKey = ({ accountId, userId, endsOn }: OwnedUser): string => `ends ${accountId} ${userId} ${endsOn}`;

/** Teams hear in the channel of team or account; what they ignore goes to those who approve. */
function placesOf(
  reminder: Spoken,
  { findings }: Owned,
  house: House,
): ReadonlyMap<ChannelId, Spoken['items']> {
  if (reminder.kind === 'approvers') return new Map([[house.channels.approvals, reminder.items]]);
  return Map.groupBy(reminder.items, ({ key }) => {
    const known = findings.find(({ finding }) => finding.key === key);
    const accountId = known?.finding.subject.accountId;
    if (accountId === undefined) return house.digest.channel ?? house.channels.security;
    return channelFor({ accountId, ...(known?.team === undefined ? {} : { team: known.team }) }, house);
  });
}

function bulletinFor(
  id: string,
  to: Bulletin['to'],
  parts: readonly { readonly reminder: Spoken; readonly owned: Owned }[],
  accounts: readonly Account[],
): Bulletin {
  const [first] = parts;
  if (!first) throw new Error('A reminder is about something.');
  const { kind, day } = first.reminder;
  const nameOf = (accountId: AccountId) => accounts.find((one) => one.id === accountId)?.name ?? accountId;
  const items = parts.flatMap(({ reminder }) => reminder.items);
  const keys = new Set(items.map(({ key }) => key));
  const rows = rowsOf(
    parts.flatMap(({ owned }) => owned.findings.filter(({ finding }) => keys.has(finding.key))),
    nameOf,
  );
  const ends = parts.flatMap(({ owned }) =>
    owned.users.flatMap((user) =>
      keys.has(endKey(user)) && user.endsOn !== undefined
        ? [
            {
              accountId: user.accountId,
              accountName: nameOf(user.accountId),
              userName: user.userName,
              endsOn: user.endsOn,
            },
          ]
        : [],
    ),
  );
  const pages = digestPages(rows);
  return {
    id,
    to,
    messages: [
      {
        kind: 'attention',
        to: kind,
        owners: kind === 'owner' ? [] : parts.map(({ owned }) => owned.state.person),
        rows: rows.slice(0, rowsInMessage),
        ends,
        more: Math.max(0, rows.length - rowsInMessage),
      },
      ...pages.map((lines, index) => ({
        kind: 'digest-page' as const,
        page: index + 1,
        pages: pages.length,
        lines: [...lines],
      })),
    ],
    announces: { to: kind, day, items: [...items] },
  };
}

import type { Bulletin } from '../domain/bulletin.ts';
import { mondayOf, plusDays } from '../domain/calendar.ts';
import {
  type AccountFreshness,
  type Counts,
  digestPages,
  makeDigest,
  noCounts,
  totalOf,
  type WeekCounts,
} from '../domain/digest.ts';
import { Severity } from '../domain/finding.ts';
import type { Account, House } from '../domain/house.ts';
import type { AccountId, ChannelId } from '../domain/ids.ts';
import type { KnownFinding } from '../domain/known-finding.ts';
import { accountChannel, channelFor, digestChannels } from '../domain/routing.ts';
import { latestSlot } from '../domain/schedule.ts';
import type { AccountState, TeamWeek } from './findings-ports.ts';
import type { Reader, Store } from './ports.ts';

export interface DigestDeps {
  readonly store: Store;
  readonly house: House;
}

const weeksShown = 12;

/** Decides each channel's digest once its time has come, and once only: it is on record under the moment that it is for. */
export async function decideDigests(
  accounts: readonly Account[],
  /** Whether a digest should wait, because accounts are still to be read. */
  waits: (id: string) => boolean,
  { store, house }: DigestDeps,
): Promise<void> {
  const now = await store.read((reader) => reader.now());
  const due = digestChannels(house).flatMap((channel) => {
    const slot = slotFor(channel, house, now);
    return slot === undefined ? [] : [{ channel, slot }];
  });
  for (const { channel, slot } of due) {
    const id = `digest/${channel}/${slot}`;
    const isDue = await store.read(
      async (reader) =>
        (await reader.bulletin(id)) === undefined && wasThere(await reader.accountStates(), slot),
    );
    if (!isDue || waits(id)) continue;
    await store.transaction(async (tx) => {
      const bulletin = await digestFor(tx, channel, id, accounts, house);
      if (await tx.addBulletin(bulletin, await tx.now()))
        await tx.enqueue([{ queue: 'publish', bulletinId: id }]);
    }, 'digest/decide');
  }
}

function slotFor(channel: ChannelId, { digest, calendar }: House, now: string): string | undefined {
  const own = digest.channels.find((one) => one.channel === channel);
  const at = own?.at ?? digest.at;
  return at === 'off' ? undefined : latestSlot(at, own?.timeZone ?? calendar.timeZone, now);
}

/** Nothing is made up for from before the bot was there. */
function wasThere(states: readonly AccountState[], slot: string): boolean {
  const [began] = states.map(({ firstLookAt }) => firstLookAt).sort();
  return began !== undefined && began < slot;
}

/** A channel's digest as it stands, in messages and with its table; nothing is written. */
export async function digestFor(
  reader: Reader,
  channel: ChannelId,
  id: string,
  accounts: readonly Account[],
  house: House,
): Promise<Bulletin> {
  const now = await reader.now();
  const last = await reader.lastBulletin(`digest/${channel}/`);
  const [message] = last?.bulletin.messages ?? [];
  const before = message?.kind === 'digest' ? message.digest : undefined;
  const findings = await reader.findings({ resolvedAfter: before?.madeAt ?? now });
  const monday = mondayOf(house.calendar.timeZone, now);
  const weeks = await reader.weeks(plusDays(monday, -7 * (weeksShown - 1)));
  const states = await reader.accountStates();
  const { digest, rows } = makeDigest({
    channel,
    now,
    zone: house.calendar.timeZone,
    scope: scopeOf(channel, accounts, house),
    findings: findings.filter((known) => channelFor(placeOf(known), house) === channel),
    ...(before === undefined ? {} : { previous: { at: before.madeAt, open: totalOf(before.open) } }),
    history: historyOf(weeks.filter((week) => channelFor(week, house) === channel)),
    announced: [],
    accounts: accounts
      .filter((account) => accountChannel(account.id, house) === channel)
      .map((account) => freshnessOf(account, states)),
    accountName: (accountId: AccountId) => accounts.find((one) => one.id === accountId)?.name ?? accountId,
  });
  const pages = digestPages(rows);
  return {
    id,
    to: { kind: 'channel', channel },
    messages: [
      { kind: 'digest', digest },
      ...pages.map((lines, index) => ({
        kind: 'digest-page' as const,
        page: index + 1,
        pages: pages.length,
        lines: [...lines],
      })),
    ],
    ...(rows.length === 0
      ? {}
      : {
          table: {
            name: `findings-${now.slice(0, 10)}.csv`,
            title: `Findings in ${digest.scope}, week ${digest.week}`,
            rows: [...rows],
          },
        }),
  };
}

function placeOf({ finding, team }: KnownFinding): { readonly accountId: AccountId; readonly team?: string } {
  const { accountId } = finding.subject;
  return team === undefined ? { accountId } : { accountId, team };
}

function scopeOf(channel: ChannelId, accounts: readonly Account[], house: House): readonly string[] {
  return [
    ...house.teams.filter((team) => team.channel === channel).map(({ name }) => name),
    ...accounts.filter(({ id }) => accountChannel(id, house) === channel).map(({ name }) => name),
  ];
}

function freshnessOf({ id, name }: Account, states: readonly AccountState[]): AccountFreshness {
  const state = states.find(({ accountId }) => accountId === id);
  return {
    name,
    ...(state?.readAt === undefined ? {} : { readAt: state.readAt }),
    ...(state?.failure === undefined ? {} : { failure: state.failure.message }),
  };
}

function historyOf(weeks: readonly TeamWeek[]): readonly WeekCounts[] {
  const byWeek = Map.groupBy(weeks, ({ week }) => week);
  return [...byWeek].map(([week, parts]) => ({
    week,
    counts: parts.map(({ counts }) => counts).reduce(sum, noCounts()),
  }));
}

function sum(a: Counts, b: Counts): Counts {
  const counts = noCounts();
  for (const severity of Severity.options) counts[severity] = a[severity] + b[severity];
  return counts;
}

import { z } from 'zod';
import { mondayOf } from '../domain/calendar.ts';
import { countOf } from '../domain/digest.ts';
import type { Finding } from '../domain/finding.ts';
import type { Account, House } from '../domain/house.ts';
import type { AccountId, RequestId } from '../domain/ids.ts';
import type { Inventory as AccountInventory, InventoryUser, Reading } from '../domain/inventory.ts';
import { withUser } from '../domain/inventory-change.ts';
import { type KnownFinding, mended, wantsAttention } from '../domain/known-finding.ts';
import { ownerOf } from '../domain/ownership.ts';
import { latestSlot } from '../domain/schedule.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import type { Judgements } from '../findings/access.ts';
import { evaluate } from '../findings/index.ts';
import { alertsFor } from './alerts.ts';
import { makeDrift } from './drift.ts';
import { exemptionsIn } from './exemptions.ts';
import type { AccountState, OwnedUser, SeenFinding, TeamWeek } from './findings-ports.ts';
import type { OwnerLook } from './owner-look.ts';
import { type Inventory, type Organization, type Store, type Transaction, Unavailable } from './ports.ts';

export interface ScanDeps {
  readonly store: Store;
  readonly inventory: Inventory;
  readonly organization: Organization;
  readonly owners: OwnerLook;
  readonly judgements: Judgements;
  readonly house: House;
  /** Told of every look after it is on record, for the log. */
  readonly onLook?: (look: {
    readonly accountId: AccountId;
    readonly users: number;
    readonly open: number;
    readonly seconds: number;
    readonly failure?: string;
  }) => void;
}

/**
 * Reads an account and brings what is known of it up to date, unless that was done for the current slot already. Safe to call any
 * number of times, on any replica, after any crash. `busy` while another replica is at it.
 */
export async function scan(accountId: AccountId, deps: ScanDeps): Promise<'done' | 'busy'> {
  const { store, inventory, house } = deps;
  return store.exclusively(`scan/${accountId}`, async (): Promise<'done'> => {
    const account = await accountOf(accountId, deps);
    const { state, previous, now } = await store.read(async (reader) => ({
      state: await reader.accountState(accountId),
      previous: await reader.inventory(accountId),
      now: await reader.now(),
    }));
    const slot = currentSlot(house, now);
    if (!account || slot === undefined || (state && state.slot >= slot)) return 'done';
    const began = performance.now();
    const reading = await inventory.read(account, previous === undefined ? {} : { previous });
    await keep(account, reading, { began, slot, state, previous }, deps);
    return 'done';
  });
}

/** Reads the one user of a request that has ended, and judges its account again with what is known of the others. */
export async function refresh(requestId: RequestId, deps: ScanDeps): Promise<'done' | 'busy'> {
  const { store, inventory } = deps;
  const request = await store.read((reader) => reader.request(requestId));
  if (!request) return 'done';
  const { target } = request;
  return store.exclusively(`scan/${target.accountId}`, async (): Promise<'done'> => {
    const { state, previous } = await store.read(async (reader) => ({
      state: await reader.accountState(target.accountId),
      previous: await reader.inventory(target.accountId),
    }));
    // Nothing to bring up to date: the account's first look will see it as it is.
    if (!state || !previous) return 'done';
    const account = await accountOf(target.accountId, deps);
    if (!account) return 'done';
    const began = performance.now();
    const read = await inventory.readUser(target);
    if (!read.ok) {
      if (read.temporary) throw new Unavailable(read.message);
      return 'done';
    }
    const reading: Reading = { kind: 'read', inventory: withUser(previous, read.value) };
    await keep(account, reading, { began, slot: state.slot, state, previous: undefined }, deps);
    return 'done';
  });
}

/** The moment for which accounts are to be read now; undefined when the house wants no scans. */
export function currentSlot({ inventory, calendar }: House, now: string): string | undefined {
  return inventory.scans === 'off' ? undefined : latestSlot(inventory.scans, calendar.timeZone, now);
}

async function accountOf(id: AccountId, { organization }: ScanDeps): Promise<Account | undefined> {
  const accounts = await organization.accounts();
  if (!accounts.ok) throw new Unavailable(accounts.message);
  return accounts.value.find((account) => account.id === id);
}

interface Look {
  /** By the process's own clock. */
  readonly began: number;
  readonly slot: string;
  readonly state: AccountState | undefined;
  /** What changed since is told as drift; undefined when the bot itself has just acted. */
  readonly previous: AccountInventory | undefined;
}

/** Everything that follows from one look, in one transaction: inventory, findings, counts, and what has to be said at once. */
async function keep(account: Account, reading: Reading, look: Look, deps: ScanDeps): Promise<void> {
  const { store, owners, house, judgements } = deps;
  const users = reading.kind === 'read' ? reading.inventory.users : [];
  const looked = await owners(users.flatMap((user) => ownerOf(user) ?? []));
  const open = await store.transaction(async (tx) => {
    const now = await tx.now();
    const exemptions = await exemptionsIn(tx, account.id);
    const settings = { house, account, judgements, owners: looked.known, exemptions };
    const found = evaluate(reading, settings, now);
    const before = await tx.findings({ accountId: account.id });
    const earlier = before.map(({ finding }) => finding);
    const gone = mended(earlier, found, reading, looked.areSomeUnknown);
    await tx.saveFindings(
      found.map((finding) => seen(finding, users)),
      now,
    );
    await tx.resolveFindings(
      gone.map(({ key }) => key),
      now,
    );
    await tx.saveWeeks(weeksOf(account.id, await tx.findings({ accountId: account.id }), house, now));
    if (reading.kind === 'read') {
      await tx.saveInventory(reading.inventory);
      await tx.saveOwnedUsers(account.id, ownedUsers(account.id, users));
    }
    await tx.saveAccountState(stateAfter(account.id, reading, look, now));
    const known = new Set(earlier.map(({ key }) => key));
    const fresh = found.filter(({ key, exemption }) => !known.has(key) && exemption === undefined);
    await say(tx, alertsFor(fresh, account, house, now), now);
    if (look.previous !== undefined && reading.kind === 'read')
      await say(tx, await makeDrift(tx, account, look.previous, reading.inventory, house), now);
    return before.length - gone.length + fresh.length;
  }, 'scan/keep');
  deps.onLook?.({
    accountId: account.id,
    users: users.length,
    open,
    seconds: (performance.now() - look.began) / 1000,
    ...(reading.kind === 'unread' ? { failure: reading.failure.message } : {}),
  });
}

async function say(tx: Transaction, bulletins: ReturnType<typeof alertsFor>, now: string): Promise<void> {
  for (const bulletin of bulletins) {
    if (await tx.addBulletin(bulletin, now))
      await tx.enqueue([{ queue: 'publish', bulletinId: bulletin.id }]);
  }
}

function seen(finding: Finding, users: readonly InventoryUser[]): SeenFinding {
  const { subject } = finding;
  const user = subject.kind === 'user' ? users.find(({ userId }) => userId === subject.userId) : undefined;
  if (!user) return { finding };
  const owner = ownerOf(user);
  const team = tagValue(user.tags, tagKeys.team);
  return { finding, ...(owner === undefined ? {} : { owner }), ...(team === undefined ? {} : { team }) };
}

function ownedUsers(accountId: AccountId, users: readonly InventoryUser[]): readonly OwnedUser[] {
  return users.flatMap((user) => {
    const owner = ownerOf(user);
    if (owner === undefined) return [];
    const team = tagValue(user.tags, tagKeys.team);
    const ends = tagValue(user.tags, tagKeys.ends);
    return [
      {
        accountId,
        userId: user.userId,
        userName: user.userName,
        owner,
        ...(team === undefined ? {} : { team }),
        ...(ends !== undefined && z.iso.date().safeParse(ends).success ? { endsOn: ends } : {}),
      },
    ];
  });
}

function stateAfter(
  accountId: AccountId,
  reading: Reading,
  { slot, state }: Look,
  now: string,
): AccountState {
  const readAt = reading.kind === 'read' ? reading.inventory.readAt : state?.readAt;
  return {
    accountId,
    firstLookAt: state?.firstLookAt ?? now,
    lookedAt: now,
    slot,
    ...(readAt === undefined ? {} : { readAt }),
    ...(reading.kind === 'unread' ? { failure: reading.failure } : {}),
  };
}

/** The last look of a week counts for it. Teams that have nothing open any more count as none. */
function weeksOf(
  accountId: AccountId,
  findings: readonly KnownFinding[],
  { calendar, teams }: House,
  now: string,
): readonly TeamWeek[] {
  const week = mondayOf(calendar.timeZone, now);
  const counted = findings.filter((known) => wantsAttention(known, now));
  const names = new Set([...teams.map(({ id }) => id), ...counted.flatMap(({ team }) => team ?? [])]);
  return [undefined, ...names].map((team) => ({
    week,
    accountId,
    ...(team === undefined ? {} : { team }),
    counts: countOf(counted.filter((known) => known.team === team)),
  }));
}

import { DateTime } from 'luxon';
import type { House } from '../domain/house.ts';
import { iso } from '../domain/instant.ts';
import type { Job } from '../domain/job.ts';
import { decideDigests } from './digests.ts';
import { type Organization, type Store, Unavailable } from './ports.ts';
import { type RemindDeps, remind } from './remind.ts';
import { currentSlot } from './scan.ts';
import { askWhose } from './unowned.ts';

export interface AttendDeps {
  readonly store: Store;
  readonly organization: Organization;
  readonly house: House;
}

/** Work untouched for so long has lost its job. */
const lostAfterMs = 30_000;
const batch = 50;

/** A digest waits so long for accounts that are to be read first, from when this process sees it due. */
const patienceMs = 30 * 60_000;

/**
 * Looks which accounts are to be read and what is to be said of what was found there, and puts it on record with its jobs. Any
 * replica, any number of times: what was decided before is not decided again.
 */
export function makeAttend(deps: AttendDeps): () => Promise<'done'> {
  const dueSince = new Map<string, number>();
  /** Whether it makes sense to go on waiting for the sake of this digest. */
  function isPatient(id: string): boolean {
    const since = dueSince.get(id) ?? performance.now();
    dueSince.set(id, since);
    return performance.now() - since < patienceMs;
  }
  return () => attend(deps, isPatient);
}

async function attend(deps: AttendDeps, isPatient: (id: string) => boolean): Promise<'done'> {
  const { store, organization, house } = deps;
  await resume(store);
  const now = await store.read((reader) => reader.now());
  const slot = currentSlot(house, now);
  if (slot === undefined) return 'done';
  const read = await organization.accounts();
  if (!read.ok) throw new Unavailable(read.message);
  const states = await store.read((reader) => reader.accountStates());
  const known = new Map(states.map((state) => [state.accountId, state]));
  const due = read.value.filter(({ id }) => (known.get(id)?.slot ?? '') < slot);
  const jobs = due.map(({ id }): Job => ({ queue: 'scan', accountId: id }));
  if (jobs.length > 0) await store.transaction((tx) => tx.enqueue(jobs), 'attend/scan');
  await decideDigests(read.value, due.length === 0 ? () => false : isPatient, deps);
  return 'done';
}

/** Looks who is to hear of what they own, and what nobody owns. Less often: for each owner Slack is asked where they are. */
export async function attendOwners(deps: AttendDeps & RemindDeps): Promise<'done'> {
  if (deps.house.inventory.scans === 'off') return 'done';
  const read = await deps.organization.accounts();
  if (!read.ok) throw new Unavailable(read.message);
  await remind(read.value, deps);
  await askWhose(read.value, deps);
  return 'done';
}

/** Bulletins whose job died with its process. */
async function resume(store: Store): Promise<void> {
  const jobs = await store.read(async (reader): Promise<readonly Job[]> => {
    const before = iso(
      DateTime.fromISO(await reader.now(), { zone: 'utc' }).minus({ milliseconds: lostAfterMs }),
    );
    const ids = await reader.unfinishedBulletins(before, batch);
    return ids.map((bulletinId) => ({ queue: 'publish', bulletinId }));
  });
  if (jobs.length > 0) await store.transaction((tx) => tx.enqueue(jobs), 'attend/lost');
}

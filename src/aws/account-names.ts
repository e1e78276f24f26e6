import type { Account, House } from '../domain/house.ts';
import type { AccountId } from '../domain/ids.ts';

/** What the organization says of an account. */
export interface MemberAccount {
  readonly id: AccountId;
  readonly name: string;
}

/** Accounts as the house knows them, ordered by name: its settings over the organization's names, every name a slug that is unique. */
export function houseAccounts(members: readonly MemberAccount[], house: House): readonly Account[] {
  const named = members.map((member) => {
    const settings = house.accounts.find((account) => account.id === member.id);
    return { member, settings, name: settings?.name ?? slugOf(member.name, member.id) };
  });
  const counts = Map.groupBy(named, ({ name }) => name);
  const accounts = named.map(({ member, settings, name }): Account => {
    const isShared = (counts.get(name)?.length ?? 0) > 1;
    return {
      id: member.id,
      // The last digits tell twins apart and stay the same whoever else joins; a name from the configuration stays as it is.
      name: isShared && settings?.name === undefined ? withEnding(name, member.id, named) : name,
      environment: settings?.environment ?? house.defaultEnvironment,
      region: settings?.region ?? house.handOver.region,
      channel: settings?.channel ?? house.channels.approvals,
      ...(settings?.team === undefined ? {} : { team: settings.team }),
    };
  });
  return accounts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const SLUG_LENGTH = 40;

/** `Prod EU (main)` becomes `prod-eu-main`; a name without a single usable character becomes the id. */
export function slugOf(name: string, id: AccountId): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, SLUG_LENGTH)
    .replace(/-+$/, '');
  return slug === '' ? id : slug;
}

/** The name with the last four digits of the id, or the whole id if those don't tell all twins apart either. */
function withEnding(
  name: string,
  id: AccountId,
  all: readonly { readonly member: MemberAccount; readonly name: string }[],
): string {
  const ending = id.slice(-4);
  const isTaken = all.some(
    (other) =>
      other.member.id !== id &&
      ((other.name === name && other.member.id.endsWith(ending)) || other.name === `${name}-${ending}`),
  );
  const suffix = isTaken ? id : ending;
  return `${name.slice(0, SLUG_LENGTH - 1 - suffix.length)}-${suffix}`;
}

import type { House } from './house.ts';
import type { AccountId, ChannelId } from './ids.ts';

/** Where people hear of a finding: the channel of the user's team, else of its account, else the default. */
export function channelFor(
  { accountId, team }: { readonly accountId: AccountId; readonly team?: string },
  house: House,
): ChannelId {
  return teamChannel(team, house) ?? accountChannel(accountId, house);
}

export function teamChannel(team: string | undefined, house: House): ChannelId | undefined {
  return team === undefined ? undefined : house.teams.find(({ id }) => id === team)?.channel;
}

/** For what no team answers for. */
export function accountChannel(accountId: AccountId, { accounts, digest, channels }: House): ChannelId {
  const account = accounts.find(({ id }) => id === accountId);
  return account?.findingsChannel ?? account?.channel ?? digest.channel ?? channels.security;
}

/** Every channel that may get a digest. */
export function digestChannels({ teams, accounts, digest, channels }: House): readonly ChannelId[] {
  const named = [
    ...teams.map(({ channel }) => channel),
    ...accounts.map(({ channel, findingsChannel }) => findingsChannel ?? channel),
  ].filter((channel) => channel !== undefined);
  return [...new Set([...named, digest.channel ?? channels.security])];
}

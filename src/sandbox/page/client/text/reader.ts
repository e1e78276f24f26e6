import type { WireSnapshot } from '../../wire.ts';

/** For whom a text is shown: names are resolved and times told in their zone. */
export interface Reader {
  readonly snapshot: WireSnapshot;
  /** IANA time zone. */
  readonly tz: string;
  /** Sandbox time in milliseconds. */
  readonly now: number;
}

export function userName(reader: Reader, id: string): string {
  const user = reader.snapshot.users.find((one) => one.id === id);
  return user === undefined ? 'unknown user' : user.displayName || user.realName;
}

export function realName(reader: Reader, id: string): string {
  return reader.snapshot.users.find((one) => one.id === id)?.realName ?? '?';
}

export function channelName(reader: Reader, id: string): string {
  return reader.snapshot.channels.find((one) => one.id === id)?.name ?? 'private-channel';
}

export function groupHandle(reader: Reader, id: string): string {
  return reader.snapshot.groups.find((one) => one.id === id)?.handle ?? 'unknown-group';
}

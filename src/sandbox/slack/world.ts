import type {
  JsonObject,
  SlackChannel,
  SlackFile,
  SlackMessage,
  SlackUser,
  SlackUserGroup,
  SlackView,
  StateValues,
  WorkspaceSeed,
} from './model.ts';

/** The mutable workspace behind the simulator. Everything in it is replaced, never edited in place. */
export interface World {
  readonly seed: WorkspaceSeed;
  now(): Date;
  readonly users: Map<string, SlackUser>;
  readonly channels: Map<string, SlackChannel>;
  readonly groups: Map<string, SlackUserGroup>;
  /** By channel, oldest first. */
  readonly messages: Map<string, readonly SlackMessage[]>;
  ephemerals: readonly SlackMessage[];
  readonly views: Map<string, SlackView>;
  /** Ids of open modals by person, bottom first. */
  readonly stacks: Map<string, readonly string[]>;
  readonly homes: Map<string, string>;
  readonly files: Map<string, SlackFile & { readonly content: Buffer; readonly complete: boolean }>;
  /** What people have picked in messages, by `user channel ts`. */
  readonly messageValues: Map<string, StateValues>;
  /** The options that an external select last offered, by `user surface block action`. */
  readonly suggestions: Map<string, readonly JsonObject[]>;
  /** Timestamp up to which a person has read a channel, by `user channel`. */
  readonly lastRead: Map<string, string>;
  tokensRevoked: boolean;
  /** `<prefix>` and a counted number in the shape of Slack's ids. */
  nextId(prefix: string): string;
  /** A message timestamp: from the clock, never twice, never going back. */
  nextTs(): string;
  changed(): void;
  onChange(listener: () => void): () => void;
  reset(): void;
}

export function makeWorld(seed: WorkspaceSeed, now: () => Date): World {
  const counters = new Map<string, number>();
  const listeners = new Set<() => void>();
  let lastMicros = 0;

  const world: World = {
    seed,
    now,
    users: new Map(),
    channels: new Map(),
    groups: new Map(),
    messages: new Map(),
    ephemerals: [],
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    files: new Map(),
    messageValues: new Map(),
    suggestions: new Map(),
    lastRead: new Map(),
    tokensRevoked: false,
    nextId(prefix) {
      const count = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, count);
      return `${prefix}0${count.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    nextTs() {
      lastMicros = Math.max(lastMicros + 1, now().getTime() * 1000);
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    changed() {
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset() {
      for (const map of [world.messages, world.views, world.stacks, world.homes, world.files]) map.clear();
      world.messageValues.clear();
      world.suggestions.clear();
      world.lastRead.clear();
      world.ephemerals = [];
      world.tokensRevoked = false;
      fill(world.users, seed.users);
      fill(world.channels, seed.channels);
      fill(world.groups, seed.userGroups);
      world.changed();
    },
  };
  world.reset();
  return world;
}

function fill<T extends { readonly id: string }>(map: Map<string, T>, items: readonly T[]): void {
  map.clear();
  for (const item of items) map.set(item.id, item);
}

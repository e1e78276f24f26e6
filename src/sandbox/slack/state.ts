import type {
  SlackAppSeed,
  SlackChannel,
  SlackFile,
  SlackMessage,
  SlackUser,
  SlackUserGroup,
  SlackView,
} from './model.ts';

/** The whole workspace, read-only and live. For tests and for the page's server. */
export interface SlackState {
  users(): readonly SlackUser[];
  user(id: string): SlackUser | undefined;
  channels(): readonly SlackChannel[];
  channel(id: string): SlackChannel | undefined;
  /** A channel by its name, without `#`. */
  channelNamed(name: string): SlackChannel | undefined;
  groups(): readonly SlackUserGroup[];
  group(id: string): SlackUserGroup | undefined;
  /** Oldest first, thread replies included, ephemerals not. */
  messages(channelId: string): readonly SlackMessage[];
  message(channelId: string, ts: string): SlackMessage | undefined;
  ephemerals(userId: string): readonly SlackMessage[];
  /** The open modals of a person, bottom first. */
  modals(userId: string): readonly SlackView[];
  home(userId: string): SlackView | undefined;
  view(id: string): SlackView | undefined;
  files(): readonly SlackFile[];
  unread(userId: string, channelId: string): number;
}

export interface SnapshotChannel extends SlackChannel {
  readonly unread: number;
  readonly isMember: boolean;
  /** For a direct conversation: with whom. */
  readonly with?: string;
  readonly messages: readonly SlackMessage[];
}

/** What one person's Slack client shows. */
export interface Snapshot {
  readonly me: SlackUser;
  readonly now: string;
  readonly users: readonly SlackUser[];
  readonly groups: readonly SlackUserGroup[];
  readonly channels: readonly SnapshotChannel[];
  readonly ephemerals: readonly SlackMessage[];
  readonly modals: readonly SlackView[];
  readonly home?: SlackView;
  readonly app: Pick<SlackAppSeed, 'name' | 'botUserId' | 'commands' | 'shortcuts'>;
}

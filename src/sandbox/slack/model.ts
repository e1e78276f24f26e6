/** The data of the simulated workspace, as plain JSON-able values in Slack's own vocabulary. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface SlackUser {
  readonly id: string;
  /** The account name, as in a slash command's `user_name`. */
  readonly name: string;
  readonly realName: string;
  readonly displayName: string;
  readonly title?: string;
  readonly email?: string;
  /** IANA time zone. */
  readonly tz: string;
  readonly teamId: string;
  readonly isBot?: boolean;
  readonly isAdmin?: boolean;
  readonly isRestricted?: boolean;
  readonly isUltraRestricted?: boolean;
  readonly isStranger?: boolean;
  readonly deleted?: boolean;
}

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: readonly string[];
  readonly topic?: string;
  readonly isExtShared?: boolean;
  readonly isPendingExtShared?: boolean;
  readonly isArchived?: boolean;
}

export interface SlackUserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
  readonly disabled?: boolean;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly mimetype: string;
  readonly urlPrivate: string;
  readonly altText?: string;
}

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly botId?: string;
  readonly text: string;
  readonly blocks?: readonly JsonObject[];
  readonly metadata?: JsonObject;
  readonly threadTs?: string;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly files?: readonly SlackFile[];
  /** Only this person sees it, and a reload of their client loses it. */
  readonly ephemeralTo?: string;
}

/** One value per block and action, as `view.state.values` carries them. */
export type StateValues = { readonly [blockId: string]: { readonly [actionId: string]: JsonObject } };

export interface SlackView {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly userId: string;
  readonly callbackId: string;
  readonly externalId: string;
  readonly hash: string;
  readonly privateMetadata: string;
  readonly blocks: readonly JsonObject[];
  readonly title?: JsonObject;
  readonly submit?: JsonObject;
  readonly close?: JsonObject;
  readonly clearOnClose: boolean;
  readonly notifyOnClose: boolean;
  readonly rootViewId: string;
  readonly previousViewId?: string;
  readonly values: StateValues;
  /** The messages under inputs after `response_action: errors`, by block. */
  readonly errors: { readonly [blockId: string]: string };
}

/** The app as installed in the workspace: what its manifest gives it. */
export interface SlackAppSeed {
  readonly appId: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly botScopes: readonly string[];
  /** With the slash, as `/iam`. */
  readonly commands: readonly string[];
  readonly shortcuts: readonly {
    readonly kind: 'global' | 'message';
    readonly callbackId: string;
    readonly name: string;
  }[];
  /** Subscribed bot events, as `app_home_opened`, `message.groups`. */
  readonly botEvents: readonly string[];
}

export interface WorkspaceSeed {
  readonly team: Team;
  readonly users: readonly SlackUser[];
  readonly channels: readonly SlackChannel[];
  readonly userGroups: readonly SlackUserGroup[];
  readonly app: SlackAppSeed;
}

// What the page's server and its browser code say to each other. Types only: the browser imports them, not the code.
import type { ApiCall } from '../aws/api-call.ts';
import type { AccountSnapshot } from '../aws/world/snapshot.ts';
import type { Snapshot } from '../slack/state.ts';

/** A value after a trip through JSON: dates have become ISO strings. */
export type OverTheWire<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? OverTheWire<Item>[]
    : T extends readonly (infer Item)[]
      ? readonly OverTheWire<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: OverTheWire<T[Key]> }
        : T;

export type WireAccount = OverTheWire<AccountSnapshot>;
export type WireCall = OverTheWire<ApiCall>;
export type WireSnapshot = Snapshot;

/** One of the people that the page can be. */
export interface Face {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly tz: string;
  readonly guest: boolean;
  /** Of all their conversations. */
  readonly unread: number;
}

export interface Shortcut {
  readonly kind: 'global' | 'message';
  readonly callbackId: string;
  readonly name: string;
}

/** A step of the guided story. */
export interface StoryStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Where "Take me there" leads. */
  readonly go?: {
    readonly as: string;
    readonly channel: string;
    /** Put into the message field. */
    readonly draft?: string;
  };
  readonly done: boolean;
}

export interface FaultPreset {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface WaitingFault {
  readonly id: number;
  readonly title: string;
  readonly operation: string;
  /** Absent when it stays until it is cleared. */
  readonly left?: number;
}

/** What does not change while the page is open. */
export interface Setup {
  readonly workspace: string;
  readonly shortcuts: readonly Shortcut[];
  readonly faultPresets: readonly FaultPreset[];
}

/** The frame around both sides. */
export interface Frame {
  readonly now: string;
  readonly offsetMs: number;
  readonly faces: readonly Face[];
  readonly story: readonly StoryStep[];
  readonly faults: readonly WaitingFault[];
}

/** Events of the live stream, by their name. */
export interface LiveEvents {
  readonly setup: Setup;
  readonly frame: Frame;
  readonly slack: WireSnapshot;
  readonly account: WireAccount;
  readonly call: WireCall;
  /** Everything was planted again: forget calls and marks. */
  readonly reset: { readonly at: string };
}

export type Answer =
  | { readonly ok: true; readonly result?: unknown }
  /** `text` is what the person would read; `detail` is for the developer. */
  | { readonly ok: false; readonly code: string; readonly text: string; readonly detail?: string };

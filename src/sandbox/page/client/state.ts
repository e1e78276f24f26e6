import type {
  Face,
  FaultPreset,
  Shortcut,
  StoryStep,
  WaitingFault,
  WireAccount,
  WireCall,
  WireSnapshot,
} from '../wire.ts';

export type Tab = 'slack' | 'aws' | 'calls';
export type Section = 'users' | 'groups' | 'policies' | 'secrets';

/** Where in Slack the person is. */
export type Place = { readonly kind: 'channel'; readonly id: string } | { readonly kind: 'home' };

export interface Detail {
  readonly kind: Section;
  readonly name: string;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** For the developer: what the app answered. */
  readonly detail?: string;
  readonly tone: 'error' | 'good';
  /** Shown in the modal, above the message field or the reply field, or in a corner of the page. */
  readonly at: 'modal' | 'composer' | 'thread' | 'page';
}

/** A question asked before an action: Block Kit's confirm object, or one of the page's own. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly danger: boolean;
  readonly onYes: () => void;
  readonly onNo?: () => void;
}

/** An open combobox: what was typed and what is offered. */
export interface Combo {
  readonly key: string;
  readonly query: string;
  readonly active: number;
  readonly loading: boolean;
  readonly options: readonly Choice[];
  readonly error?: string;
}

export interface Choice {
  readonly text: string;
  readonly value: string;
  readonly description?: string;
  readonly group?: string;
}

export interface JustChosen {
  readonly choices: readonly Choice[];
  /** When the app answered, in this browser's milliseconds; absent until then. */
  readonly answeredAt?: number;
}

const CATCH_UP_MS = 2_000;

/** An answer and the state that follows it come by different ways: for a moment the choice counts, not the state. */
export function isFresh({ answeredAt }: JustChosen): boolean {
  return answeredAt === undefined || Date.now() - answeredAt < CATCH_UP_MS;
}

export interface State {
  readonly connected: boolean;
  readonly tab: Tab;
  readonly me: string;
  readonly workspace: string;
  readonly shortcuts: readonly Shortcut[];
  readonly faultPresets: readonly FaultPreset[];
  readonly faces: readonly Face[];
  readonly story: readonly StoryStep[];
  readonly faults: readonly WaitingFault[];
  /** Sandbox time minus this browser's, in milliseconds. */
  readonly aheadMs: number;

  readonly slack: WireSnapshot | undefined;
  readonly place: Place;
  readonly thread: string | undefined;
  /** On a phone: the list of conversations is in front. */
  readonly listInFront: boolean;
  /** Message text waiting in a conversation, put there by the story. */
  readonly draft: string | undefined;
  readonly completion: number | undefined;

  readonly accounts: readonly WireAccount[];
  readonly account: string | undefined;
  readonly section: Section;
  readonly detail: Detail | undefined;
  readonly filter: string;
  readonly calls: readonly WireCall[];
  readonly openCalls: ReadonlySet<number>;
  readonly changesOnly: boolean;
  /** When (in this browser's milliseconds) something last changed, by `account/kind/name` or `…/field`. */
  readonly changedAt: ReadonlyMap<string, number>;

  /** The one open menu, by key. */
  readonly menu: string | undefined;
  readonly combo: Combo | undefined;
  /** What was just chosen in selects, by element, until Slack's state has caught up. */
  readonly justChosen: ReadonlyMap<string, JustChosen>;
  readonly question: Question | undefined;
  readonly busy: ReadonlySet<string>;
  readonly notices: readonly Notice[];
  /** Problems that Slack's client itself sees in a field, by `surface/block/action`. */
  readonly fieldProblems: ReadonlyMap<string, string>;
}

export const firstState: State = {
  connected: false,
  tab: 'slack',
  me: '',
  workspace: '',
  shortcuts: [],
  faultPresets: [],
  faces: [],
  story: [],
  faults: [],
  aheadMs: 0,
  slack: undefined,
  place: { kind: 'home' },
  thread: undefined,
  listInFront: false,
  draft: undefined,
  completion: undefined,
  accounts: [],
  account: undefined,
  section: 'users',
  detail: undefined,
  filter: '',
  calls: [],
  openCalls: new Set(),
  changesOnly: false,
  changedAt: new Map(),
  menu: undefined,
  combo: undefined,
  justChosen: new Map(),
  question: undefined,
  busy: new Set(),
  notices: [],
  fieldProblems: new Map(),
};

/** Sandbox time, in milliseconds. */
export function nowOf(state: State): number {
  return Date.now() + state.aheadMs;
}

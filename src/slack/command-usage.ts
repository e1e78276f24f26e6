import type { Wish } from './wish.ts';

export const userCommandNames = [
  'rotate',
  'key',
  'tag',
  'claim',
  'transfer',
  'adopt',
  'access',
  'extend',
  'console',
  'quarantine',
  'restore',
  'offboard',
] as const;
/** The commands that begin an action on a user. */
export type UserCommandName = (typeof userCommandNames)[number];

export const commandNames = [
  'request',
  'pending',
  'mine',
  'show',
  'find',
  ...userCommandNames,
  'digest',
  'audit',
  'help',
] as const;
export type CommandName = (typeof commandNames)[number];

/** What each command takes and does; the menu, the help and the answers to mistakes are made from it. */
export const commandUsage: Readonly<Record<CommandName, { readonly usage: string; readonly does: string }>> =
  {
    request: { usage: '/iam request', does: 'ask for a service account, role first' },
    pending: { usage: '/iam pending', does: 'requests that wait for your decision' },
    mine: { usage: '/iam mine', does: 'your requests and the users you own' },
    show: { usage: '/iam show <user>', does: 'one user: owner, tags, keys, and what you can do about it' },
    find: { usage: '/iam find <text>', does: 'users by part of a name, tag, owner or account, or by key id' },
    rotate: { usage: '/iam rotate <user>', does: 'a new key, then the old one goes, step by step' },
    key: {
      usage: '/iam key <user> create|disable|enable|delete [key]',
      does: 'one access key, by its id or …last4',
    },
    tag: { usage: '/iam tag <user> key=value … -key', does: 'set and remove tags' },
    claim: { usage: '/iam claim <user>', does: 'own a user that nobody owns' },
    transfer: { usage: '/iam transfer <user> @person', does: 'hand a user over, once the person accepts' },
    adopt: { usage: '/iam adopt <user>', does: 'bring in a user that was made elsewhere' },
    access: { usage: '/iam access <user>', does: 'change what it may do, and from which networks' },
    extend: { usage: '/iam extend <user> [YYYY-MM-DD]', does: 'move the end date' },
    console: { usage: '/iam console <user> [why]', does: 'remove the console password' },
    quarantine: { usage: '/iam quarantine <user> [why]', does: 'deny everything and disable the keys' },
    restore: { usage: '/iam restore <user> [why]', does: 'take a quarantine back, exactly' },
    offboard: {
      usage: '/iam offboard <user> [why]',
      does: 'stop a user, and delete it after a grace period',
    },
    digest: { usage: '/iam digest', does: 'what has gone stale where you ask, as it is now' },
    audit: { usage: '/iam audit <user or IAM-42>', does: 'who asked, who approved, what ran' },
    help: { usage: '/iam help', does: 'all commands, and what you may do' },
  };

export type CommandLine =
  | { readonly kind: 'menu' }
  | { readonly kind: 'request' }
  | { readonly kind: 'pending' | 'mine' | 'digest' | 'help' }
  | { readonly kind: 'show' | 'find' | 'audit'; readonly subject: string }
  /** An action on a user: opens its form with what was said already. */
  | { readonly kind: 'begin'; readonly wish: Wish }
  /** Understood up to the point where something is missing; `say` is what, when it isn’t the subject. */
  | { readonly kind: 'incomplete'; readonly name: CommandName; readonly say?: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly suggestion?: Suggestion };

export interface Suggestion {
  readonly name: CommandName;
  /** The whole command as it would run, without `/iam`. */
  readonly text: string;
  /** Whether it can run as it stands. */
  readonly complete: boolean;
}

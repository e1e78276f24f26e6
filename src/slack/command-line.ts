import { distance } from 'fastest-levenshtein';

export const commandNames = ['request', 'pending', 'mine', 'show', 'audit', 'help'] as const;
export type CommandName = (typeof commandNames)[number];

/** What each command takes and does; the menu, the help and the answers to mistakes are made from it. */
export const commandUsage: Readonly<Record<CommandName, { readonly usage: string; readonly does: string }>> =
  {
    request: { usage: '/iam request', does: 'ask for a service account, role first' },
    pending: { usage: '/iam pending', does: 'requests that wait for your decision' },
    mine: { usage: '/iam mine', does: 'your requests and the users you own' },
    show: { usage: '/iam show <user>', does: 'one user: owner, tags, keys, groups, policies' },
    audit: { usage: '/iam audit <user or IAM-42>', does: 'who asked, who approved, what ran' },
    help: { usage: '/iam help', does: 'all commands, and what you may do' },
  };

export type CommandLine =
  | { readonly kind: 'menu' }
  | { readonly kind: 'request' }
  | { readonly kind: 'pending' | 'mine' | 'help' }
  | { readonly kind: 'show' | 'audit'; readonly subject: string }
  /** Understood up to the point where a subject is missing. */
  | { readonly kind: 'incomplete'; readonly name: 'show' | 'audit' }
  | { readonly kind: 'unknown'; readonly word: string; readonly suggestion?: Suggestion };

export interface Suggestion {
  readonly name: CommandName;
  /** The whole command as it would run, without `/iam`. */
  readonly text: string;
  /** Whether it can run as it stands. */
  readonly complete: boolean;
}

/** Reads what follows `/iam`. Total: anything typed gets an answer. */
export function parseCommandLine(text: string): CommandLine {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const [first, ...rest] = words;
  if (first === undefined) return { kind: 'menu' };
  const name = commandNames.find((known) => known === first.toLowerCase());
  if (name === undefined) return unknown(first, rest);
  if (name !== 'show' && name !== 'audit') return { kind: name };
  const subject = unwrap(rest.join(' '));
  return subject === '' ? { kind: 'incomplete', name } : { kind: name, subject };
}

function unknown(word: string, rest: readonly string[]): CommandLine {
  const typed = word.toLowerCase();
  const ranked = commandNames
    .map((name) => ({ name, off: distanceTo(typed, name) }))
    .sort((a, b) => a.off - b.off);
  const nearest = ranked[0];
  if (!nearest || nearest.off > Math.max(1, Math.floor(nearest.name.length / 2)))
    return { kind: 'unknown', word };
  const takesSubject = nearest.name === 'show' || nearest.name === 'audit';
  const subject = takesSubject ? unwrap(rest.join(' ')) : '';
  return {
    kind: 'unknown',
    word,
    suggestion: {
      name: nearest.name,
      text: subject === '' ? nearest.name : `${nearest.name} ${subject}`,
      complete: !takesSubject || subject !== '',
    },
  };
}

/** A beginning counts as near, however much is missing. */
function distanceTo(typed: string, name: string): number {
  return typed.length >= 2 && name.startsWith(typed) ? 0 : distance(typed, name);
}

/** `<svc-backup>`, quotes and code marks around what people copy from the usage line or from a message. */
function unwrap(text: string): string {
  return text
    .trim()
    .replace(/^[<"'`“‘]+|[>"'`”’]+$/g, '')
    .trim();
}

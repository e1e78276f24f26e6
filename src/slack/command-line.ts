import { type CommandLine, type CommandName, commandNames, userCommandNames } from './command-usage.ts';
import { named, nearest, notAUser, personIn, unwrap, wordsOf } from './command-words.ts';
import { keyVerbs, parseUserCommand } from './user-command.ts';

/** Reads what follows `/iam`. Total: anything typed gets an answer. */
export function parseCommandLine(text: string): CommandLine {
  const [first, ...rest] = wordsOf(text);
  if (first === undefined) return { kind: 'menu' };
  const name = commandNames.find((known) => known === first.toLowerCase());
  if (name === undefined) return unknown(first, rest);
  const onUser = userCommandNames.find((known) => known === name);
  if (onUser) return parseUserCommand(onUser, rest);
  switch (name) {
    case 'show':
    case 'audit':
      return aboutSubject(name, rest);
    case 'find':
      return rest.length === 0
        ? { kind: 'incomplete', name, say: 'What do you look for?' }
        : { kind: 'find', subject: unwrap(rest.join(' ')) };
    default:
      return { kind: name } as CommandLine;
  }
}

function aboutSubject(name: 'show' | 'audit', words: readonly string[]): CommandLine {
  const person = words.find((word) => personIn(word));
  if (person) return { kind: 'incomplete', name, say: notAUser(person) };
  const subject = unwrap(words.join(' '));
  return subject === '' ? { kind: 'incomplete', name } : { kind: name, subject };
}

/** What people say instead; a beginning of a command's own name comes before these. */
const otherWords: Readonly<Record<string, CommandName>> = {
  new: 'request',
  create: 'request',
  search: 'find',
  list: 'mine',
  own: 'claim',
  give: 'transfer',
  import: 'adopt',
  permissions: 'access',
  bundles: 'access',
  password: 'console',
  block: 'quarantine',
  remove: 'offboard',
  retire: 'offboard',
  history: 'audit',
};

function unknown(word: string, rest: readonly string[]): CommandLine {
  const typed = word.toLowerCase();
  // `/iam disable svc-a` is a key's verb without `key`.
  const verb = keyVerbs.find((known) => known === typed && !(known in otherWords));
  const name = verb ? 'key' : (otherWords[typed] ?? nearest(word, commandNames));
  if (name === undefined) return { kind: 'unknown', word: named(word) };
  const takesMore = takers.some((known) => known === name);
  const [user = '', ...more] = rest;
  const words = verb ? [unwrap(user), verb, ...more] : takesMore ? [unwrap(user), ...more] : [];
  const text = [name, ...words].filter((part) => part !== '').join(' ');
  const meant = parseCommandLine(text);
  if (meant.kind === 'unknown') return { ...meant, word };
  return { kind: 'unknown', word, suggestion: { name, text, complete: meant.kind !== 'incomplete' } };
}

const takers: readonly CommandName[] = ['show', 'find', 'audit', ...userCommandNames];

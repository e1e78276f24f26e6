import { type CommandLine, commandNames, userCommandNames } from './command-usage.ts';
import { nearest, unwrap, wordsOf } from './command-words.ts';
import { keyVerbs, parseUserCommand } from './user-command.ts';

/** Reads what follows `/iam`. Total: anything typed gets an answer. */
export function parseCommandLine(text: string): CommandLine {
  const [first, ...rest] = wordsOf(text);
  if (first === undefined) return { kind: 'menu' };
  const name = commandNames.find((known) => known === first.toLowerCase());
  if (name === undefined) return unknown(first, rest);
  const onUser = userCommandNames.find((known) => known === name);
  if (onUser) return parseUserCommand(onUser, rest);
  if (name !== 'show' && name !== 'audit') return { kind: name } as CommandLine;
  const subject = unwrap(rest.join(' '));
  return subject === '' ? { kind: 'incomplete', name } : { kind: name, subject };
}

function unknown(word: string, rest: readonly string[]): CommandLine {
  // `/iam disable svc-a` is a key's verb without `key`.
  const verb = keyVerbs.find((known) => known === word.toLowerCase());
  const name = verb ? 'key' : nearest(word, commandNames);
  if (name === undefined) return { kind: 'unknown', word };
  const takesMore = name === 'show' || name === 'audit' || userCommandNames.some((known) => known === name);
  const [user = '', ...more] = rest;
  const words = verb ? [unwrap(user), verb, ...more] : takesMore ? [unwrap(user), ...more] : [];
  const text = [name, ...words].filter((part) => part !== '').join(' ');
  const meant = parseCommandLine(text);
  if (meant.kind === 'unknown') return { ...meant, word };
  return { kind: 'unknown', word, suggestion: { name, text, complete: meant.kind !== 'incomplete' } };
}

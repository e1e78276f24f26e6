import { isCalendarDate } from './calendar-date.ts';
import type { CommandLine, UserCommandName } from './command-usage.ts';
import { asIds, named, nearest, notAUser, personIn, unwrap } from './command-words.ts';
import type { Wish } from './wish.ts';

export const keyVerbs = ['create', 'disable', 'enable', 'delete'] as const;

/** The commands about one user: who it is, then what has been said of the form already. */
export function parseUserCommand(name: UserCommandName, words: readonly string[]): CommandLine {
  const [first = '', ...rest] = words;
  const user = unwrap(first);
  if (user === '') return { kind: 'incomplete', name };
  if (name === 'transfer') return transfer(words);
  if (personIn(user)) return { kind: 'incomplete', name, say: notAUser(user) };
  const reason = named(rest.join(' '));
  switch (name) {
    case 'tag':
      return begin('tag-user', user, { tags: tagLines(rest.map(asIds)) });
    case 'claim':
      return begin('claim-user', unwrap(words.join(' ')), {});
    case 'extend':
      return extend(user, rest);
    case 'key':
      return key(user, rest);
    case 'rotate':
      return begin('rotate-access-key', user, {});
    case 'adopt':
      return begin('adopt-user', user, {});
    case 'access':
      return begin('change-access', user, {});
    case 'console':
      return begin('remove-login-profile', user, { reason });
    case 'quarantine':
      return begin('quarantine-user', user, { reason });
    case 'restore':
      return begin('restore-user', user, { reason });
    case 'offboard':
      return begin('offboard-user', user, { reason });
  }
}

function begin(
  action: string,
  name: string,
  given: Readonly<Record<string, string>>,
  unread: Pick<Wish, 'keyEnding' | 'person'> = {},
): CommandLine {
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  return { kind: 'begin', wish: { action, name, values, ...unread } };
}

function extend(user: string, [day = '', ...why]: readonly string[]): CommandLine {
  const ends = unwrap(day);
  if (ends !== '' && !isCalendarDate(ends))
    return { kind: 'incomplete', name: 'extend', say: `“${ends}” is not a day. Write it as 2027-05-21.` };
  return begin('extend-user', user, { ends, reason: named(why.join(' ')) });
}

/** The person may come first; one who wasn't mentioned is chosen in the form. */
function transfer(words: readonly string[]): CommandLine {
  const mention = words.slice(0, 2).find((word) => personIn(word));
  const [first = '', ...rest] = words.filter((word) => word !== mention);
  const user = unwrap(first);
  if (user === '') return { kind: 'incomplete', name: 'transfer' };
  const newOwner = mention ? personIn(mention) : undefined;
  if (newOwner) return begin('transfer-user', user, { newOwner, reason: named(rest.join(' ')) });
  const [person, ...why] = rest;
  return begin('transfer-user', user, { reason: why.join(' ') }, person ? { person: unwrap(person) } : {});
}

function key(user: string, [word = '', ...rest]: readonly string[]): CommandLine {
  const verb = verbOf(word);
  // Some say it the other way round: /iam key disable svc-a.
  const swapped = verb ? undefined : verbOf(user);
  if (swapped && word !== '') return key(unwrap(word), [swapped, ...rest]);
  if (word === '')
    return { kind: 'incomplete', name: 'key', say: `Create, disable, enable or delete a key of ${user}?` };
  if (!verb) {
    const meant = nearest(word, keyVerbs);
    if (!meant)
      return {
        kind: 'incomplete',
        name: 'key',
        say: `“${named(word)}” is not create, disable, enable or delete.`,
      };
    const text = ['key', user, meant, ...rest].join(' ');
    return { kind: 'unknown', word, suggestion: { name: 'key', text, complete: true } };
  }
  if (verb === 'create') return begin('create-access-key', user, {});
  const [said = '', ...why] = rest;
  const id = unwrap(said)
    .replace(/^(?:…|\.{3})/, '')
    .toUpperCase();
  // Whoever names the user by a key means that key.
  const accessKey = [id, user.toUpperCase()].find((text) => /^AKIA[A-Z0-9]{12,}$/.test(text));
  const reason = named(why.join(' '));
  if (id !== '' && id !== accessKey) return begin(`${verb}-access-key`, user, { reason }, { keyEnding: id });
  return begin(`${verb}-access-key`, user, { accessKey: accessKey ?? '', reason });
}

const verbOf = (word: string) => keyVerbs.find((verb) => verb === word.toLowerCase());

/** A tag a line, as the form has it. Words without `=` belong to the value before them; `-key` removes. */
function tagLines(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const begins = word.indexOf('=') > 0 || /^-[^-=]/.test(word) || lines.length === 0;
    if (begins) lines.push(word);
    else lines.push(`${lines.pop() ?? ''} ${word}`);
  }
  return lines.map(unquoted).join('\n');
}

/** Quotes around a value hold it together in a shell; they are no part of it, and AWS doesn't take them. */
const unquoted = (line: string): string => line.replace(/^([^=]+=\s*)["“'‘](.*)["”'’]$/, '$1$2');

import { distance } from 'fastest-levenshtein';
import { SlackUserId } from '../domain/ids.ts';

/** The words of a command, read as people typed them; only a mention stays as Slack writes it, `<@U123|name>`. */
export const wordsOf = (text: string): readonly string[] =>
  fromSlack(text)
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * With `should_escape` Slack turns mentions into ids, and whatever looks like an address into a link, names of users
 * among them (docs.slack.dev, implementing slash commands): a link becomes its text again.
 */
function fromSlack(text: string): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, name?: string) =>
      name === undefined ? `<@${id}>` : `<@${id}|${name.trim().replace(/\s+/g, '.')}>`,
    )
    .replace(/<(?:mailto:|https?:\/\/)[^|>\s]+\|([^>]*)>/g, '$1')
    .replace(/<(https?:\/\/[^|>\s]+)>/g, '$1')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<!(?:subteam\^[A-Z0-9]+|[a-z]+)\|@?([^>]*)>/g, '@$1')
    .replace(/<!([a-z]+)>/g, '@$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const mention = /<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/g;

/** The person that a word mentions; undefined for any other word. */
export function personIn(word: string): SlackUserId | undefined {
  const [, id] = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word) ?? [];
  return id === undefined ? undefined : SlackUserId.parse(id);
}

/** Mentions as people read them, for sentences: `@name`. */
export const named = (text: string): string =>
  text.replace(mention, (_, id: string, name?: string) => `@${name || id}`);

/** Somebody mentioned a person where an IAM user belongs. */
export const notAUser = (mention: string): string =>
  `${named(mention)} is a person, not an IAM user. /iam find ${named(mention)} lists what they own.`;

/** Mentions as AWS keeps them, for tags: the id that an owner is known by. */
export const asIds = (text: string): string => text.replace(mention, (_, id: string) => id);

/** `<svc-backup>`, quotes and code marks around what people copy from the usage line or from a message. */
export function unwrap(text: string): string {
  if (personIn(text.trim())) return text.trim();
  return text
    .trim()
    .replace(/^[<"'`“‘]+|[>"'`”’]+$/g, '')
    .trim();
}

/** The word that was probably meant; nothing when none is near. */
export function nearest<T extends string>(word: string, names: readonly T[]): T | undefined {
  const typed = word.toLowerCase();
  const [best] = names.map((name) => ({ name, off: distanceTo(typed, name) })).sort((a, b) => a.off - b.off);
  return best && best.off <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : undefined;
}

/** A beginning counts as near, however much is missing; letters in another order are one slip. */
function distanceTo(typed: string, name: string): number {
  if (typed.length >= 2 && name.startsWith(typed)) return 0;
  return sorted(typed) === sorted(name) ? 1 : distance(typed, name);
}

const sorted = (word: string): string => [...word].sort().join('');

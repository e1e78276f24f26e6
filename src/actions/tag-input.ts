import type { UserFacts } from '../domain/facts.ts';
import type { House } from '../domain/house.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Tag, tagKeys, tagText, tagValue } from '../domain/user.ts';

/** Tags that have an action of their own, or that only the bot writes. */
const ownActions: Readonly<Record<string, string>> = {
  [tagKeys.owner]: 'Ownership changes with /iam transfer, or with /iam claim where nobody owns the user.',
  [tagKeys.ends]: 'The end date moves with /iam extend.',
  [tagKeys.adopted]: 'It says which request brought the user in and never changes.',
  [tagKeys.request]: 'It says which request made the user and never changes.',
  'chatelaine:break-glass': 'Only an administrator of the account marks break-glass users.',
  [tagKeys.kind]: 'A service never becomes a person, nor the other way round.',
};

export interface TagChange {
  readonly set: readonly Tag[];
  readonly remove: readonly string[];
}

/** Reads `key=value` a line; `key=` or `-key` removes. Words without `=` belong to the value before them. */
export function parseTags(text: string): TagChange | { readonly problem: string } {
  const set: Tag[] = [];
  const remove: string[] = [];
  for (const line of text
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [key = '', ...rest] = line.split('=');
    const value = rest.join('=').trim();
    const name = key.trim();
    if (rest.length === 0 && name.startsWith('-')) remove.push(name.slice(1).trim());
    else if (rest.length === 0)
      return { problem: `“${line}” is not a tag. Write key=value, or -key to remove one; one a line.` };
    else if (value === '') remove.push(name);
    else set.push({ key: name, value });
  }
  if (set.length + remove.length === 0) return { problem: 'Write at least one tag as key=value.' };
  const keys = [...set.map((tag) => tag.key), ...remove].map((key) => key.toLowerCase());
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice === undefined ? { set, remove } : { problem: `“${twice}” is named twice.` };
}

/** What AWS, the bot and the house forbid about tags, in words. */
export function tagProblem({ set, remove }: TagChange, house: House): string | undefined {
  for (const key of [...set.map((tag) => tag.key), ...remove]) {
    const folded = key.toLowerCase();
    if (folded.startsWith('aws:')) return `“${key}”: keys that begin with aws: are AWS’s own.`;
    const own = ownActions[folded];
    if (own !== undefined) return `“${key}” can’t be set as a tag. ${own}`;
    const reserved = house.tags.reservedPrefixes.find((prefix) => folded.startsWith(prefix.toLowerCase()));
    if (reserved !== undefined)
      return `“${key}”: keys that begin with ${reserved} give permissions elsewhere and aren’t set here.`;
    if (!/^[\p{L}\p{N} _.:/=+\-@]{1,128}$/u.test(key))
      return `“${key}” is not a key that AWS takes: letters, digits, spaces and _ . : / = + - @, at most 128.`;
  }
  for (const { key, value } of set) {
    if (tagText(value) !== value)
      return `The value of “${key}” has characters that AWS doesn’t take, or more than 256. Letters, digits, spaces and _ . : / = + - @ are allowed.`;
    const rule = house.tags.required.find((required) => required.key.toLowerCase() === key.toLowerCase());
    if (rule?.values && !rule.values.includes(value)) return `“${key}” is one of ${rule.values.join(', ')}.`;
    if (rule?.format !== undefined && !new RegExp(`^(?:${rule.format})$`).test(value))
      return `“${value}” doesn’t have the format of ${key}: ${rule.format}`;
  }
  const needed = remove.find((key) =>
    house.tags.required.some((required) => required.key.toLowerCase() === key.toLowerCase()),
  );
  return needed === undefined
    ? undefined
    : `“${needed}” is required on every user: change it, but don’t remove it.`;
}

/** AWS takes fifty tags on a user (IAM quotas). */
const mostTags = 50;

export function refuseTooMany(
  { userName, tags }: Pick<UserFacts, 'userName' | 'tags'>,
  set: readonly Tag[],
  remove: readonly string[] = [],
  field?: string,
): Refusal | undefined {
  const added = set.filter(({ key }) => tagValue(tags, key) === undefined).length;
  const count = tags.length + added - remove.length;
  if (count <= mostTags) return undefined;
  const say = `AWS takes ${mostTags} tags on a user, and ${userName} would have ${count}. Remove some first: /iam tag ${userName}`;
  return refusal('invalid-input', say, field);
}

/** What these keys are worth now, in their present spelling. */
export function presentValues(tags: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  return tags.filter((tag) => keys.some((key) => tagValue([tag], key) !== undefined));
}

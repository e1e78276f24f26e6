import { isObject, type Written } from './json-text.ts';
import { readConditions } from './parse-conditions.ts';
import type { PatternList, Statement, StatementRef } from './statement.ts';
import { actionPatterns, everything, isAscii, isWidened, resourcePatterns } from './widening.ts';

const names = [
  ...['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource'],
  ...['Principal', 'NotPrincipal', 'Condition'],
];
const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));

type Read = (texts: readonly string[], widened: boolean) => string[];

/**
 * Reads one statement. One that is written in two ways at once (Action beside NotAction, a member twice) becomes several, each
 * with one reading.
 */
export function readStatement(
  written: Written,
  place: Omit<StatementRef, 'sid'>,
  complain: (says: string) => void,
): Statement[] {
  let sound = true;
  const object = (says: string) => {
    sound = false;
    complain(says);
  };
  if (!isObject(written)) {
    object('It has to be an object');
    return [];
  }
  const members = new Map<string, Written[]>();
  for (const [name, value] of written.members) {
    const known = spelling.get(name.toLowerCase());
    if (known === undefined) object(`“${name}” is not a member of a statement`);
    else if (known !== name) object(`“${name}” is written ${known}`);
    if (known === undefined) continue;
    const before = members.get(known);
    if (before) object(`${known} is there twice`);
    members.set(known, [...(before ?? []), value]);
  }
  const isBoth = (name: string) => members.has(name) && members.has(`Not${name}`);
  const effect = readEffect(members.get('Effect') ?? [], object);
  const lists = (name: string, read: Read, check: (texts: readonly string[]) => void): PatternList[] =>
    [name, `Not${name}`].flatMap((member) => {
      const except = member !== name;
      return (members.get(member) ?? []).map((value) => {
        const texts = readTexts(value, member, object);
        check(texts);
        return { except, patterns: read(texts, isWidened(effect, except)) };
      });
    });
  const actions = lists('Action', actionPatterns, (texts) => checkActions(texts, object));
  const resources = lists('Resource', resourcePatterns, (texts) => checkResources(texts, object));
  const principals = lists(
    'Principal',
    (texts) => [...texts],
    () => undefined,
  );
  if (isBoth('Action')) object('Only one of Action and NotAction can be there');
  if (actions.length === 0) object('Action is missing');
  if (isBoth('Resource')) object('Only one of Resource and NotResource can be there');
  if (resources.length === 0 && principals.length === 0) object('Resource is missing');
  const blocks = members.get('Condition') ?? [];
  const conditions = blocks.flatMap((block) => readConditions(block, object));
  const sid = members.get('Sid')?.[0];
  const ref = typeof sid === 'string' && sid !== '' ? { ...place, sid } : place;
  return actions.flatMap((action) =>
    (resources.length === 0 ? [everything] : resources).map((resource) => ({
      ref,
      effect,
      actions: action,
      resources: resource,
      // Written twice, only one of the two may count: then none is relied on.
      conditions: blocks.length > 1 ? [] : conditions,
      ...(principals[0] === undefined ? {} : { principals: principals[0] }),
      sound,
    })),
  );
}

/** Deny only where every reading of it is Deny. */
function readEffect(values: readonly Written[], complain: (says: string) => void): 'Allow' | 'Deny' {
  if (values.length === 0) complain('Effect is missing');
  for (const value of values) {
    if (value !== 'Allow' && value !== 'Deny')
      complain(`Effect has to be Allow or Deny, not ${quoted(value)}`);
  }
  const denies = (value: Written) => typeof value === 'string' && value.toLowerCase() === 'deny';
  return values.length > 0 && values.every(denies) ? 'Deny' : 'Allow';
}

/** The texts of a member: a single one, a list, or for a principal an object of lists. */
function readTexts(value: Written, member: string, complain: (says: string) => void): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) {
    if (value.length === 0) complain(`${member} is empty`);
    return (value as readonly Written[]).flatMap((item) => {
      if (typeof item !== 'string') complain(`${member} has a value that is no text: ${quoted(item)}`);
      return readTexts(item, member, complain);
    });
  }
  if (value !== null && isObject(value) && member.endsWith('Principal')) {
    return value.members.flatMap(([kind, names]) =>
      readTexts(names, kind, complain).map((name) => `${kind.toLowerCase()}:${name}`),
    );
  }
  if (typeof value === 'object') {
    complain(`${member} has to be a text or a list of texts`);
    return [];
  }
  return [String(value)];
}

function checkActions(texts: readonly string[], complain: (says: string) => void): void {
  for (const text of texts) {
    if (text === '*') continue;
    if (!isAscii(text)) complain(`${quoted(text)} has letters that no action has`);
    else if (!/^[a-zA-Z0-9*?-]+:[a-zA-Z0-9*?-]+$/.test(text)) {
      complain(`${quoted(text)} is not an action. Write it like s3:GetObject`);
    }
  }
}

function checkResources(texts: readonly string[], complain: (says: string) => void): void {
  for (const text of texts) {
    if (text === '*') continue;
    if (!isAscii(text)) complain(`${quoted(text)} has letters that no resource has`);
    else if (!/^[a-z*?]+:[^:]*:[^:]*:[^:]*:[^:]*:./.test(text)) {
      complain(`${quoted(text)} is not a resource. Write it as an ARN or “*”`);
    }
  }
}

const quoted = (value: Written): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
};

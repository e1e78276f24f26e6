import { allowanceWords } from './allowance-words.ts';
import { type AccessLevel, type AwsAction, actionsOf } from './aws-actions.ts';
import { conditionWords } from './condition-words.ts';
import { covers, isPattern } from './glob.ts';
import { namer } from './powers.ts';
import { resourceWords } from './resource-words.ts';
import type { PatternList, Statement } from './statement.ts';

/** What is allowed (or denied) in one service, on the same resources under the same conditions. */
export interface Allowance {
  /** The prefix of the actions; `*` for every service. */
  readonly service: string;
  readonly levels: readonly AccessLevel[];
  /** Every action that the service has. */
  readonly everything: boolean;
  /** As AWS writes them, in the alphabet's order; empty for every service. */
  readonly actions: readonly string[];
  readonly resources: string;
  readonly conditions: readonly string[];
  /** `Lists and reads`, and how the service is called: for one sentence about several. */
  readonly verbs: string;
  readonly called: string;
  /** The actions in brackets, where they are few. */
  readonly names: string;
  /** `Reads and lists Amazon S3: bucket logs, only from 198.51.100.0/24.` */
  readonly text: string;
}

/** What is left of an action of a statement; see `Powers`. */
export type Left = (statement: Statement, action: string) => readonly PatternList[];

interface Gathered {
  readonly service: string;
  readonly resources: string;
  readonly conditions: readonly string[];
  readonly actions: Map<string, AccessLevel>;
}

/** What the statements name, service by service, broadest first. `services` stand for a wildcard in a service's place. */
export function allowances(
  statements: readonly Statement[],
  left: Left,
  services: readonly string[] = [],
): Allowance[] {
  const gathered = new Map<string, Gathered>();
  const texts = new Map<PatternList, string>();
  const wordsOf = (list: PatternList) => {
    const text = texts.get(list) ?? resourceWords(list);
    texts.set(list, text);
    return text;
  };
  const everywhere: Allowance[] = [];
  for (const statement of statements) {
    const conditions = statement.conditions.map(conditionWords);
    const { except, patterns } = statement.actions;
    const wild = except || patterns.some((pattern) => isPattern(prefixOf(pattern)));
    const named = except ? [] : patterns.map(prefixOf).filter((prefix) => !isPattern(prefix));
    if (wild && services.length === 0) {
      everywhere.push(inEveryService(statement, wordsOf(statement.resources), conditions));
    }
    for (const service of new Set([...named, ...(wild ? services : [])])) {
      const groups = new Map<PatternList, Gathered>();
      const groupOf = (list: PatternList) => {
        const resources = wordsOf(list);
        const key = JSON.stringify([service, resources, conditions]);
        const group = gathered.get(key) ?? { service, resources, conditions, actions: new Map() };
        gathered.set(key, group);
        groups.set(list, group);
        return group;
      };
      for (const { name, id, level } of matching(service, statement.actions)) {
        for (const list of left(statement, id)) (groups.get(list) ?? groupOf(list)).actions.set(name, level);
      }
    }
  }
  return [...everywhere, ...[...gathered.values()].map(told).toSorted(byBreadth)];
}

const prefixOf = (pattern: string) => pattern.slice(0, Math.max(0, pattern.indexOf(':'))) || '*';

/** The actions of a service that the list names. One that AWS doesn't know is taken at its word. */
function matching(service: string, { except, patterns }: PatternList): readonly AwsAction[] {
  const named = namer({ except, patterns });
  const found = actionsOf(service).filter(({ id }) => named(id));
  if (except) return found;
  const names = patterns
    .filter((pattern) => covers(prefixOf(pattern), service))
    .map((pattern) => (pattern === '*' ? '*' : pattern.slice(pattern.indexOf(':') + 1)));
  const known = new Set(found.map(({ name }) => name.toLowerCase()));
  const strange = found.length === 0 ? names : names.filter((name) => !isPattern(name) && !known.has(name));
  return [
    ...found,
    ...[...new Set(strange)].map((name) => ({ name, id: `${service}:${name}`, level: 'unknown' as const })),
  ];
}

function told({ service, resources, conditions, actions }: Gathered): Allowance {
  const names = [...actions.keys()].toSorted();
  const known = actionsOf(service).length;
  const everything = known > 0 && names.length === known;
  const levels = [...new Set(actions.values())];
  const told = { service, levels, everything, actions: names, resources, conditions };
  return { ...told, ...allowanceWords(told) };
}

function inEveryService(statement: Statement, resources: string, conditions: readonly string[]): Allowance {
  const { except, patterns } = statement.actions;
  const levels = ['list', 'read', 'tag', 'write', 'permissions'] as const;
  const everything = !except && patterns.some((pattern) => pattern === '*' || pattern === '*:*');
  const told = { service: '*', levels, everything, actions: [], resources, conditions };
  const named = everything ? [] : patterns.filter((pattern) => except || isPattern(prefixOf(pattern)));
  return { ...told, ...allowanceWords(told, { except, patterns: named }) };
}

const byBreadth = (one: Allowance, other: Allowance) =>
  Number(other.everything) - Number(one.everything) || (one.service < other.service ? -1 : 1);

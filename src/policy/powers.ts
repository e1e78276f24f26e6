import { covers, isPattern, matcher, meets } from './glob.ts';
import { makeReaching, type Reach } from './reach.ts';
import type { PatternList, Statement } from './statement.ts';

/** An Allow statement that allows an action, with the resources that no Deny and no boundary takes away. */
export interface Grant {
  readonly statement: Statement;
  readonly resources: PatternList;
}

export interface Powers {
  /** Who allows an action (in lower case, no pattern), and on what. Conditions are left out of account. */
  grants(action: string): readonly Grant[];
  /** Those of them that reach what is meant. */
  reaching(action: string, reach: Reach): readonly Grant[];
  /** The resources on which a statement that names the action still allows it. */
  left(statement: Statement, action: string): readonly PatternList[];
}

/**
 * What statements allow together. Only a Deny without conditions that was written soundly counts: any other leaves a way open.
 * Within a boundary, only what some Allow of the boundary names as well.
 */
export function makePowers(statements: readonly Statement[], boundary?: readonly Statement[]): Powers {
  const rules = [...statements, ...(boundary ?? [])].map(makeRule);
  const denies = rules.filter(({ statement }) => statement.effect === 'Deny' && isFirm(statement));
  const allows = rules.slice(0, statements.length).filter(({ statement }) => statement.effect === 'Allow');
  const limits = rules.slice(statements.length).filter(({ statement }) => statement.effect === 'Allow');
  const deniers = new Map<string, readonly Rule[]>();
  const deniersOf = (resource: string) => {
    const found =
      deniers.get(resource) ?? denies.filter((deny) => listCoversText(deny.statement.resources, resource));
    deniers.set(resource, found);
    return found;
  };
  const undenied = (action: string, resources: PatternList): PatternList => {
    if (resources.except) {
      const isDenied = denies.some(
        (deny) => deny.names(action) && listCovers(deny.statement.resources, resources),
      );
      return isDenied ? nothing : resources;
    }
    const open = resources.patterns.filter((one) => !deniersOf(one).some((deny) => deny.names(action)));
    return open.length === resources.patterns.length ? resources : { except: false, patterns: open };
  };
  const shared = new Map<PatternList, Map<PatternList, PatternList>>();
  const within = (action: string, resources: PatternList): readonly PatternList[] => {
    if (boundary === undefined) return [resources];
    const limiting = limits.filter((limit) => limit.names(action));
    const met = shared.get(resources) ?? new Map<PatternList, PatternList>();
    shared.set(resources, met);
    return limiting.map((limit) => {
      const found = met.get(limit.statement.resources) ?? common(resources, limit.statement.resources);
      met.set(limit.statement.resources, found);
      return found;
    });
  };
  const left = ({ resources }: Statement, action: string): readonly PatternList[] =>
    within(action, undenied(action, resources))
      .map((inside) => undenied(action, inside))
      .filter(({ except, patterns }) => except || patterns.length > 0);
  const inService = new Map<string, readonly Rule[]>();
  const allowsIn = (action: string): readonly Rule[] => {
    const service = action.slice(0, action.indexOf(':'));
    const found = inService.get(service) ?? allows.filter(({ services }) => services?.has(service) ?? true);
    inService.set(service, found);
    return found;
  };
  const known = new Map<string, readonly Grant[]>();
  const reachesOf = makeReaching();
  const reached = new Map<string, readonly Grant[]>();
  const grants = (action: string): readonly Grant[] => {
    const before = known.get(action);
    if (before) return before;
    const found = allowsIn(action)
      .filter((allow) => allow.names(action))
      .flatMap(({ statement }) => left(statement, action).map((resources) => ({ statement, resources })));
    known.set(action, found);
    return found;
  };
  return {
    grants,
    left,
    reaching(action, reach) {
      const granted = grants(action);
      // Most actions are granted by nothing: then it needn't be known what they reach.
      if (granted.length === 0) return granted;
      const key = `${reach} ${action}`;
      const before = reached.get(key);
      if (before) return before;
      const reaches = reachesOf(action, reach);
      // What is in common with a boundary may be told too widely; the statement itself has to reach it as well.
      const found = granted.filter(
        ({ statement, resources }) => reaches(resources) && reaches(statement.resources),
      );
      reached.set(key, found);
      return found;
    },
  };
}

interface Rule {
  readonly statement: Statement;
  /** Those that it names something of; undefined if it may be any. */
  readonly services: ReadonlySet<string> | undefined;
  names(action: string): boolean;
}

const nothing: PatternList = { except: false, patterns: [] };
/** Whether a Deny holds always and was written as AWS takes it. */
export const isFirm = ({ sound, conditions }: Statement) => sound && conditions.length === 0;

function makeRule(statement: Statement): Rule {
  const { except, patterns } = statement.actions;
  const services = patterns.map((pattern) => pattern.slice(0, Math.max(0, pattern.indexOf(':'))));
  const isOpen = except || services.some((service) => service === '' || isPattern(service));
  return { statement, services: isOpen ? undefined : new Set(services), names: namer(statement.actions) };
}

type Matches = (text: string) => boolean;

/** Whether a list of actions names one. Patterns are looked at only where the service fits. */
export function namer({ except, patterns }: PatternList): Matches {
  const exact = new Set<string>();
  const anywhere: Matches[] = [];
  const inService: { readonly prefix: string; readonly patterns: Matches[] }[] = [];
  for (const pattern of new Set(patterns)) {
    const prefix = pattern.slice(0, pattern.indexOf(':') + 1);
    if (!isPattern(pattern)) exact.add(pattern);
    else if (prefix === '' || isPattern(prefix)) anywhere.push(matcher(pattern));
    else {
      const same = inService.find((one) => one.prefix === prefix);
      if (same) same.patterns.push(matcher(pattern));
      else inService.push({ prefix, patterns: [matcher(pattern)] });
    }
  }
  return (action) => {
    if (exact.has(action)) return !except;
    for (const matches of anywhere) if (matches(action)) return !except;
    for (const { prefix, patterns: own } of inService) {
      if (!action.startsWith(prefix)) continue;
      for (const matches of own) if (matches(action)) return !except;
    }
    return except;
  };
}

/** Whether everything that matches the text or pattern is in the list. */
function listCoversText({ except, patterns }: PatternList, text: string): boolean {
  return except
    ? !patterns.some((pattern) => meets(pattern, text))
    : patterns.some((pattern) => covers(pattern, text));
}

/** Whether everything in `inner` is in `outer`. Never wrongly true. */
export function listCovers(outer: PatternList, inner: PatternList): boolean {
  if (!inner.except) return inner.patterns.every((pattern) => listCoversText(outer, pattern));
  if (!outer.except) return outer.patterns.includes('*');
  return outer.patterns.every((pattern) => inner.patterns.some((other) => covers(other, pattern)));
}

/** What two lists have in common; rather too much than too little. */
export function common(one: PatternList, other: PatternList): PatternList {
  if (one.except && other.except) return { except: true, patterns: [...one.patterns, ...other.patterns] };
  if (one.except) return common(other, one);
  if (other.except) {
    const isOut = (text: string) => other.patterns.some((pattern) => covers(pattern, text));
    return { except: false, patterns: one.patterns.filter((pattern) => !isOut(pattern)) };
  }
  const patterns = one.patterns.flatMap((left) =>
    other.patterns.flatMap((right) => {
      if (covers(left, right)) return [right];
      return meets(left, right) ? [left] : [];
    }),
  );
  return { except: false, patterns: [...new Set(patterns)] };
}

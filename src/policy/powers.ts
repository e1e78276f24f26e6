import { covers, isPattern, meets } from './glob.ts';
import type { PatternList, Statement } from './statement.ts';

/** An Allow statement that allows an action, with the resources that no Deny and no boundary takes away. */
export interface Grant {
  readonly statement: Statement;
  readonly resources: PatternList;
}

export interface Powers {
  /** Who allows an action (in lower case, no pattern), and on what. Conditions are left out of account. */
  grants(action: string): readonly Grant[];
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
  const left = (action: string, resources: PatternList): PatternList => {
    if (resources.except) {
      const isDenied = denies.some(
        (deny) => deny.names(action) && listCovers(deny.statement.resources, resources),
      );
      return isDenied ? nothing : resources;
    }
    const open = resources.patterns.filter((one) => !deniersOf(one).some((deny) => deny.names(action)));
    return open.length === resources.patterns.length ? resources : { except: false, patterns: open };
  };
  const within = (action: string, resources: PatternList): readonly PatternList[] => {
    if (boundary === undefined) return [resources];
    const limiting = limits.filter((limit) => limit.names(action));
    return limiting.map((limit) => common(resources, limit.statement.resources));
  };
  const known = new Map<string, readonly Grant[]>();
  return {
    grants(action) {
      const before = known.get(action);
      if (before) return before;
      const grants = allows
        .filter((allow) => allow.names(action))
        .flatMap(({ statement }) =>
          within(action, statement.resources)
            .map((resources) => ({ statement, resources: left(action, resources) }))
            .filter(({ resources }) => resources.except || resources.patterns.length > 0),
        );
      known.set(action, grants);
      return grants;
    },
  };
}

interface Rule {
  readonly statement: Statement;
  names(action: string): boolean;
}

const nothing: PatternList = { except: false, patterns: [] };
/** Whether a Deny holds always and was written as AWS takes it. */
export const isFirm = ({ sound, conditions }: Statement) => sound && conditions.length === 0;

function makeRule(statement: Statement): Rule {
  const { except, patterns } = statement.actions;
  const exact = new Set(patterns.filter((pattern) => !isPattern(pattern)));
  const wild = patterns.filter(isPattern);
  return {
    statement,
    names: (action) => (exact.has(action) || wild.some((pattern) => covers(pattern, action))) !== except,
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

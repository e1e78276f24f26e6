import { listCovers } from './powers.ts';
import { parseNetwork } from './source-network.ts';
import { type Condition, type Statement, statementName } from './statement.ts';

export interface NetworkBinding {
  /** Whether nothing is allowed but from the places in `to`. */
  readonly binds: boolean;
  readonly to: readonly string[];
  /** Why not, a sentence for each statement that is open. */
  readonly reasons: readonly string[];
}

const places = ['aws:sourceip', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip'];
const byService = ['aws:viaawsservice', 'aws:principalisawsservice'];

/**
 * Whether each Allow is bound to networks: by a condition of its own, by a Deny that covers it, or by a boundary that allows
 * nothing but from there. A call that an AWS service makes on the user's behalf may come from elsewhere
 * (IAM User Guide, “AWS: Denies access to AWS based on the source IP”).
 */
export function networkBinding(
  statements: readonly Statement[],
  boundary: readonly Statement[] = [],
): NetworkBinding {
  const limits = boundary.filter(({ effect }) => effect === 'Allow');
  const denies = [...statements, ...boundary].flatMap((statement) => {
    const to = statement.effect === 'Deny' && statement.sound ? boundByDeny(statement.conditions) : undefined;
    return to === undefined ? [] : [{ statement, to }];
  });
  const bound = limits.map(({ conditions }) => boundByAllow(conditions));
  if (bound.length > 0 && bound.every(Array.isArray)) {
    return { binds: true, to: [...new Set(bound.flat())], reasons: [] };
  }
  const to = new Set<string>();
  const reasons: string[] = [];
  for (const allow of statements.filter(({ effect }) => effect === 'Allow')) {
    const own = boundByAllow(allow.conditions);
    const deny = denies.find(
      ({ statement }) =>
        listCovers(statement.actions, allow.actions) && listCovers(statement.resources, allow.resources),
    );
    const bounds = deny?.to ?? own;
    if (typeof bounds === 'string') reasons.push(`${capital(statementName(allow.ref))} ${bounds}.`);
    else for (const place of bounds) to.add(place);
  }
  return { binds: reasons.length === 0, to: [...to].toSorted(), reasons: [...new Set(reasons)] };
}

/** The places an Allow is bound to, or in words why it isn't. Conditions are joined by “and”: one that binds is enough. */
function boundByAllow(conditions: readonly Condition[]): readonly string[] | string {
  let why = 'is not bound to any network';
  for (const condition of conditions) {
    const { key, operator, ifExists, quantifier, values } = condition;
    if (
      byService.includes(key) &&
      operator === 'bool' &&
      !ifExists &&
      !quantifier &&
      values.join() === 'true'
    ) {
      return [];
    }
    if (!places.includes(key)) continue;
    if (ifExists) why = `holds as well where ${key} is not known (IfExists)`;
    else if (quantifier) why = `holds as well where ${key} is not known (${quantifier})`;
    else {
      const named = namedPlaces(condition, 'ipaddress', 'stringequals');
      if (typeof named !== 'string') return named;
      why = named;
    }
  }
  return why;
}

/** The places outside of which a Deny always applies; undefined if something else has to come together. */
function boundByDeny(conditions: readonly Condition[]): readonly string[] | undefined {
  const to: string[] = [];
  for (const condition of conditions) {
    const { key, operator, quantifier, values } = condition;
    if (quantifier) return undefined;
    if (byService.includes(key) && operator === 'bool' && values.join() === 'false') continue;
    const named = places.includes(key) ? namedPlaces(condition, 'notipaddress', 'stringnotequals') : '';
    if (typeof named === 'string') return undefined;
    to.push(...named);
  }
  return to.length === 0 ? undefined : to;
}

/** The places that a condition names with the operator that fits its key, or in words what is wrong with it. */
function namedPlaces({ key, operator, values }: Condition, byAddress: string, byName: string) {
  if (!key.endsWith('ip')) {
    if (operator !== byName) return `compares ${key} by ${operator}, which doesn’t bind`;
    return values.some((value) => !/^vpce?-[0-9a-f]+$/.test(value)) ? `names ${key} by no plain id` : values;
  }
  if (operator !== byAddress) return `compares ${key} by ${operator}, which doesn’t bind`;
  for (const value of values) {
    const network = parseNetwork(value);
    if ('problem' in network) return `names “${value}”, which is no network`;
    if (network.prefixLength < (network.family === 4 ? 8 : 16)) return `names ${value}: half the internet`;
  }
  return values.length === 0 ? `names no ${key}` : values;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

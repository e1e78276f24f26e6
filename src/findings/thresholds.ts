import type { RuleId, Severity } from '../domain/finding.ts';
import type { Account } from '../domain/house.ts';
import type { Staleness, StalenessException, Thresholds } from '../domain/staleness.ts';
import { type Tag, tagValue } from '../domain/user.ts';

/** What the configuration says about one user or account. */
export interface Measure {
  readonly thresholds: Thresholds;
  readonly severities: Readonly<Partial<Record<RuleId, Severity>>>;
  readonly off: ReadonlySet<RuleId>;
}

interface Measured {
  readonly kind?: 'service' | 'human';
  readonly tags?: readonly Tag[];
}

/** Finds the measure of each user of an account; users to whom the same exceptions apply share one. */
export function makeMeasure(staleness: Staleness, account: Account): (of: Measured) => Measure {
  const usual: Measure = { ...staleness, off: new Set(staleness.off) };
  const near = staleness.exceptions.filter(({ when }) => isNear(when, account));
  if (near.length === 0) return () => usual;
  const made = new Map<string, Measure>();
  return (of) => {
    const holding = near.filter(({ when }) => holds(when, of));
    if (holding.length === 0) return usual;
    const key = near.map((exception) => (holding.includes(exception) ? '1' : '0')).join('');
    const measure = made.get(key) ?? withExceptions(usual, holding);
    made.set(key, measure);
    return measure;
  };
}

function isNear(when: StalenessException['when'], account: Account): boolean {
  return (
    (when.account?.includes(account.id) ?? true) && (when.environment?.includes(account.environment) ?? true)
  );
}

function holds(when: StalenessException['when'], { kind, tags = [] }: Measured): boolean {
  if (when.kind !== undefined && (kind === undefined || !when.kind.includes(kind))) return false;
  if (when.tag === undefined) return true;
  const value = tagValue(tags, when.tag.key);
  return value !== undefined && (when.tag.value === undefined || when.tag.value === value);
}

/** The first that names a threshold decides, so the last are laid down first. */
function withExceptions(usual: Measure, holding: readonly StalenessException[]): Measure {
  return holding.toReversed().reduce<Measure>(
    (measure, { thresholds, severities, off }) => ({
      thresholds: { ...measure.thresholds, ...thresholds },
      severities: { ...measure.severities, ...severities },
      off: new Set([...measure.off, ...off]),
    }),
    usual,
  );
}

import { type Forbidden, forbidden } from './forbidden.ts';
import { covers } from './glob.ts';
import { escalationPaths } from './paths/index.ts';
import type { EscalationPath, Need, Way } from './paths/path.ts';
import type { Grant, Powers } from './powers.ts';
import type { Condition, Statement, StatementRef } from './statement.ts';

/** A way that stands open, and what opens it. */
export interface Open<W extends Way = Way> {
  readonly path: W;
  /** Those that open it, each once. */
  readonly statements: readonly StatementRef[];
  /** `alone`: by what is asked for. `together`: with what is held already. `already`: by what is held alone. */
  readonly opened: 'alone' | 'together' | 'already';
  /** The documents held already that it takes; empty if it is opened alone. */
  readonly togetherWith: readonly string[];
}

export type IsHeld = (statement: Statement) => boolean;

/** The paths that these powers open. `isHeld` tells the statements that the user has anyway from those asked for. */
export function findEscalations(powers: Powers, isHeld: IsHeld): Open<EscalationPath>[] {
  return escalationPaths.flatMap((path) => {
    const found = path.needs.map((need) => grantsFor(powers, need));
    return found.some((grants) => grants.length === 0) ? [] : [openedBy(path, found, isHeld)];
  });
}

/** What the powers allow that no bundle may carry. */
export function findForbidden(powers: Powers, isHeld: IsHeld): Open<Forbidden>[] {
  return forbidden.flatMap((one) => {
    const grants = one.actions.flatMap((action) => powers.reaching(action, 'some'));
    return grants.length === 0 ? [] : [openedBy(one, [grants], isHeld)];
  });
}

function openedBy<W extends Way>(path: W, found: readonly (readonly Grant[])[], isHeld: IsHeld): Open<W> {
  // Where both sides meet a need, the asked one is named: it is what is being decided about.
  const asked = found.map((grants) => grants.filter(({ statement }) => !isHeld(statement)));
  const held = found.map((grants) => grants.filter(({ statement }) => isHeld(statement)));
  const isAlone = asked.every((grants) => grants.length > 0);
  const isAlready = !isAlone && held.every((grants) => grants.length > 0);
  const chosen = isAlready
    ? held
    : asked.map((grants, at) => (grants.length > 0 ? grants : (held[at] ?? [])));
  const statements = [
    ...new Set(chosen.flatMap((grants) => grants.slice(0, 1).map(({ statement }) => statement))),
  ];
  return {
    path,
    statements: [...new Set(statements.map(({ ref }) => ref))],
    opened: isAlone ? 'alone' : isAlready ? 'already' : 'together',
    togetherWith: [...new Set(statements.filter(isHeld).map(({ ref }) => ref.document))],
  };
}

function grantsFor(powers: Powers, { action, reach, passedTo }: Need): readonly Grant[] {
  const grants = powers.reaching(action, reach);
  if (passedTo === undefined) return grants;
  return grants.filter(({ statement }) =>
    passedTo.some((service) => mayPassTo(statement.conditions, service)),
  );
}

/** Whether `iam:PassedToService` lets the role go to the service. Of all conditions this alone closes a path. */
function mayPassTo(conditions: readonly Condition[], service: string): boolean {
  return conditions.every(({ operator, quantifier, ifExists, key, values }) => {
    if (key !== 'iam:passedtoservice' || ifExists || quantifier) return true;
    const named = values.some((value) => value.includes('$') || covers(value.toLowerCase(), service));
    if (['stringequals', 'stringequalsignorecase', 'stringlike'].includes(operator)) return named;
    return !(operator === 'stringnotequals' && values.includes(service));
  });
}

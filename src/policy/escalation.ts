import { covers } from './glob.ts';
import { escalationPaths } from './paths/index.ts';
import type { EscalationPath, Need } from './paths/path.ts';
import type { Grant, Powers } from './powers.ts';
import { reaches } from './reach.ts';
import type { Condition, Statement, StatementRef } from './statement.ts';

/** A known way to more permissions that is open. */
export interface Escalation {
  readonly path: EscalationPath;
  /** Those that open it, each once. */
  readonly statements: readonly StatementRef[];
  /** `alone`: by what is asked for. `together`: with what is held already. `already`: by what is held alone. */
  readonly opened: 'alone' | 'together' | 'already';
  /** The documents held already that it takes; empty if it is opened alone. */
  readonly togetherWith: readonly string[];
}

/** The paths that these powers open. `isHeld` tells the statements that the user has anyway from those asked for. */
export function findEscalations(powers: Powers, isHeld: (statement: Statement) => boolean): Escalation[] {
  return escalationPaths.flatMap((path) => {
    const found = path.needs.map((need) => grantsFor(powers, need));
    if (found.some((grants) => grants.length === 0)) return [];
    // Where both sides meet a need, the asked one is named: it is what is being decided about.
    const asked = found.map((grants) => grants.filter(({ statement }) => !isHeld(statement)));
    const held = found.map((grants) => grants.filter(({ statement }) => isHeld(statement)));
    const isAlone = asked.every((grants) => grants.length > 0);
    const isAlready = !isAlone && held.every((grants) => grants.length > 0);
    const opened = isAlone ? 'alone' : isAlready ? 'already' : 'together';
    const chosen = isAlready
      ? held
      : asked.map((grants, at) => (grants.length > 0 ? grants : (held[at] ?? [])));
    const statements = [
      ...new Set(chosen.flatMap((grants) => grants.slice(0, 1).map(({ statement }) => statement))),
    ];
    const togetherWith = [...new Set(statements.filter(isHeld).map(({ ref }) => ref.document))];
    return [{ path, statements: statements.map(({ ref }) => ref), opened, togetherWith } as const];
  });
}

function grantsFor(powers: Powers, { action, reach, passedTo }: Need): readonly Grant[] {
  return powers.grants(action).filter(({ statement, resources }) => {
    if (passedTo && !passedTo.some((service) => mayPassTo(statement.conditions, service))) return false;
    return reaches(resources, action, reach);
  });
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

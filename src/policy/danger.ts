import { administratorBy } from './administrator.ts';
import { type Escalation, findEscalations } from './escalation.ts';
import { type NetworkBinding, networkBinding } from './network-binding.ts';
import { type PolicyText, parsePolicy } from './parse.ts';
import { makePowers } from './powers.ts';
import type { StatementRef } from './statement.ts';

/** The part of a `Judgement` by which a user is dangerous. */
export interface Danger {
  readonly administratorBy: readonly StatementRef[];
  readonly escalations: readonly Escalation[];
  readonly network: NetworkBinding;
  readonly unreadable: readonly string[];
}

/** As `judge`, without the words about everything that is allowed: for very many users. */
export function dangerOf(documents: readonly PolicyText[], boundary?: PolicyText): Danger {
  const read = documents.map(parsePolicy);
  const limit = boundary === undefined ? undefined : parsePolicy(boundary);
  // A boundary that can't be read stops nothing.
  const limits = limit?.readable ? limit.statements : undefined;
  const statements = read.flatMap((document) => document.statements);
  const powers = makePowers(statements, limits);
  const all = limit === undefined ? read : [...read, limit];
  return {
    administratorBy: administratorBy(powers),
    escalations: findEscalations(powers, () => false),
    network: networkBinding(statements, limits),
    unreadable: all.filter(({ readable }) => !readable).map(({ name }) => name),
  };
}

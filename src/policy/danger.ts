import { administratorBy } from './administrator.ts';
import { findEscalations } from './escalation.ts';
import { type Judgement, readIdentity } from './judge.ts';
import { networkBinding } from './network-binding.ts';
import type { PolicyText } from './parse.ts';
import { makePowers } from './powers.ts';

/** The part of a judgement by which a user is dangerous. */
export type Danger = Pick<Judgement, 'administratorBy' | 'escalations' | 'network' | 'unreadable'>;

/**
 * As `judge` says it, without the words about everything that is allowed: for very many users. `readText` may remember documents
 * that many of them have.
 */
export function dangerOf(
  documents: readonly PolicyText[],
  boundary?: PolicyText,
  readText: typeof readIdentity = readIdentity,
): Danger {
  const read = documents.map((document) => readText(document));
  const limit = boundary === undefined ? undefined : readText(boundary);
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

import type { Allowance } from './allowance.ts';
import type { Judgement } from './judge.ts';
import { listWords } from './resource-words.ts';

/** Of more sentences, the actions are no longer named one by one. */
const namedAtMost = 8;

/** What is allowed: a sentence for each service, or for several that are treated alike. Nothing is left out. */
export function accessSentences(allows: readonly Allowance[]): readonly string[] {
  const groups = new Map<string, Allowance[]>();
  for (const allowance of allows) {
    const { verbs, names, resources, conditions, service } = allowance;
    const own = service === '*' ? allowance.text : allows.length > namedAtMost ? '' : names;
    const alike = JSON.stringify([verbs, own, resources, conditions]);
    groups.set(alike, [...(groups.get(alike) ?? []), allowance]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return first?.text ?? '';
    const services = listWords(group.map(({ called }) => called));
    const all = group.length < 4 ? services : `${group.length} services (${services})`;
    return `${first.verbs} ${all}: ${[first.resources, ...first.conditions].join(', ')}.`;
  });
}

/** What the boundary changes about it; undefined if it changes nothing that matters. */
export function boundaryWords({ boundaryStops, allows }: Judgement): string | undefined {
  if (allows.length === 0) return 'Nothing is left within the boundary';
  const ways = boundaryStops.paths.length;
  if (boundaryStops.administrator) return 'The boundary alone keeps it from being an administrator';
  if (ways === 0) return undefined;
  return `The boundary alone stops ${ways === 1 ? 'a known way' : `${ways} known ways`} to more permissions`;
}

/** Why the key isn't bound to its networks after all; undefined if it is. */
export function unboundWords({ network }: Judgement): string | undefined {
  if (network.binds) return undefined;
  const [first = '', ...others] = network.reasons;
  return `${first.charAt(0).toLowerCase()}${first.slice(1).replace(/\.$/, '')}${others.length > 0 ? `, and ${others.length} more` : ''}`;
}

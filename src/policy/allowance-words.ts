import type { AccessLevel } from './aws-actions.ts';
import { serviceOf } from './aws-actions.ts';
import { listWords } from './resource-words.ts';
import type { PatternList } from './statement.ts';

interface Told {
  readonly service: string;
  readonly levels: readonly AccessLevel[];
  readonly everything: boolean;
  readonly actions: readonly string[];
  readonly resources: string;
  readonly conditions: readonly string[];
}

/** So many actions are named one by one. */
const namedAtMost = 4;
const removing = /^(Batch)?(Delete|Terminate|Remove|Destroy|Purge|Deregister|Empty)/;

/** One sentence for an approver. `every` says what a statement about every service names, or leaves out. */
export function allowanceText(name: string | undefined, told: Told, every?: PatternList): string {
  const where = told.service === '*' ? 'every service' : (name ?? `an unknown service “${told.service}”`);
  const does = every ? everyService(every) : `${verbs(told)} ${where}${actionNames(told)}`;
  return `${does}: ${[told.resources, ...told.conditions].join(', ')}.`;
}

function verbs({ levels, everything, actions }: Told): string {
  if (everything) return 'Does everything in';
  const written = levels.includes('write');
  const removes = written && actions.some((action) => removing.test(action));
  const changes = written && actions.some((action) => !removing.test(action) && !readsOnly(action));
  const words = [
    ...(levels.includes('list') ? ['lists'] : []),
    ...(levels.includes('read') ? ['reads'] : []),
    ...(levels.includes('tag') ? ['tags'] : []),
    ...(changes ? ['changes'] : []),
    ...(removes ? ['deletes'] : []),
    ...(levels.includes('permissions') ? ['grants access to'] : []),
  ];
  const text = listWords(words, words.length);
  return text === '' ? 'Uses' : text.charAt(0).toUpperCase() + text.slice(1);
}

/** By name a reading action, though AWS counts it as writing or not at all. */
const readsOnly = (action: string) => /^(Get|List|Describe)/.test(action);

function actionNames({ actions, everything, levels }: Told): string {
  if (levels.includes('unknown')) return ` (${listWords(actions, namedAtMost)}: not all of them known)`;
  return everything || actions.length === 0 || actions.length > namedAtMost ? '' : ` (${actions.join(', ')})`;
}

function everyService({ except, patterns }: PatternList): string {
  const names = patterns.map((pattern) => {
    const [prefix = '', action] = pattern.split(':');
    return action === '*' ? (serviceOf(prefix)?.name ?? prefix) : pattern;
  });
  if (names.length === 0) return 'Does everything in every service';
  const list = listWords(names, 6);
  return except ? `Does everything in every service but ${list}` : `Does whatever is called ${list}`;
}

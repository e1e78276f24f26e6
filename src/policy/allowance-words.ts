import type { AccessLevel } from './aws-actions.ts';
import { actionsOf, serviceOf } from './aws-actions.ts';
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

/** One sentence for an approver, and its parts. `every` says what a statement about every service names, or leaves out. */
export function allowanceWords(told: Told, every?: PatternList) {
  const { service, resources, conditions } = told;
  const called = service === '*' ? 'every service' : shortName(serviceOf(service)?.name, service);
  const role = ofRoles(told);
  const does = role ?? verbs(told);
  const names = role === undefined && service !== '*' ? actionNames(told) : '';
  const what = every ? everyService(every) : role === undefined ? `${does} ${called}${names}` : does;
  return { verbs: does, called, names, text: `${what}: ${[resources, ...conditions].join(', ')}.` };
}

/** `AWS Identity and Access Management (IAM)` is called IAM. */
const shortName = (name: string | undefined, service: string) =>
  name === undefined ? `an unknown service “${service}”` : (/\(([A-Z]+)\)$/.exec(name)?.[1] ?? name);

/** What says nothing as “changes”. */
function ofRoles({ service, actions }: Told): string | undefined {
  const [action, ...others] = actions.map((one) => `${service}:${one}`);
  if (others.length > 0) return undefined;
  if (action === 'iam:PassRole') return 'Hands a role over to a service';
  return action === 'sts:AssumeRole' ? 'Takes on a role' : undefined;
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
  const text = listWords(words);
  return text === '' ? 'Uses' : text.charAt(0).toUpperCase() + text.slice(1);
}

/** By name a reading action, though AWS counts it as writing or not at all. */
const readsOnly = (action: string) => /^(Get|List|Describe)/.test(action);

function actionNames({ service, actions, everything, levels }: Told): string {
  const known = levels.includes('unknown') ? new Set(actionsOf(service).map(({ name }) => name)) : undefined;
  const strange = known ? actions.filter((action) => !known.has(action)) : [];
  if (known?.size === 0) return ` (${strange.join(', ')})`;
  const few =
    everything || actions.length > namedAtMost ? [] : actions.filter((one) => !strange.includes(one));
  const parts = [few.join(', '), ...(strange.length > 0 ? [`unknown to AWS: ${strange.join(', ')}`] : [])];
  const text = parts.filter((part) => part !== '').join('; ');
  return text === '' ? '' : ` (${text})`;
}

function everyService({ except, patterns }: PatternList): string {
  const names = patterns.map((pattern) => {
    const [prefix = '', action] = pattern.split(':');
    return action === '*' ? shortName(serviceOf(prefix)?.name, prefix) : pattern;
  });
  if (names.length === 0) return 'Does everything in every service';
  const list = listWords(names);
  return except ? `Does everything in every service but ${list}` : `Does whatever is called ${list}`;
}

import table from './aws-actions.json' with { type: 'json' };

/** IAM's access levels, as the Service Authorization Reference has them; `unknown` for an action that it doesn't have. */
export type AccessLevel = 'list' | 'read' | 'tag' | 'write' | 'permissions' | 'unknown';

export interface AwsService {
  /** What stands before the colon in an action. */
  readonly prefix: string;
  readonly name: string;
}

export interface AwsAction {
  /** As AWS writes it, without the service. */
  readonly name: string;
  /** With the service and in lower case, as statements are read. */
  readonly id: string;
  readonly level: AccessLevel;
}

const levels: Readonly<Record<string, AccessLevel>> = {
  L: 'list',
  R: 'read',
  T: 'tag',
  W: 'write',
  P: 'permissions',
};

/** 22,000 actions in half a megabyte of text; a service's are taken apart when they are asked for. */
const services: ReadonlyMap<string, string> = new Map(Object.entries(table));

/** The service that an action's prefix in lower case means; undefined if AWS has none of that name. */
export function serviceOf(prefix: string): AwsService | undefined {
  const line = services.get(prefix);
  return line === undefined ? undefined : { prefix, name: line.slice(0, line.indexOf('|')) };
}

/** Those taken apart already: a memory of what never changes. */
const known = new Map<string, readonly AwsAction[]>();

/** All actions of a service; none for an unknown one. */
export function actionsOf(prefix: string): readonly AwsAction[] {
  const before = known.get(prefix);
  if (before) return before;
  const [, ...parts] = (services.get(prefix) ?? '').split('|');
  const actions = parts.flatMap((part) => {
    const [letter = '', ...names] = part.split(' ');
    const level = levels[letter] ?? 'unknown';
    return names.map((name) => ({ name, id: `${prefix}:${name.toLowerCase()}`, level }));
  });
  // An unknown service may be any text: it isn't kept.
  if (actions.length > 0) known.set(prefix, actions);
  return actions;
}

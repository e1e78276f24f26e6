import { z } from 'zod';
import { actions } from '../actions/index.ts';
import { judgeBundles } from './judged-bundles.ts';

/** A mistake with its place in the file, as the keys that lead to it. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const text = z.string().optional().catch(undefined);
const anything = z.unknown().optional();
const texts = z.union([z.string().transform((one) => [one]), z.array(text)]).catch([]);
const listOf = <T extends z.ZodRawShape>(shape: T) =>
  z.array(z.object(shape).catch(() => z.object(shape).parse({}))).catch([]);
/**
 * The file as far as names go. Everything else in it, and whatever is no name, is left to the schema: so both kinds of
 * mistakes come at once.
 */
const Names = z.object({
  teams: listOf({ id: text }),
  approvers: listOf({ id: text }),
  bundles: listOf({ id: text, group: text, managedPolicies: anything, document: anything }),
  accounts: listOf({ id: text, team: text }),
  rules: listOf({
    when: z.object({ action: texts, bundle: texts }).catch({ action: [], bundle: [] }),
    require: z.object({ kind: text, from: texts }).catch({ kind: undefined, from: [] }),
  }),
  users: z.object({ namePattern: text }).catch({ namePattern: undefined }),
});
type Names = z.infer<typeof Names>;

/** What no single value can show: names that point nowhere, two things under one name. Takes the file as it was read. */
export function crossCheck(file: unknown): readonly Mistake[] {
  const read = Names.safeParse(file);
  if (!read.success) return [];
  const names = read.data;
  return [
    ...doubles(names),
    ...rules(names),
    ...accounts(names),
    ...bundles(names),
    ...users(names),
    ...judgeBundles(record(file).bundles),
  ];
}

function doubles({ teams, approvers, bundles: sets, accounts: listed }: Names): readonly Mistake[] {
  const twice = (list: string, key: string, values: readonly (string | undefined)[]) =>
    values.flatMap((value, index): Mistake[] =>
      value !== undefined && values.indexOf(value) !== index
        ? [{ path: [list, index, key], message: `“${value}” is used twice` }]
        : [],
    );
  const ids = (list: readonly { readonly id?: string | undefined }[]) => list.map(({ id }) => id);
  return [
    ...twice('teams', 'id', ids(teams)),
    ...twice('approvers', 'id', ids(approvers)),
    ...twice('bundles', 'id', ids(sets)),
    ...twice(
      'bundles',
      'group',
      sets.map(({ group }) => group?.toLowerCase()),
    ),
    ...twice('accounts', 'id', ids(listed)),
  ];
}

function rules({ rules: list, approvers, bundles: sets }: Names): readonly Mistake[] {
  const actionIds = actions.map(({ id }) => id);
  return list.flatMap(({ when, require }, index): Mistake[] => {
    const unknown = (
      values: readonly (string | undefined)[],
      known: readonly string[],
      path: readonly (string | number)[],
      say: (value: string) => string,
    ) =>
      values.flatMap((value, at): Mistake[] =>
        value === undefined || known.includes(value)
          ? []
          : [
              {
                path: ['rules', index, ...path, ...(values.length > 1 || path[0] === 'require' ? [at] : [])],
                message: `${say(value)}; ${knownAre(known)}`,
              },
            ],
      );
    const fewGroups = require.kind === 'two' && new Set(require.from).size < 2;
    return [
      ...unknown(require.from, namesOf(approvers), ['require', 'from'], () => 'names no approver group'),
      ...(fewGroups
        ? [
            {
              path: ['rules', index, 'require', 'from'],
              message: 'two approvals come from two different groups; name at least two',
            },
          ]
        : []),
      ...unknown(when.bundle, namesOf(sets), ['when', 'bundle'], (value) => `“${value}” is no bundle`),
      ...unknown(when.action, actionIds, ['when', 'action'], (value) => `“${value}” is no action`),
    ];
  });
}

function accounts({ accounts: list, teams }: Names): readonly Mistake[] {
  const known = namesOf(teams);
  return list.flatMap(({ team }, index): Mistake[] =>
    team === undefined || known.includes(team)
      ? []
      : [
          {
            path: ['accounts', index, 'team'],
            message: `“${team}” is no team; ${knownAre(known)}`,
          },
        ],
  );
}

function bundles({ bundles: list }: Names): readonly Mistake[] {
  return list.flatMap(({ managedPolicies, document }, index): Mistake[] => {
    const none = Array.isArray(managedPolicies)
      ? managedPolicies.length === 0
      : managedPolicies === undefined;
    if (none && document === undefined)
      return [{ path: ['bundles', index], message: 'a bundle needs managedPolicies, a document, or both' }];
    const stated = typeof document === 'object' && document !== null && 'Statement' in document;
    return document === undefined || stated
      ? []
      : [{ path: ['bundles', index, 'document'], message: 'is not a policy document: it has no Statement' }];
  });
}

function users({ users: { namePattern } }: Names): readonly Mistake[] {
  try {
    new RegExp(namePattern ?? '');
    return [];
  } catch {
    return [{ path: ['users', 'namePattern'], message: 'is not a regular expression' }];
  }
}

const record = (file: unknown): { readonly bundles?: unknown } =>
  typeof file === 'object' && file !== null ? file : {};

const namesOf = (list: readonly { readonly id?: string | undefined }[]): readonly string[] =>
  list.flatMap(({ id }) => (id === undefined ? [] : [id]));

const knownAre = (known: readonly string[]): string =>
  known.length === 0 ? 'the file names none' : `known are ${known.join(', ')}`;

import type { IamOperation } from '../domain/operation.ts';
import { undoOf } from '../domain/undo.ts';
import type { UserRef } from '../domain/user.ts';
import { permissionsFor } from './permissions.ts';

/** What a session may change: one user, and the groups, devices and secrets of its request, each by the calls of its plan. */
export interface Scope {
  /** The path ends with a slash. */
  readonly userPath: string;
  readonly userName: string;
  /** Calls on the user, without `iam:`. */
  readonly userActions: readonly string[];
  readonly groups: readonly string[];
  readonly groupActions: readonly string[];
  /** ARNs of the managed policies that may be attached to the user and detached from it. */
  readonly policies: readonly string[];
  /** ARNs of the virtual MFA devices that may be deleted. */
  readonly mfaDevices: readonly string[];
  readonly secrets: readonly SecretPlace[];
  readonly secretActions: readonly string[];
}

export interface SecretPlace {
  readonly region: string;
  readonly name: string;
}

/** The least that the operations need, and what takes them back. */
export function scopeOf(target: UserRef, operations: readonly IamOperation[], defaultPath: string): Scope {
  const all = operations.flatMap((operation) => [operation, ...undoOf(operation, undefined)]);
  const permissions = all.map(permissionsFor);
  const from = (pick: (operation: IamOperation) => string | undefined) =>
    sortedSet(all.flatMap((operation) => pick(operation) ?? []));
  const paths = operations.flatMap((operation) => (operation.kind === 'create-user' ? [operation.path] : []));
  const secrets = operations.flatMap((operation) =>
    'deliver' in operation && operation.deliver.kind === 'secrets-manager'
      ? [{ region: operation.deliver.region, name: operation.deliver.secretName }]
      : [],
  );
  return {
    userPath: paths[0] ?? target.path ?? defaultPath,
    userName: target.userName,
    userActions: sortedSet(permissions.flatMap(({ user }) => user)),
    groups: from((operation) => ('groupName' in operation ? operation.groupName : undefined)),
    groupActions: sortedSet(permissions.flatMap(({ group }) => group)),
    policies: from((operation) =>
      operation.kind === 'attach-user-policy' || operation.kind === 'detach-user-policy'
        ? operation.policyArn
        : undefined,
    ),
    mfaDevices: from((operation) =>
      operation.kind === 'remove-mfa-device' && operation.serialNumber.startsWith('arn:')
        ? operation.serialNumber
        : undefined,
    ),
    secrets: secrets.filter((secret, at) => secrets.findIndex((other) => sameSecret(secret, other)) === at),
    secretActions: secrets.length > 0 ? sortedSet(permissions.flatMap(({ secret }) => secret)) : [],
  };
}

const LISTS = [
  'userActions',
  'groups',
  'groupActions',
  'policies',
  'mfaDevices',
  'secretActions',
] as const satisfies readonly (keyof Scope)[];

export function covers(held: Scope, wanted: Scope): boolean {
  return (
    held.userPath === wanted.userPath &&
    held.userName === wanted.userName &&
    LISTS.every((list) => wanted[list].every((item) => held[list].includes(item))) &&
    wanted.secrets.every((secret) => held.secrets.some((other) => sameSecret(secret, other)))
  );
}

export function union(a: Scope, b: Scope): Scope {
  const both = (list: (typeof LISTS)[number]) => sortedSet([...a[list], ...b[list]]);
  return {
    ...b,
    userActions: both('userActions'),
    groups: both('groups'),
    groupActions: both('groupActions'),
    policies: both('policies'),
    mfaDevices: both('mfaDevices'),
    secretActions: both('secretActions'),
    secrets: [
      ...a.secrets.filter((secret) => !b.secrets.some((other) => sameSecret(secret, other))),
      ...b.secrets,
    ],
  };
}

const sortedSet = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();
const sameSecret = (a: SecretPlace, b: SecretPlace) => a.region === b.region && a.name === b.name;

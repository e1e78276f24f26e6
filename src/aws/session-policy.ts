import type { AccountId } from '../domain/ids.ts';
import type { IamOperation } from '../domain/operation.ts';
import type { UserRef } from '../domain/user.ts';

/** What a session may change: one user, and the groups and secrets of its request. */
export interface Scope {
  /** The path ends with a slash. */
  readonly userPath: string;
  readonly userName: string;
  readonly groups: readonly string[];
  readonly secrets: readonly SecretPlace[];
  /** ARNs of the managed policies that may be attached to the user and detached from it. */
  readonly policies: readonly string[];
}

export interface SecretPlace {
  readonly region: string;
  readonly name: string;
}

/** AssumeRole takes at most so many characters of session policy (STS API reference). */
export const SESSION_POLICY_CHARACTERS = 2_048;

export function scopeOf(target: UserRef, operations: readonly IamOperation[], defaultPath: string): Scope {
  const paths = operations.flatMap((operation) => (operation.kind === 'create-user' ? [operation.path] : []));
  const groups = operations.flatMap((operation) => ('groupName' in operation ? [operation.groupName] : []));
  const policies = operations.flatMap((operation) =>
    operation.kind === 'attach-user-policy' || operation.kind === 'detach-user-policy'
      ? [operation.policyArn]
      : [],
  );
  const secrets = operations.flatMap((operation) =>
    'deliver' in operation && operation.deliver.kind === 'secrets-manager'
      ? [{ region: operation.deliver.region, name: operation.deliver.secretName }]
      : [],
  );
  return {
    userPath: paths[0] ?? target.path ?? defaultPath,
    userName: target.userName,
    groups: [...new Set(groups)].sort(),
    secrets,
    policies: [...new Set(policies)].sort(),
  };
}

export function covers(held: Scope, wanted: Scope): boolean {
  return (
    held.userPath === wanted.userPath &&
    held.userName === wanted.userName &&
    wanted.groups.every((group) => held.groups.includes(group)) &&
    wanted.policies.every((arn) => held.policies.includes(arn)) &&
    wanted.secrets.every((secret) => held.secrets.some((other) => sameSecret(secret, other)))
  );
}

export function union(a: Scope, b: Scope): Scope {
  return {
    ...b,
    groups: [...new Set([...a.groups, ...b.groups])].sort(),
    policies: [...new Set([...a.policies, ...b.policies])].sort(),
    secrets: [
      ...a.secrets.filter((secret) => !b.secrets.some((other) => sameSecret(secret, other))),
      ...b.secrets,
    ],
  };
}

const sameSecret = (a: SecretPlace, b: SecretPlace) => a.region === b.region && a.name === b.name;

/** Reads only: for sessions that stand for no request, or only look. */
export const readOnlyPolicy: string = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: '*' }],
});

/**
 * The policy of a request's session: reads everywhere, writes only on its own user, groups and secrets. It narrows the role and can't widen it.
 * Groups that don't fit into the limit are left to the role's own policy, and a long path to the name, which is the only one of its kind.
 */
export function sessionPolicy(scope: Scope, accountId: AccountId, partition: string): string {
  const iam = `arn:${partition}:iam::${accountId}`;
  const user = `${iam}:user${scope.userPath}${scope.userName}`;
  const groups = scope.groups.flatMap((name) => [`${iam}:group/${name}`, `${iam}:group/*/${name}`]);
  const anyGroup = groups.length > 0 ? [`${iam}:group/*`] : [];
  const exact = policyOf(scope, accountId, partition, user, groups);
  if (exact.length <= SESSION_POLICY_CHARACTERS) return exact;
  const shorter = policyOf(scope, accountId, partition, user, anyGroup);
  if (shorter.length <= SESSION_POLICY_CHARACTERS) return shorter;
  return policyOf(scope, accountId, partition, `${iam}:user*/${scope.userName}`, anyGroup);
}

function policyOf(
  scope: Scope,
  accountId: AccountId,
  partition: string,
  user: string,
  groupArns: readonly string[],
): string {
  const allow = (actions: readonly string[], resources: readonly string[]) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  });
  const onUser = [
    'CreateUser',
    'DeleteUser',
    'TagUser',
    'UntagUser',
    'PutUserPolicy',
    'DeleteUserPolicy',
    '*AccessKey',
    'DeleteLoginProfile',
  ];
  const onGroup = ['CreateGroup', 'DeleteGroup', '*GroupPolicy', '*UserToGroup', '*UserFromGroup'];
  // A secret's ARN ends with a hyphen and six characters that nobody knows before it exists.
  const secrets = scope.secrets.flatMap(({ region, name }) => {
    const arn = `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}`;
    return [arn, `${arn}-??????`];
  });
  const onSecret = ['CreateSecret', 'DescribeSecret', 'TagResource', 'DeleteSecret'];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow(['iam:Get*', 'iam:List*'], ['*']),
      allow(
        onUser.map((action) => `iam:${action}`),
        [user],
      ),
      ...(scope.policies.length > 0
        ? [
            {
              ...allow(['iam:AttachUserPolicy', 'iam:DetachUserPolicy'], [user]),
              Condition: { ArnEquals: { 'iam:PolicyARN': scope.policies } },
            },
          ]
        : []),
      ...(groupArns.length > 0
        ? [
            allow(
              onGroup.map((action) => `iam:${action}`),
              groupArns,
            ),
          ]
        : []),
      ...(secrets.length > 0
        ? [
            allow(
              onSecret.map((action) => `secretsmanager:${action}`),
              secrets,
            ),
          ]
        : []),
    ],
  });
}

import type {
  AccessKeySnapshot,
  AccountSnapshot,
  GroupSnapshot,
  SecretSnapshot,
  UserSnapshot,
} from './snapshot.ts';
import type { AccessKey, Account, Group, Secret, User } from './state.ts';

/** The account as plain data, sorted by name, without secrets. */
export function takeSnapshot(account: Account, now: Date): AccountSnapshot {
  const { mfa, passwordLastUsed, accessKey } = account.root;
  return {
    id: account.id,
    name: account.name,
    state: account.state,
    ...(account.alias === undefined ? {} : { alias: account.alias }),
    tags: Object.fromEntries(account.tags),
    root: {
      mfa,
      ...(passwordLastUsed === undefined ? {} : { passwordLastUsed }),
      ...(accessKey === undefined ? {} : { accessKey: snapshotKey(accessKey) }),
    },
    users: byName([...account.users.values()].map((user) => snapshotUser(account, user))),
    groups: byName([...account.groups.values()].map((group) => snapshotGroup(account, group))),
    policies: byName(
      [...account.policies.values()].map(({ name, path, arn, defaultVersion, versions, tags }) => ({
        name,
        path,
        arn,
        defaultVersion,
        document: versions.find(({ id }) => id === defaultVersion)?.document ?? '',
        tags: Object.fromEntries(tags),
      })),
    ),
    roles: byName([...account.roles.values()].map(({ name, arn }) => ({ name, arn }))),
    secrets: byName(
      [...account.secrets.values()]
        .filter(({ purgeAt }) => purgeAt === undefined || purgeAt > now)
        .map((secret) => snapshotSecret(secret)),
    ),
  };
}

function snapshotUser(account: Account, user: User): UserSnapshot {
  const { login, passwordLastUsed } = user;
  return {
    name: user.name,
    path: user.path,
    arn: user.arn,
    userId: user.id,
    createdAt: user.createdAt,
    tags: Object.fromEntries(user.tags),
    ...(user.boundary === undefined ? {} : { boundary: user.boundary }),
    groups: [...user.groups].map((name) => account.groups.get(name)?.name ?? name),
    attached: [...user.attached],
    inline: Object.fromEntries(user.inline),
    keys: user.keys.map(snapshotKey),
    ...(login === undefined
      ? {}
      : {
          console: {
            createdAt: login.createdAt,
            ...(passwordLastUsed === undefined ? {} : { lastUsed: passwordLastUsed }),
          },
        }),
    mfa: user.mfa.map(({ serial }) => serial),
    sshKeys: user.sshKeys.map(({ id, active }) => ({ id, active })),
    certificates: user.certificates.map(({ id, active }) => ({ id, active })),
    serviceCredentials: user.serviceCredentials.map(({ id, service, active, expiresAt }) => ({
      id,
      service,
      active,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })),
  };
}

function snapshotKey({ id, active, createdAt, lastUsed }: AccessKey): AccessKeySnapshot {
  return { id, active, createdAt, ...(lastUsed === undefined ? {} : { lastUsed: { ...lastUsed } }) };
}

function snapshotGroup(account: Account, group: Group): GroupSnapshot {
  const key = group.name.toLowerCase();
  return {
    name: group.name,
    path: group.path,
    arn: group.arn,
    members: [...account.users.values()].filter(({ groups }) => groups.has(key)).map(({ name }) => name),
    attached: [...group.attached],
    inline: Object.fromEntries(group.inline),
  };
}

function snapshotSecret(secret: Secret): SecretSnapshot {
  return {
    name: secret.name,
    arn: secret.arn,
    region: secret.region,
    createdAt: secret.createdAt,
    ...(secret.description === undefined ? {} : { description: secret.description }),
    tags: Object.fromEntries(secret.tags),
    versions: secret.versions.map(({ id, stages }) => ({ id, stages: [...stages] })),
    ...(secret.deletedAt === undefined ? {} : { deletedAt: secret.deletedAt }),
  };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((left, right) => left.name.localeCompare(right.name));
}

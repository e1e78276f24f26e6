import { awsManagedPolicies } from '../aws-managed-policies.ts';
import type {
  AccountSeed,
  GroupSeed,
  OrganizationSeed,
  PolicyDocument,
  PolicySeed,
  RoleSeed,
  Tags,
} from '../seed.ts';
import { buildAccessKey, buildUser, daysBefore } from './build-user.ts';
import { iamArn, newId } from './identifiers.ts';
import type { Account, Entity, ManagedPolicy, PasswordPolicy, Role, World } from './state.ts';

/** Plants a seed: ages become dates before `now`. */
export function buildWorld(seed: OrganizationSeed, now: Date): World {
  return {
    organizationId: seed.id,
    rootId: 'r-cha1',
    managementAccountId: seed.managementAccountId,
    centralRoot: seed.centralRoot ?? false,
    units: seed.units ?? [],
    accounts: new Map(seed.accounts.map((account) => [account.id, buildAccount(account, now)])),
    awsPolicies: new Map(
      awsManagedPolicies.map(({ arn, document }) => [
        arn,
        buildAwsPolicy(arn, document, daysBefore(now, 900)),
      ]),
    ),
    sessions: new Map(),
  };
}

const ACCOUNT_AGE_DAYS = 1500;

function buildAccount(seed: AccountSeed, now: Date): Account {
  const createdAt = daysBefore(now, seed.createdDaysAgo ?? ACCOUNT_AGE_DAYS);
  const { mfa = true, passwordLastUsedDaysAgo, accessKey } = seed.root ?? {};
  const password = seed.root?.password ?? passwordLastUsedDaysAgo !== undefined;
  const account: Account = {
    id: seed.id,
    name: seed.name,
    email: seed.email ?? `aws+${seed.name}@example.com`,
    state: seed.state ?? 'ACTIVE',
    ...(seed.alias === undefined ? {} : { alias: seed.alias }),
    ...(seed.unit === undefined ? {} : { unit: seed.unit }),
    tags: tagMap(seed.tags),
    createdAt,
    ...(seed.passwordPolicy === undefined ? {} : { passwordPolicy: passwordPolicyOf(seed.passwordPolicy) }),
    root: {
      mfa,
      password,
      ...(passwordLastUsedDaysAgo === undefined
        ? {}
        : { passwordLastUsed: daysBefore(now, passwordLastUsedDaysAgo) }),
      ...(accessKey === undefined ? {} : { accessKey: buildAccessKey(accessKey, now) }),
    },
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    secrets: new Map(),
    virtualMfaDevices: new Map(),
  };
  for (const policy of seed.policies ?? []) {
    const built = buildPolicy(seed.id, policy, now);
    account.policies.set(built.arn, built);
  }
  for (const group of seed.groups ?? [])
    account.groups.set(group.name.toLowerCase(), buildGroup(seed.id, group, now));
  for (const role of seed.roles ?? [])
    account.roles.set(role.name.toLowerCase(), buildRole(seed.id, role, createdAt));
  for (const user of seed.users ?? [])
    account.users.set(user.name.toLowerCase(), buildUser(account, user, now));
  return account;
}

function passwordPolicyOf(seed: NonNullable<AccountSeed['passwordPolicy']>): PasswordPolicy {
  return {
    requireSymbols: false,
    requireNumbers: false,
    requireUppercase: false,
    requireLowercase: false,
    ...seed,
  };
}

function buildPolicy(accountId: string, seed: PolicySeed, now: Date): ManagedPolicy {
  const path = seed.path ?? '/';
  const arn = iamArn(accountId, 'policy', path, seed.name);
  const createdAt = daysBefore(now, seed.createdDaysAgo ?? ACCOUNT_AGE_DAYS / 2);
  return {
    ...policyOf(arn, seed.name, path, seed.document, createdAt),
    tags: tagMap(seed.tags),
    ...(seed.description === undefined ? {} : { description: seed.description }),
  };
}

function buildAwsPolicy(arn: string, document: PolicyDocument, createdAt: Date): ManagedPolicy {
  const [, path = '/', name = ''] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  return policyOf(arn, name, path, document, createdAt);
}

function policyOf(
  arn: string,
  name: string,
  path: string,
  document: PolicyDocument,
  createdAt: Date,
): ManagedPolicy {
  const version = { id: 'v1', document: JSON.stringify(document), createdAt };
  return {
    id: newId('ANPA'),
    name,
    path,
    arn,
    createdAt,
    updatedAt: createdAt,
    tags: new Map(),
    versions: [version],
    defaultVersion: 'v1',
    lastVersion: 1,
  };
}

function buildGroup(accountId: string, seed: GroupSeed, now: Date): Entity {
  const path = seed.path ?? '/';
  return {
    id: newId('AGPA'),
    name: seed.name,
    path,
    arn: iamArn(accountId, 'group', path, seed.name),
    createdAt: daysBefore(now, seed.createdDaysAgo ?? ACCOUNT_AGE_DAYS / 2),
    inline: documents(seed.inline),
    attached: new Set(seed.attached),
  };
}

function buildRole(accountId: string, seed: RoleSeed, createdAt: Date): Role {
  const path = seed.path ?? '/';
  return {
    id: newId('AROA'),
    name: seed.name,
    path,
    arn: iamArn(accountId, 'role', path, seed.name),
    createdAt,
    inline: documents(seed.inline),
    attached: new Set(seed.attached),
    trust: JSON.stringify(seed.trust),
    maxSessionSeconds: seed.maxSessionSeconds ?? 3600,
    tags: tagMap(seed.tags),
    ...(seed.boundary === undefined ? {} : { boundary: seed.boundary }),
  };
}

export function documents(inline: Readonly<Record<string, PolicyDocument>> = {}): Map<string, string> {
  return new Map(Object.entries(inline).map(([name, document]) => [name, JSON.stringify(document)]));
}

export function tagMap(tags: Tags = {}): Map<string, string> {
  return new Map(Object.entries(tags));
}

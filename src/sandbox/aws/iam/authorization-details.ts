import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { type Page, pageOf } from '../paging.ts';
import { optionalText, texts } from '../parameters.ts';
import { encodeRfc3986 } from '../sigv4.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Answer } from '../wire/xml.ts';
import type { Entity, Group, ManagedPolicy, Role, User } from '../world/state.ts';
import { showTags } from './entities.ts';
import { showAttached } from './entity-policies.ts';
import { showPolicy } from './managed-policies.ts';
import { showVersion } from './policy-versions.ts';
import { showBoundary } from './users.ts';

type Detail =
  | { readonly kind: 'User'; readonly entity: User }
  | { readonly kind: 'Group'; readonly entity: Group }
  | { readonly kind: 'Role'; readonly entity: Role }
  | { readonly kind: 'LocalManagedPolicy' | 'AWSManagedPolicy'; readonly entity: ManagedPolicy };

interface Entities {
  readonly User: User;
  readonly Group: Group;
  readonly Role: Role;
}

export const authorizationDetailOperations: Operations = {
  GetAccountAuthorizationDetails: { writes: false, target: () => ANYTHING, run: authorizationDetails },
};

/** One paged walk over users, groups, roles and the policies in use, mixed as AWS mixes them. */
function authorizationDetails(context: Context, parameters: Parameters): Answer {
  const marker = optionalText(parameters, 'Marker') ?? '';
  if (context.quirks.emptyDetailPages === true && !marker.startsWith(AFTER_EMPTY)) {
    const empty = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
    return { ...empty, IsTruncated: true, Marker: `${AFTER_EMPTY}${marker}` };
  }
  return filledPage(context, { ...parameters, Marker: marker.replace(AFTER_EMPTY, '') });
}

const AFTER_EMPTY = 'empty.';

function filledPage(context: Context, parameters: Parameters): Answer {
  const filter = new Set(texts(parameters, 'Filter'));
  const details = allDetails(context).filter(({ kind }) => filter.size === 0 || filter.has(kind));
  const page = pageOf(context, parameters, details, ({ kind, entity }) => `${ORDER[kind]} ${entity.arn}`);
  return {
    UserDetailList: shown(page, 'User', (user) => showUserDetail(context, user)),
    GroupDetailList: shown(page, 'Group', (group) => showGroupDetail(context, group)),
    RoleDetailList: shown(page, 'Role', (role) => showRoleDetail(context, role)),
    Policies: page.items.flatMap((detail) =>
      detail.kind === 'LocalManagedPolicy' || detail.kind === 'AWSManagedPolicy'
        ? [showPolicyDetail(context, detail.entity)]
        : [],
    ),
    IsTruncated: page.IsTruncated,
    Marker: page.Marker,
  };
}

const ORDER: Readonly<Record<Detail['kind'], number>> = {
  User: 1,
  Group: 2,
  Role: 3,
  LocalManagedPolicy: 4,
  AWSManagedPolicy: 5,
};

function allDetails({ account, world }: Context): readonly Detail[] {
  const entities: readonly Entity[] = [
    ...account.users.values(),
    ...account.groups.values(),
    ...account.roles.values(),
  ];
  const boundaries = [...account.users.values(), ...account.roles.values()].flatMap(
    ({ boundary }) => boundary ?? [],
  );
  const inUse = new Set([...entities.flatMap(({ attached }) => [...attached]), ...boundaries]);
  return [
    ...[...account.users.values()].map((entity) => ({ kind: 'User', entity }) as const),
    ...[...account.groups.values()].map((entity) => ({ kind: 'Group', entity }) as const),
    ...[...account.roles.values()].map((entity) => ({ kind: 'Role', entity }) as const),
    ...[...account.policies.values()].map((entity) => ({ kind: 'LocalManagedPolicy', entity }) as const),
    ...[...world.awsPolicies.values()]
      .filter(({ arn }) => inUse.has(arn))
      .map((entity) => ({ kind: 'AWSManagedPolicy', entity }) as const),
  ];
}

function shown<Kind extends 'User' | 'Group' | 'Role'>(
  page: Page<Detail>,
  kind: Kind,
  show: (entity: Entities[Kind]) => Answer,
): readonly Answer[] {
  return page.items.flatMap((detail) =>
    detail.kind === kind ? [show(detail.entity as Entities[Kind])] : [],
  );
}

function showUserDetail(context: Context, user: User): Answer {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    UserPolicyList: user.inline.size === 0 ? undefined : showInline(user),
    GroupList: [...user.groups].map((name) => context.account.groups.get(name)?.name ?? name),
    AttachedManagedPolicies: showAttached(context, user),
    PermissionsBoundary: showBoundary(user),
    Tags: showTags(user.tags),
  };
}

function showGroupDetail(context: Context, group: Group): Answer {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.createdAt,
    GroupPolicyList: showInline(group),
    AttachedManagedPolicies: showAttached(context, group),
  };
}

function showRoleDetail(context: Context, role: Role): Answer {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeRfc3986(role.trust),
    InstanceProfileList: [],
    RolePolicyList: showInline(role),
    AttachedManagedPolicies: showAttached(context, role),
    Tags: showTags(role.tags),
  };
}

function showPolicyDetail(context: Context, policy: ManagedPolicy): Answer {
  const { Tags: _, ...shown } = showPolicy(context, policy, 'listed');
  return {
    ...shown,
    PolicyVersionList: policy.versions.map((version) => showVersion(policy, version, 'whole')),
  };
}

function showInline({ inline }: Entity): readonly Answer[] {
  return [...inline].map(([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: encodeRfc3986(document),
  }));
}

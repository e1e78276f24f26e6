import {
  type GroupDetail,
  type IAMClient,
  type ManagedPolicyDetail,
  type PolicyDetail,
  paginateGetAccountAuthorizationDetails,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { GroupName, PolicyArn, UserId, UserName } from '../../domain/ids.ts';
import type {
  DocumentHash,
  InlinePolicy,
  Inventory,
  InventoryGroup,
  InventoryUser,
} from '../../domain/inventory.ts';
import { createDocuments, type Documents } from './documents.ts';

/** What GetAccountAuthorizationDetails tells of a user: all but its credentials. */
export type UserDetails = Pick<
  InventoryUser,
  | 'userName'
  | 'userId'
  | 'arn'
  | 'path'
  | 'createdAt'
  | 'tags'
  | 'boundaryArn'
  | 'groups'
  | 'attachedPolicies'
  | 'inlinePolicies'
>;

export interface Details extends Pick<Inventory, 'groups' | 'policies' | 'documents'> {
  readonly users: readonly UserDetails[];
}

/**
 * Users, groups and the policies that they have, in one paged walk. Roles are left out, and of policies only those are kept that
 * some user or group has, in the version in force: an account may have thousands of others.
 */
export async function readDetails(iam: IAMClient): Promise<Details> {
  const documents = createDocuments();
  const groups: Record<string, InventoryGroup> = {};
  const users: UserDetails[] = [];
  const found = new Map<string, string | undefined>();
  const pages = paginateGetAccountAuthorizationDetails(
    { client: iam, pageSize: 1_000 },
    { Filter: ['User', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] },
  );
  for await (const page of pages) {
    for (const user of page.UserDetailList ?? []) users.push(userDetails(user, documents));
    for (const group of page.GroupDetailList ?? [])
      groups[group.GroupName ?? ''] = groupDetails(group, documents);
    for (const policy of page.Policies ?? []) found.set(policy.Arn ?? '', inForce(policy));
  }
  const policies: Record<string, DocumentHash> = {};
  for (const arn of arnsIn(users, groups)) {
    const document = found.get(arn);
    if (document !== undefined) policies[arn] = documents.keep(document);
  }
  return { users, groups, policies, documents: documents.all };
}

function userDetails(user: UserDetail, documents: Documents): UserDetails {
  const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    userName: (user.UserName ?? '') as UserName,
    userId: (user.UserId ?? '') as UserId,
    arn: user.Arn ?? '',
    path: user.Path ?? '/',
    createdAt: user.CreateDate?.toISOString() ?? '',
    tags: (user.Tags ?? []).map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' })),
    ...(boundary === undefined ? {} : { boundaryArn: boundary as PolicyArn }),
    groups: (user.GroupList ?? []) as GroupName[],
    attachedPolicies: (user.AttachedManagedPolicies ?? []).flatMap(({ PolicyArn: arn }) =>
      arn === undefined ? [] : [arn as PolicyArn],
    ),
    inlinePolicies: inlinePolicies(user.UserPolicyList, documents),
  };
}

function groupDetails(group: GroupDetail, documents: Documents): InventoryGroup {
  return {
    attachedPolicies: (group.AttachedManagedPolicies ?? []).flatMap(({ PolicyArn: arn }) =>
      arn === undefined ? [] : [arn as PolicyArn],
    ),
    inlinePolicies: inlinePolicies(group.GroupPolicyList, documents),
  };
}

function inlinePolicies(
  list: readonly PolicyDetail[] | undefined,
  documents: Documents,
): readonly InlinePolicy[] {
  return (list ?? []).map(({ PolicyName: name, PolicyDocument: document }) => ({
    policyName: name ?? '',
    documentHash: documents.keep(document),
  }));
}

function inForce(policy: ManagedPolicyDetail): string | undefined {
  return policy.PolicyVersionList?.find((version) => version.IsDefaultVersion === true)?.Document;
}

function arnsIn(
  users: readonly UserDetails[],
  groups: Readonly<Record<string, InventoryGroup>>,
): ReadonlySet<PolicyArn> {
  return new Set([
    ...users.flatMap((user) => [
      ...user.attachedPolicies,
      ...(user.boundaryArn === undefined ? [] : [user.boundaryArn]),
    ]),
    ...Object.values(groups).flatMap(({ attachedPolicies }) => attachedPolicies),
  ]);
}

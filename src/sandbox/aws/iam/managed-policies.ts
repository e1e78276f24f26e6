import { requestTagKeys } from '../authorize.ts';
import { AwsError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { flag, optionalText, tagPairs, text, texts } from '../parameters.ts';
import { readPolicy } from '../policy/document.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Answer } from '../wire/xml.ts';
import { iamArn, newId } from '../world/identifiers.ts';
import type { Account, ManagedPolicy } from '../world/state.ts';
import { namedPolicy, policyTarget, showTags } from './entities.ts';
import {
  checkTagRoom,
  entityName,
  entityPath,
  limitExceeded,
  pathPrefix,
  putTags,
  QUOTAS,
  sizeOf,
} from './rules.ts';

export const managedPolicyOperations: Operations = {
  CreatePolicy: {
    writes: true,
    target: (context, parameters) => ({
      resource: iamArn(
        context.account.id,
        'policy',
        entityPath(parameters),
        entityName(parameters, 'PolicyName'),
      ),
      keys: requestTagKeys(tagPairs(parameters)),
    }),
    run: createPolicy,
  },
  GetPolicy: {
    writes: false,
    target: policyTarget,
    run: (context, parameters) => ({
      Policy: showPolicy(context, namedPolicy(context, parameters), 'whole'),
    }),
  },
  ListPolicies: { writes: false, target: () => ANYTHING, run: listPolicies },
  DeletePolicy: { writes: true, target: policyTarget, run: deletePolicy },
  TagPolicy: {
    writes: true,
    target: (context, parameters) => policyTarget(context, parameters, requestTagKeys(tagPairs(parameters))),
    run(context, parameters) {
      const policy = ownPolicy(context, parameters);
      const tags = tagPairs(parameters);
      checkTagRoom(policy.tags, tags);
      putTags(policy.tags, tags);
      return undefined;
    },
  },
  UntagPolicy: {
    writes: true,
    target: policyTarget,
    run(context, parameters) {
      const policy = ownPolicy(context, parameters);
      for (const key of texts(parameters, 'TagKeys')) policy.tags.delete(key);
      return undefined;
    },
  },
  ListEntitiesForPolicy: {
    writes: false,
    target: policyTarget,
    run(context, parameters) {
      const { arn } = namedPolicy(context, parameters);
      const boundary = optionalText(parameters, 'PolicyUsageFilter') === 'PermissionsBoundary';
      const { users, groups, roles } = holdersOf(context.account, arn, boundary ? 'boundary' : 'attached');
      return {
        PolicyUsers: users.map(({ name, id }) => ({ UserName: name, UserId: id })),
        PolicyGroups: groups.map(({ name, id }) => ({ GroupName: name, GroupId: id })),
        PolicyRoles: roles.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
        IsTruncated: false,
      };
    },
  },
};

function createPolicy(context: Context, parameters: Parameters): Answer {
  const { account, now } = context;
  const name = entityName(parameters, 'PolicyName');
  const path = entityPath(parameters);
  const document = checkedDocument(parameters);
  const tags = tagPairs(parameters);
  checkTagRoom(new Map(), tags);
  const twin = [...account.policies.values()].some(
    (policy) => policy.name.toLowerCase() === name.toLowerCase(),
  );
  if (twin)
    throw new AwsError(
      'EntityAlreadyExists',
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
    );
  if (account.policies.size >= QUOTAS.Policies) throw limitExceeded('PoliciesPerAccount', QUOTAS.Policies);
  const description = optionalText(parameters, 'Description');
  const policy: ManagedPolicy = {
    id: newId('ANPA'),
    name,
    path,
    arn: iamArn(account.id, 'policy', path, name),
    createdAt: now,
    updatedAt: now,
    tags: new Map(),
    versions: [{ id: 'v1', document, createdAt: now }],
    defaultVersion: 'v1',
    lastVersion: 1,
    ...(description === undefined ? {} : { description }),
  };
  putTags(policy.tags, tags);
  account.policies.set(policy.arn, policy);
  return { Policy: showPolicy(context, policy, 'whole') };
}

/** A policy document within the size of a managed policy. Throws MalformedPolicyDocument, LimitExceeded. */
export function checkedDocument(parameters: Parameters): string {
  const document = text(parameters, 'PolicyDocument');
  readPolicy(document);
  if (sizeOf(document) > QUOTAS.PolicySize) throw limitExceeded('PolicySize', QUOTAS.PolicySize);
  return document;
}

/** A customer managed policy: those of AWS can't be changed. */
export function ownPolicy(context: Context, parameters: Parameters): ManagedPolicy {
  const policy = namedPolicy(context, parameters);
  if (context.account.policies.has(policy.arn)) return policy;
  throw new AwsError('AccessDenied', `Policy ${policy.arn} is managed by AWS and can't be changed.`);
}

function listPolicies(context: Context, parameters: Parameters): Answer {
  const scope = optionalText(parameters, 'Scope') ?? 'All';
  const prefix = pathPrefix(parameters);
  const onlyAttached = flag(parameters, 'OnlyAttached') === true;
  const own = scope === 'AWS' ? [] : [...context.account.policies.values()];
  const ofAws = scope === 'Local' ? [] : [...context.world.awsPolicies.values()];
  const policies = [...own, ...ofAws].filter(
    ({ arn, path }) =>
      path.startsWith(prefix) && (!onlyAttached || countOf(context.account, arn, 'attached') > 0),
  );
  return pageAs(
    'Policies',
    pageOf(context, parameters, policies, ({ arn }) => arn),
    (policy) => showPolicy(context, policy, 'listed'),
  );
}

function deletePolicy(context: Context, parameters: Parameters): undefined {
  const policy = ownPolicy(context, parameters);
  if (
    countOf(context.account, policy.arn, 'attached') + countOf(context.account, policy.arn, 'boundary') >
    0
  ) {
    throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.');
  }
  if (policy.versions.length > 1) {
    throw new AwsError(
      'DeleteConflict',
      'This policy has more than one version. Before you delete a policy, you must delete the policy’s versions. The default version is deleted with the policy.',
    );
  }
  context.account.policies.delete(policy.arn);
}

type Holding = 'attached' | 'boundary';

function holdersOf(account: Account, arn: string, how: Holding) {
  const holds = (entity: { readonly attached: ReadonlySet<string>; readonly boundary?: string }) =>
    how === 'boundary' ? entity.boundary === arn : entity.attached.has(arn);
  return {
    users: [...account.users.values()].filter(holds),
    groups: [...account.groups.values()].filter(holds),
    roles: [...account.roles.values()].filter(holds),
  };
}

function countOf(account: Account, arn: string, how: Holding): number {
  const { users, groups, roles } = holdersOf(account, arn, how);
  return users.length + groups.length + roles.length;
}

/** The list carries neither description nor tags. */
export function showPolicy({ account }: Context, policy: ManagedPolicy, extent: 'whole' | 'listed'): Answer {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: countOf(account, policy.arn, 'attached'),
    PermissionsBoundaryUsageCount: countOf(account, policy.arn, 'boundary'),
    IsAttachable: true,
    Description: extent === 'whole' ? policy.description : undefined,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
    Tags: extent === 'whole' ? showTags(policy.tags) : undefined,
  };
}

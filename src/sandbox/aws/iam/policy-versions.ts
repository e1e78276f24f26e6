import { AwsError, noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { flag, text } from '../parameters.ts';
import { encodeRfc3986 } from '../sigv4.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Answer } from '../wire/xml.ts';
import type { ManagedPolicy, PolicyVersion } from '../world/state.ts';
import { namedPolicy, policyTarget } from './entities.ts';
import { checkedDocument, ownPolicy } from './managed-policies.ts';
import { QUOTAS } from './rules.ts';

export const policyVersionOperations: Operations = {
  GetPolicyVersion: {
    writes: false,
    target: policyTarget,
    run(context, parameters) {
      const policy = namedPolicy(context, parameters);
      return { PolicyVersion: showVersion(policy, namedVersion(policy, parameters), 'whole') };
    },
  },
  ListPolicyVersions: {
    writes: false,
    target: policyTarget,
    run(context, parameters) {
      const policy = namedPolicy(context, parameters);
      const page = pageOf(context, parameters, policy.versions, ({ id }) => id.padStart(6));
      return pageAs('Versions', page, (version) => showVersion(policy, version, 'listed'));
    },
  },
  CreatePolicyVersion: { writes: true, target: policyTarget, run: createVersion },
  SetDefaultPolicyVersion: {
    writes: true,
    target: policyTarget,
    run(context, parameters) {
      const policy = ownPolicy(context, parameters);
      policy.defaultVersion = namedVersion(policy, parameters).id;
      policy.updatedAt = context.now;
      return undefined;
    },
  },
  DeletePolicyVersion: {
    writes: true,
    target: policyTarget,
    run(context, parameters) {
      const policy = ownPolicy(context, parameters);
      const version = namedVersion(policy, parameters);
      if (version.id === policy.defaultVersion) {
        throw new AwsError('DeleteConflict', 'Cannot delete the default version of a policy.');
      }
      policy.versions = policy.versions.filter(({ id }) => id !== version.id);
      return undefined;
    },
  },
};

function createVersion(context: Context, parameters: Parameters): Answer {
  const policy = ownPolicy(context, parameters);
  const document = checkedDocument(parameters);
  if (policy.versions.length >= QUOTAS.VersionsPerPolicy) {
    throw new AwsError(
      'LimitExceeded',
      `A managed policy can have up to ${QUOTAS.VersionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
    );
  }
  policy.lastVersion += 1;
  const version: PolicyVersion = { id: `v${policy.lastVersion}`, document, createdAt: context.now };
  policy.versions.push(version);
  policy.updatedAt = context.now;
  if (flag(parameters, 'SetAsDefault') === true) policy.defaultVersion = version.id;
  return { PolicyVersion: showVersion(policy, version, 'listed') };
}

function namedVersion(policy: ManagedPolicy, parameters: Parameters): PolicyVersion {
  const id = text(parameters, 'VersionId');
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (version === undefined)
    throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  return version;
}

export function showVersion(
  policy: ManagedPolicy,
  version: PolicyVersion,
  extent: 'whole' | 'listed',
): Answer {
  return {
    Document: extent === 'whole' ? encodeRfc3986(version.document) : undefined,
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: version.createdAt,
  };
}

import { AwsError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { makeMarker, readMarker } from '../paging.ts';
import { flag, optionalText, tagPairs, text, texts, wholeNumber } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import { newSecretSuffix } from '../world/identifiers.ts';
import type { Secret } from '../world/state.ts';
import {
  findSecret,
  invalidRequest,
  livingSecret,
  namedSecret,
  newSecretTarget,
  secretArn,
  secretTarget,
  stagesOf,
} from './secrets.ts';
import { addVersion, sameValue, secretContent, versionToken } from './versions.ts';

export const secretLifecycleOperations: Operations = {
  CreateSecret: { writes: true, target: newSecretTarget, run: createSecret },
  DescribeSecret: {
    writes: false,
    target: secretTarget,
    run: (context, parameters) => describe(namedSecret(context, parameters)),
  },
  ListSecrets: { writes: false, target: () => ANYTHING, run: listSecrets },
  UpdateSecret: {
    writes: true,
    target: secretTarget,
    run(context, parameters) {
      const secret = livingSecret(context, parameters);
      const description = optionalText(parameters, 'Description');
      if (description !== undefined) secret.description = description;
      const version = addVersion(context, secret, parameters);
      secret.changedAt = context.now;
      return { ARN: secret.arn, Name: secret.name, VersionId: version?.id };
    },
  },
  DeleteSecret: { writes: true, target: secretTarget, run: deleteSecret },
  RestoreSecret: {
    writes: true,
    target: secretTarget,
    run(context, parameters) {
      const secret = namedSecret(context, parameters);
      delete secret.deletedAt;
      delete secret.purgeAt;
      return { ARN: secret.arn, Name: secret.name };
    },
  },
  TagResource: {
    writes: true,
    target: secretTarget,
    run(context, parameters) {
      const secret = livingSecret(context, parameters);
      putSecretTags(secret, parameters);
      return undefined;
    },
  },
  UntagResource: {
    writes: true,
    target: secretTarget,
    run(context, parameters) {
      const secret = livingSecret(context, parameters);
      for (const key of texts(parameters, 'TagKeys')) secret.tags.delete(key);
      return undefined;
    },
  },
  PutResourcePolicy: {
    writes: true,
    target: secretTarget,
    run(context, parameters) {
      const secret = livingSecret(context, parameters);
      const policy = text(parameters, 'ResourcePolicy');
      try {
        JSON.parse(policy);
      } catch {
        throw new AwsError('MalformedPolicyDocumentException', 'This resource policy contains invalid Json.');
      }
      secret.resourcePolicy = policy;
      return { ARN: secret.arn, Name: secret.name };
    },
  },
  GetResourcePolicy: {
    writes: false,
    target: secretTarget,
    run(context, parameters) {
      const secret = namedSecret(context, parameters);
      return { ARN: secret.arn, Name: secret.name, ResourcePolicy: secret.resourcePolicy };
    },
  },
};

function createSecret(context: Context, parameters: Parameters) {
  const { account, region, now } = context;
  const name = text(parameters, 'Name');
  if (!/^[\w/+=.@-]{1,512}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  }
  const token = versionToken(parameters);
  const value = secretContent(parameters);
  const existing = findSecret(context, name);
  if (existing !== undefined) {
    if (existing.deletedAt !== undefined) {
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    const version = existing.versions.find(({ id }) => id === token);
    if (version !== undefined && sameValue(version, value))
      return { ARN: existing.arn, Name: name, VersionId: token };
    throw new AwsError(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  }
  const secret: Secret = {
    name,
    arn: `${secretArn(context, name)}-${newSecretSuffix()}`,
    region,
    createdAt: now,
    changedAt: now,
    tags: new Map(),
    versions: [],
  };
  const description = optionalText(parameters, 'Description');
  if (description !== undefined) secret.description = description;
  const kmsKeyId = optionalText(parameters, 'KmsKeyId');
  if (kmsKeyId !== undefined) secret.kmsKeyId = kmsKeyId;
  putSecretTags(secret, parameters);
  const version = addVersion(context, secret, { ...parameters, ClientRequestToken: token });
  account.secrets.set(`${region}/${name}`, secret);
  return { ARN: secret.arn, Name: name, VersionId: version?.id };
}

function deleteSecret(context: Context, parameters: Parameters) {
  const force = flag(parameters, 'ForceDeleteWithoutRecovery') === true;
  const days = wholeNumber(parameters, 'RecoveryWindowInDays', 7, 30);
  if (force && days !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  const secret = namedSecret(context, parameters);
  if (secret.deletedAt !== undefined && !force)
    throw invalidRequest(
      "You can't perform this operation on the secret because it was already scheduled for deletion.",
    );
  secret.deletedAt = context.now;
  secret.purgeAt = force ? context.now : new Date(context.now.getTime() + (days ?? 30) * 86_400_000);
  if (force) context.account.secrets.delete(`${secret.region}/${secret.name}`);
  return { ARN: secret.arn, Name: secret.name, DeletionDate: secret.purgeAt };
}

function listSecrets(context: Context, parameters: Parameters) {
  const asked = wholeNumber(parameters, 'MaxResults', 1, 100) ?? 100;
  const size = Math.min(asked, context.quirks.pageItems ?? asked);
  const after = readMarker(optionalText(parameters, 'NextToken')) ?? '';
  const planned = flag(parameters, 'IncludePlannedDeletion') === true;
  const secrets = [...context.account.secrets.values()]
    .filter(
      ({ region, name, deletedAt }) =>
        region === context.region && name > after && (planned || deletedAt === undefined),
    )
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const last = secrets[size - 1];
  return {
    SecretList: secrets.slice(0, size).map(describe),
    NextToken: last !== undefined && secrets.length > size ? makeMarker(last.name) : undefined,
  };
}

function describe(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    CreatedDate: secret.createdAt,
    LastChangedDate: secret.changedAt,
    LastAccessedDate: secret.accessedAt,
    DeletedDate: secret.deletedAt,
    Tags: [...secret.tags].map(([Key, Value]) => ({ Key, Value })),
    VersionIdsToStages: stagesOf(secret),
  };
}

function putSecretTags(secret: Secret, parameters: Parameters): void {
  for (const [key, value] of tagPairs(parameters)) {
    if (key.toLowerCase().startsWith('aws:')) {
      throw new AwsError('InvalidParameterException', 'Tag keys that begin with aws: are reserved.');
    }
    secret.tags.set(key, value);
  }
}

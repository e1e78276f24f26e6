import { requestTagKeys, resourceTagKeys } from '../authorize.ts';
import { AwsError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Target } from '../operation.ts';
import { flag, optionalText, tagPairs, text } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Secret } from '../world/state.ts';

/** The secret that a call names by name or ARN, in the region it calls. Purged ones are gone. Throws ResourceNotFoundException. */
export function namedSecret(context: Context, parameters: Parameters): Secret {
  const secret = findSecret(context, text(parameters, 'SecretId'));
  if (secret === undefined) {
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  return secret;
}

/** As above; refuses one that is waiting for its deletion. */
export function livingSecret(context: Context, parameters: Parameters): Secret {
  const secret = namedSecret(context, parameters);
  if (secret.deletedAt !== undefined) {
    throw invalidRequest(
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
  return secret;
}

export function findSecret({ account, region, now }: Context, nameOrArn: string): Secret | undefined {
  for (const secret of account.secrets.values()) {
    if (secret.region !== region || (secret.name !== nameOrArn && secret.arn !== nameOrArn)) continue;
    if (secret.purgeAt === undefined || secret.purgeAt > now) return secret;
  }
  return undefined;
}

export function secretTarget(context: Context, parameters: Parameters): Target {
  const id = text(parameters, 'SecretId');
  const secret = findSecret(context, id);
  const keys = {
    'secretsmanager:SecretId': id,
    'secretsmanager:ForceDeleteWithoutRecovery': String(
      flag(parameters, 'ForceDeleteWithoutRecovery') ?? false,
    ),
    ...requestTagKeys(tagPairs(parameters)),
  };
  if (secret === undefined) return { resource: id.startsWith('arn:') ? id : secretArn(context, id), keys };
  return { resource: secret.arn, keys: { ...resourceTagKeys(secret.tags, 'secretsmanager'), ...keys } };
}

export function newSecretTarget(context: Context, parameters: Parameters): Target {
  const name = text(parameters, 'Name');
  return {
    resource: secretArn(context, name),
    keys: {
      'secretsmanager:Name': name,
      'secretsmanager:KmsKeyId': optionalText(parameters, 'KmsKeyId'),
      ...requestTagKeys(tagPairs(parameters)),
    },
  };
}

/** Without the six characters that creation adds. */
export function secretArn({ account, region }: Context, name: string): string {
  return `arn:aws:secretsmanager:${region}:${account.id}:secret:${name}`;
}

export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

export function stagesOf(secret: Secret): Record<string, readonly string[]> {
  const staged = secret.versions.filter(({ stages }) => stages.size > 0);
  return Object.fromEntries(staged.map(({ id, stages }) => [id, [...stages]]));
}

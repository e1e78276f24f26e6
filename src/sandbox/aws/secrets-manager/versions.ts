import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operation.ts';
import { optionalText, texts } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Secret, SecretVersion } from '../world/state.ts';
import { livingSecret, secretTarget } from './secrets.ts';

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';
const VALUE_BYTES = 65_536;

export const secretVersionOperations: Operations = {
  GetSecretValue: {
    writes: false,
    target: secretTarget,
    run(context, parameters) {
      const secret = livingSecret(context, parameters);
      const wantedId = optionalText(parameters, 'VersionId');
      const stage = optionalText(parameters, 'VersionStage') ?? CURRENT;
      const version = secret.versions.find(({ id, stages }) =>
        wantedId === undefined ? stages.has(stage) : id === wantedId,
      );
      if (version === undefined) {
        const which = wantedId === undefined ? `staging label: ${stage}` : `VersionId: ${wantedId}`;
        throw new AwsError(
          'ResourceNotFoundException',
          `Secrets Manager can't find the specified secret value for ${which}`,
        );
      }
      secret.accessedAt = context.now;
      return {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: version.id,
        SecretString: version.text,
        SecretBinary: version.binary,
        VersionStages: [...version.stages],
        CreatedDate: version.createdAt,
      };
    },
  },
  PutSecretValue: {
    writes: true,
    target: secretTarget,
    run(context, parameters) {
      const secret = livingSecret(context, parameters);
      const stages = texts(parameters, 'VersionStages');
      const version = addVersion(context, secret, parameters, stages.length === 0 ? [CURRENT] : stages);
      return {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: version?.id,
        VersionStages: [...(version?.stages ?? [])],
      };
    },
  },
};

/**
 * Adds a version under the caller's token. The same token with the same content is the same version; with another content it is refused
 * with ResourceExistsException. Gives undefined when the call carries no value.
 */
export function addVersion(
  context: Context,
  secret: Secret,
  parameters: Parameters,
  stages: readonly string[] = [CURRENT],
): SecretVersion | undefined {
  const value = secretContent(parameters);
  if (value === undefined) return undefined;
  const id = versionToken(parameters);
  const existing = secret.versions.find((version) => version.id === id);
  if (existing !== undefined) {
    if (sameValue(existing, value)) return existing;
    throw new AwsError(
      'ResourceExistsException',
      `The version ${id} of the secret ${secret.name} already exists with another value.`,
    );
  }
  const version: SecretVersion = { id, ...value, createdAt: context.now, stages: new Set() };
  secret.versions.push(version);
  for (const stage of stages) moveStage(secret, version, stage);
  secret.changedAt = context.now;
  return version;
}

export function sameValue(version: SecretVersion | undefined, value: Value | undefined): boolean {
  return version?.text === value?.text && version?.binary === value?.binary;
}

function moveStage(secret: Secret, to: SecretVersion, stage: string): void {
  for (const version of secret.versions) {
    if (!version.stages.delete(stage) || stage !== CURRENT) continue;
    for (const other of secret.versions) other.stages.delete(PREVIOUS);
    version.stages.add(PREVIOUS);
  }
  to.stages.add(stage);
}

export type Value = Pick<SecretVersion, 'text' | 'binary'>;

export function secretContent(parameters: Parameters): Value | undefined {
  const string = optionalText(parameters, 'SecretString');
  const binary = optionalText(parameters, 'SecretBinary');
  if (string !== undefined && binary !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (Buffer.byteLength(string ?? binary ?? '') > VALUE_BYTES) {
    throw new AwsError('InvalidParameterException', `The secret value is longer than ${VALUE_BYTES} bytes.`);
  }
  if (string !== undefined) return { text: string };
  return binary === undefined ? undefined : { binary };
}

/** The caller's idempotency token, which becomes the version's id: 32 to 64 characters. */
export function versionToken(parameters: Parameters): string {
  const token = optionalText(parameters, 'ClientRequestToken') ?? randomUUID();
  if (token.length < 32 || token.length > 64) {
    throw new AwsError('InvalidParameterException', 'ClientRequestToken must be 32-64 characters long.');
  }
  return token;
}

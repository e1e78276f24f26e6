import { AwsError, validationError } from '../aws-error.ts';
import { lowerFirst, optionalText, text } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';

// Limits from "IAM and AWS STS quotas" and the IAM API reference.
export const QUOTAS = {
  Users: 5000,
  Groups: 300,
  Policies: 1500,
  GroupsPerUser: 10,
  AccessKeysPerUser: 2,
  AttachedPoliciesPerUser: 10,
  AttachedPoliciesPerGroup: 10,
  UserPolicySize: 2048,
  GroupPolicySize: 5120,
  PolicySize: 6144,
  VersionsPerPolicy: 5,
  SigningCertificatesPerUser: 2,
  SshKeysPerUser: 5,
  MfaDevicesPerUser: 8,
  ServiceCredentialsPerService: 2,
  Tags: 50,
} as const;

/** A name of a user, group or policy: 1 to 64 (128) of the allowed characters. Throws ValidationError. */
export function entityName(parameters: Parameters, field: string, maximum = 128): string {
  return checkedName(text(parameters, field), field, maximum);
}

export function optionalName(parameters: Parameters, field: string, maximum = 128): string | undefined {
  const value = optionalText(parameters, field);
  return value === undefined ? undefined : checkedName(value, field, maximum);
}

function checkedName(name: string, field: string, maximum: number): string {
  const where = lowerFirst(field);
  if (name.length === 0 || name.length > maximum) {
    const wrong = name.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${maximum}`;
    throw validationError(
      `1 validation error detected: Value '${name}' at '${where}' failed to satisfy constraint: Member must have length ${wrong}`,
    );
  }
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw validationError(
      `The specified value for ${where} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return name;
}

/** A path, `/` when absent; it begins and ends with a slash. */
export function entityPath(parameters: Parameters): string {
  const path = optionalText(parameters, 'Path') ?? '/';
  if (path.length > 512 || !/^(\/|\/[!-~]*\/)$/.test(path)) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return path;
}

export function pathPrefix(parameters: Parameters): string {
  return optionalText(parameters, 'PathPrefix') ?? '/';
}

type TagPairs = readonly (readonly [string, string])[];

/** Puts tags on a thing. Keys are one whatever their case: the new spelling replaces the old. Throws InvalidInput, LimitExceeded. */
export function putTags(on: Map<string, string>, tags: TagPairs): void {
  checkTags(tags);
  for (const [key, value] of tags) {
    for (const existing of on.keys()) if (existing.toLowerCase() === key.toLowerCase()) on.delete(existing);
    on.set(key, value);
  }
}

/** The count after adding must be looked at before anything is changed. */
export function checkTagRoom(on: ReadonlyMap<string, string>, tags: TagPairs): void {
  const keys = new Set([...on.keys(), ...tags.map(([key]) => key)].map((key) => key.toLowerCase()));
  if (keys.size > QUOTAS.Tags) {
    throw new AwsError(
      'LimitExceeded',
      `The number of tags has reached the maximum limit. Maximum is ${QUOTAS.Tags}.`,
    );
  }
}

export function checkTags(tags: TagPairs): void {
  const seen = new Set<string>();
  for (const [key, value] of tags) {
    if (key.length < 1 || key.length > 128)
      throw validationError('Tag keys must be between 1 and 128 characters long.');
    if (value.length > 256) throw validationError('Tag values must be at most 256 characters long.');
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(key + value)) {
      throw validationError(
        'Tag keys and values may contain letters, numbers, spaces and _ . : / = + - @ only.',
      );
    }
    if (key.toLowerCase().startsWith('aws:')) {
      throw new AwsError(
        'InvalidInput',
        'Duplicate or reserved tag keys: the prefix aws: is reserved for use by AWS.',
      );
    }
    if (seen.has(key.toLowerCase())) {
      throw new AwsError(
        'InvalidInput',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    }
    seen.add(key.toLowerCase());
  }
}

/** Policy sizes are counted without white space. */
export function sizeOf(document: string): number {
  return document.replace(/\s/g, '').length;
}

export function limitExceeded(what: string, limit: number): AwsError {
  return new AwsError('LimitExceeded', `Cannot exceed quota for ${what}: ${limit}`);
}

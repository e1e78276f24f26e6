import { randomBytes, randomInt, randomUUID } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** AIDA user · AGPA group · AROA role · ANPA managed policy · AKIA key · ASIA temporary key · APKA SSH key · ACCA service credential. */
export type IdPrefix = 'AIDA' | 'AGPA' | 'AROA' | 'ANPA' | 'AKIA' | 'ASIA' | 'APKA' | 'ACCA';

/** A unique id: keys have 20 characters, everything else 21. */
export function newId(prefix: IdPrefix, ending = ''): string {
  const length = prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17;
  return prefix + randomBase32(length - ending.length) + ending;
}

function randomBase32(length: number): string {
  return Array.from({ length }, () => BASE32[randomInt(BASE32.length)]).join('');
}

/** A secret access key: forty characters. */
export function newSecretKey(): string {
  return randomBytes(30).toString('base64');
}

export function newSessionToken(): string {
  return `FwoGZXIvYXdzE${randomBytes(120).toString('base64')}`;
}

export function newRequestId(): string {
  return randomUUID();
}

/** Six random characters, as at the end of a secret's ARN. */
export function newSecretSuffix(): string {
  return randomBytes(6).toString('base64url').replace(/[-_]/g, 'x').slice(0, 6);
}

export type IamResource = 'user' | 'group' | 'role' | 'policy' | 'mfa';

/** `path` begins and ends with a slash. */
export function iamArn(accountId: string, resource: IamResource, path: string, name: string): string {
  return `arn:aws:iam::${accountId}:${resource}${path}${name}`;
}

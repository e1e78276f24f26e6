import { DateTime } from 'luxon';
import type { AccessKeyFacts, UserFacts } from '../domain/facts.ts';
import { lastUse } from '../domain/last-use.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { FormContext } from './action.ts';
import { isAbout } from './existing-user.ts';

/** AWS lets a user have two access keys (IAM quotas); the quota is racy, so there may be more. */
export const mostKeys = 2;

/** A key is dead when it is disabled, or nobody has used it for so long. */
const deadAfterDays = 45;

export function isDead({ status, lastUsed, createdAt }: AccessKeyFacts, now: string): boolean {
  if (status !== 'Active') return true;
  const since = DateTime.fromISO(lastUsed?.at ?? createdAt);
  return DateTime.fromISO(now).diff(since, 'days').days > deadAfterDays;
}

/** The key that is missed least: disabled before enabled, never used before used, longest idle first. */
export function leastMissed(keys: readonly AccessKeyFacts[]): AccessKeyFacts | undefined {
  const weight = (key: AccessKeyFacts) =>
    `${key.status === 'Active' ? 1 : 0} ${key.lastUsed?.at ?? ''} ${key.createdAt}`;
  return keys.toSorted((a, b) => (weight(a) < weight(b) ? -1 : 1))[0];
}

export const keyEnd = ({ id }: Pick<AccessKeyFacts, 'id'>): string => `…${id.slice(-4)}`;

/** A person with a password and no second factor gets no more keys: Identity Center, or the break-glass rules. */
export function refuseBareHuman({ userName, hasLoginProfile, mfaDevices }: UserFacts): Refusal | undefined {
  if (!hasLoginProfile || mfaDevices.length > 0) return undefined;
  return refusal(
    'not-now',
    `${userName} has a console password and no MFA device, so its keys stay as they are. Remove the password (/iam console ${userName}) or register an MFA device first.`,
  );
}

/** Two requests that make keys would take each other's for their own: one at a time. */
export function refuseOtherKeyMaker(
  user: UserFacts,
  { underWay }: Pick<FormContext, 'underWay'>,
): Refusal | undefined {
  const other = underWay.find(
    (change) =>
      isAbout(change, user) &&
      change.plan.stages.some((stage) => stage.operations.some(({ kind }) => kind === 'create-access-key')),
  );
  if (!other) return undefined;
  const does = other.action === 'rotate-access-key' ? 'rotates a key of' : 'makes a key for';
  return refusal(
    'not-now',
    `${other.requestId} ${does} ${user.userName} already and hasn’t ended. Let it end, or take it back first: /iam audit ${other.requestId}`,
  );
}

/** No room for another key: says which one is missed least. */
export function refuseNoRoom(user: UserFacts, keys: readonly AccessKeyFacts[]): Refusal | undefined {
  if (keys.length < mostKeys) return undefined;
  const least = leastMissed(keys);
  if (!least) return undefined;
  const how = least.status === 'Active' ? 'Disable it, and delete it' : 'Delete it';
  return refusal(
    'not-now',
    `${user.userName} has ${keys.length} access keys, and AWS allows ${mostKeys}. ${keyEnd(least)} is missed least: ${least.status.toLowerCase()}, ${lastUse(least)}. ${how} first: /iam key ${user.userName} ${least.status === 'Active' ? 'disable' : 'delete'} ${keyEnd(least)}`,
  );
}

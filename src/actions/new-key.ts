import type { AccessKeyFacts, UserFacts } from '../domain/facts.ts';
import { lastUse, statusWords } from '../domain/last-use.ts';
import type { Pin } from '../domain/plan.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';

/** AWS lets a user have two access keys (IAM quotas); the quota is racy, so there may be more. */
export const mostKeys = 2;

/** The key that is missed least: disabled before enabled, never used before used, longest idle first. */
export function leastMissed(keys: readonly AccessKeyFacts[]): AccessKeyFacts | undefined {
  const weight = (key: AccessKeyFacts) =>
    `${key.status === 'Active' ? 1 : 0} ${key.lastUsed?.at ?? ''} ${key.createdAt} ${key.id}`;
  return keys.toSorted((a, b) => (weight(a) < weight(b) ? -1 : 1))[0];
}

export const keyEnd = ({ id }: Pick<AccessKeyFacts, 'id'>): string => `…${id.slice(-4)}`;

export const keyWords = (key: AccessKeyFacts): string => `${statusWords[key.status]}, ${lastUse(key)}`;

/** How many keys something leaves alone. */
export const untouchedKeys = ({ accessKeys }: Pick<UserFacts, 'accessKeys'>): string =>
  accessKeys.length === 0 ? 'none' : `${accessKeys.length}, not touched`;

/** A plan that makes or deletes keys stands on all of them. */
export const keysPin = ({ accessKeys }: Pick<UserFacts, 'accessKeys'>): Pin => ({
  subject: 'access keys',
  is: accessKeys.map(({ id, status }) => `${id} ${status.toLowerCase()}`).join(', ') || 'none',
});

/** No room for another key, not even without the dropped one: says how many have to go, and which one is missed least. */
export function refuseNoRoom(
  { userName, accessKeys }: UserFacts,
  dropped?: AccessKeyFacts,
): Refusal | undefined {
  const least = leastMissed(accessKeys.filter((key) => key !== dropped));
  const tooMany = accessKeys.length - mostKeys + (dropped ? 0 : 1);
  if (tooMany <= 0 || !least) return undefined;
  const many = `${tooMany}${dropped ? ' more' : ''} of them ${tooMany === 1 ? 'has' : 'have'} to be deleted`;
  const isActive = least.status === 'Active';
  const how = isActive ? 'Disable it, and delete it when nobody has missed it' : 'Delete it';
  return refusal(
    'not-now',
    `${userName} has ${accessKeys.length} access keys and AWS allows ${mostKeys}: before a new one ${many}. ${keyEnd(least)} is missed least: ${keyWords(least)}. ${how}: /iam key ${userName} ${isActive ? 'disable' : 'delete'} ${keyEnd(least)}`,
  );
}

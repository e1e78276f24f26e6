import type { InventoryKey, InventoryUser } from '../domain/inventory.ts';
import { isWithin } from '../policy/source-network.ts';
import type { Found, UserContext, UserRule } from './rule.ts';
import {
  act,
  actOnKey,
  controls,
  daysBetween,
  keyCredential,
  keyWords,
  plusDays,
  useFacts,
  useWords,
} from './words.ts';

// Access keys. A list that could not be had is `undefined`: then nothing is said about keys.

/** How many times the threshold an old key is worse than usual. */
const MUCH = 4;

const old: UserRule = {
  id: 'key-old',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'Access key is old',
  severity: 'medium',
  threshold: 'keyOlderThanDays',
  controls: controls(['1.13'], [3]),
  mend: 'Rotate the key; one that nobody uses is disabled. High from four times the threshold on.',
  find: (user, at) =>
    each(
      user,
      ({ isActive, createdAt }) => isActive && createdAt < at.daysAgo(at.thresholds.keyOlderThanDays),
      (key) => ({
        ...about(key, at),
        ...(key.createdAt < at.daysAgo(at.thresholds.keyOlderThanDays * MUCH) ? { severity: 'high' } : {}),
        since: plusDays(key.createdAt, at.thresholds.keyOlderThanDays),
        words: `${keyWords(key)} ${daysBetween(key.createdAt, at.now)} d old, ${useWords(key.use, at.now)}`,
        // Nobody needs a new one for a key that rests.
        remedy: isInUse(key, at)
          ? actOnKey('rotate-access-key', 'Rotate', key)
          : actOnKey('disable-access-key', 'Disable', key),
      }),
    ),
};

const unused: UserRule = {
  id: 'key-unused',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'Access key is no longer used',
  severity: 'medium',
  threshold: 'keyUnusedDays',
  controls: controls(['1.11'], [22, 8]),
  mend: 'Disable the key; delete it when nobody has missed it.',
  find: (user, at) =>
    each(
      user,
      ({ isActive, use }) =>
        isActive && use.kind === 'used' && use.at < at.daysAgo(at.thresholds.keyUnusedDays),
      (key) => ({
        ...about(key, at),
        since: plusDays(key.use.kind === 'used' ? key.use.at : key.createdAt, at.thresholds.keyUnusedDays),
        words: `${keyWords(key)} ${useWords(key.use, at.now)}`,
        remedy: actOnKey('disable-access-key', 'Disable', key),
      }),
    ),
};

const neverUsed: UserRule = {
  id: 'key-never-used',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'Access key was never used',
  severity: 'medium',
  threshold: 'keyNeverUsedDays',
  controls: controls(['1.10', '1.11'], [22, 8]),
  mend: 'Disable the key; delete it when nobody has missed it.',
  find: (user, at) =>
    each(
      user,
      ({ isActive, use, createdAt }) =>
        isActive && use.kind === 'never' && createdAt < at.daysAgo(at.thresholds.keyNeverUsedDays),
      (key) => ({
        ...about(key, at),
        since: plusDays(key.createdAt, at.thresholds.keyNeverUsedDays),
        words: `${keyWords(key)} never used, ${daysBetween(key.createdAt, at.now)} d old`,
        remedy: actOnKey('disable-access-key', 'Disable', key),
      }),
    ),
};

const twoActive: UserRule = {
  id: 'key-two-active',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'Two access keys are active',
  severity: 'medium',
  controls: controls(['1.12']),
  mend: 'Disable the key that is used least, then delete it.',
  find(user, at) {
    const active = user.keys?.filter(({ isActive }) => isActive) ?? [];
    const [idle] = active.toSorted(byUse);
    if (active.length < 2 || idle === undefined) return undefined;
    const newest = active.reduce((one, other) => (one.createdAt > other.createdAt ? one : other));
    return [
      {
        since: newest.createdAt,
        facts: { keys: active.map((key) => keyCredential(key).id), idlest: keyCredential(idle).id },
        words: `${active.length} active keys: ${active.map((key) => `${keyWords(key).replace(/^key /, '')} ${useWords(key.use, at.now)}`).join('; ')}`,
        remedy: actOnKey(
          'disable-access-key',
          `Disable ${idle.id === undefined ? 'one' : `…${idle.id.slice(-4)}`}`,
          idle,
        ),
      },
    ];
  },
};

const disabled: UserRule = {
  id: 'key-disabled',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'Disabled access key is still there',
  severity: 'low',
  threshold: 'keyDisabledDays',
  controls: controls(['1.11'], [22]),
  mend: 'Delete the key. AWS doesn’t tell since when a key is disabled: before earlier looks can, its last use counts.',
  find: (user, at) =>
    each(
      user,
      (key) => !key.isActive && (disabledSince(key) ?? at.now) < at.daysAgo(at.thresholds.keyDisabledDays),
      (key) => ({
        ...about(key, at),
        since: plusDays(disabledSince(key) ?? at.now, at.thresholds.keyDisabledDays),
        words: `${keyWords(key)} disabled, ${useWords(key.use, at.now)}, ${daysBetween(key.createdAt, at.now)} d old`,
        remedy: actOnKey('delete-access-key', 'Delete', key),
      }),
    ),
};

const surplus: UserRule = {
  id: 'key-surplus',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'More access keys than AWS allows',
  severity: 'high',
  controls: controls(['1.12']),
  mend: 'Delete the keys that nobody uses. The quota of two is racy: somebody may have raced it on purpose.',
  find(user, at) {
    const keys = user.keys ?? [];
    const [idle] = keys.toSorted(byUse);
    if (keys.length < 3 || idle === undefined) return undefined;
    const newest = keys.reduce((one, other) => (one.createdAt > other.createdAt ? one : other));
    return [
      {
        since: newest.createdAt,
        facts: { keys: keys.map((key) => keyCredential(key).id), count: keys.length },
        words: `${keys.length} keys: ${keys.map((key) => `${keyWords(key).replace(/^key /, '')} ${key.isActive ? useWords(key.use, at.now) : 'disabled'}`).join('; ')}`,
        remedy: idle.isActive
          ? actOnKey('disable-access-key', 'Disable one', idle)
          : actOnKey('delete-access-key', 'Delete one', idle),
      },
    ];
  },
};

const onPerson: UserRule = {
  id: 'key-on-person',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'A person has an access key',
  severity: 'medium',
  controls: controls(['1.10']),
  mend: 'Use Identity Center (aws sso login) instead, then disable the key.',
  find: (user, at) =>
    at.kind === 'human'
      ? each(
          user,
          ({ isActive }) => isActive,
          (key) => ({
            ...about(key, at),
            since: key.createdAt,
            words: `${keyWords(key)} of a person, ${useWords(key.use, at.now)}`,
            remedy: actOnKey('disable-access-key', 'Disable', key),
          }),
        )
      : undefined,
};

const outsideNetworks: UserRule = {
  id: 'key-outside-networks',
  about: 'user',
  restsOn: 'credentials',
  area: 'keys',
  title: 'Access key is used from elsewhere',
  severity: 'high',
  controls: controls([]),
  mend: 'Find out whose address it is. If nobody knows, quarantine the user. Only found where a trail tells addresses.',
  find(user, at) {
    if (user.keys?.some(({ usedFrom }) => usedFrom !== undefined) !== true) return undefined;
    const { networks } = at.access();
    const isOutside = (address: string) => isWithin(address, networks) === false;
    return each(
      user,
      ({ usedFrom }) => usedFrom?.some(isOutside) === true,
      (key) => {
        const outside = key.usedFrom?.filter(isOutside) ?? [];
        const { credential, facts } = about(key, at);
        return {
          ...(credential === undefined ? {} : { credential }),
          facts: { ...facts, addresses: outside, networks },
          since: key.use.kind === 'used' ? key.use.at : user.credentialsAsOf,
          words: `${keyWords(key)} used from ${outside.join(', ')}; declared is ${networks.join(', ')}`,
          remedy: act('quarantine-user', 'Quarantine'),
        };
      },
    );
  },
};

export const keyRules: readonly UserRule[] = [
  old,
  unused,
  neverUsed,
  twoActive,
  disabled,
  surplus,
  onPerson,
  outsideNetworks,
];

function each(
  { keys }: InventoryUser,
  holds: (key: InventoryKey) => boolean,
  found: (key: InventoryKey) => Found,
): readonly Found[] | undefined {
  if (keys === undefined || !keys.some(holds)) return undefined;
  return keys.filter(holds).map(found);
}

function about(key: InventoryKey, { now }: UserContext): Pick<Found, 'credential' | 'facts'> {
  const { createdAt, isActive, disabledSince: seen } = key;
  return {
    credential: keyCredential(key),
    facts: {
      createdAt,
      ageDays: daysBetween(createdAt, now),
      status: isActive ? 'Active' : 'Inactive',
      ...useFacts(key.use),
      ...(seen === undefined ? {} : { disabledSince: seen }),
    },
  };
}

function isInUse({ use }: InventoryKey, { daysAgo, thresholds }: UserContext): boolean {
  return use.kind === 'unknown' || (use.kind === 'used' && use.at >= daysAgo(thresholds.keyUnusedDays));
}

/** A key that was used at some time was enabled then; nothing more is known without an earlier look. */
function disabledSince({ createdAt, use, disabledSince: seen }: InventoryKey): string | undefined {
  if (seen !== undefined) return seen;
  if (use.kind === 'unknown') return undefined;
  return use.kind === 'used' && use.at > createdAt ? use.at : createdAt;
}

/** The least missed first: disabled, never used, then the one that was used longest ago. */
function byUse(one: InventoryKey, other: InventoryKey): number {
  const rank = ({ isActive, use }: InventoryKey) =>
    `${isActive ? 1 : 0}${use.kind === 'used' ? use.at : use.kind === 'never' ? '0' : '9'}`;
  return rank(one) < rank(other) ? -1 : 1;
}

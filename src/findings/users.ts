import { SlackUserId } from '../domain/ids.ts';
import type { InventoryUser } from '../domain/inventory.ts';
import { ownerOf } from '../domain/ownership.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { isBreakGlass } from './break-glass.ts';
import type { Found, UserRule } from './rule.ts';
import { tagProblems } from './tag-problems.ts';
import { act, advise, ago, controls, daysBetween, plusDays } from './words.ts';

// Users as such: whether somebody needs them, and whose they are.

const inactive: UserRule = {
  id: 'user-inactive',
  about: 'user',
  restsOn: 'credentials',
  area: 'users',
  title: 'User does nothing',
  severity: 'medium',
  threshold: 'userInactiveDays',
  controls: controls(['1.11'], [8]),
  mend: 'Offboard it.',
  find(user, at) {
    const last = lastActivity(user);
    if (last === undefined || last.at >= at.daysAgo(at.thresholds.userInactiveDays)) return undefined;
    if (isBreakGlass(user, at)) return undefined;
    const did = last.isUse ? `last did something ${ago(last.at, at.now)}` : 'never did anything';
    return one({
      since: plusDays(last.at, at.thresholds.userInactiveDays),
      facts: { createdAt: user.createdAt, ...(last.isUse ? { lastActivity: last.at } : {}) },
      words: `${did}, ${daysBetween(user.createdAt, at.now)} d old`,
      remedy: act('offboard-user', 'Offboard'),
    });
  },
};

const pastEnd: UserRule = {
  id: 'user-past-end',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'User is past its end date',
  severity: 'high',
  controls: controls([]),
  mend: 'Extend it, if it is still needed; offboard it otherwise.',
  find(user, at) {
    const ends = tagValue(user.tags, tagKeys.ends);
    if (ends === undefined || ends > at.now || !isDate(ends)) return undefined;
    // It ends with its last day.
    const over = plusDays(`${ends}T00:00:00.000Z`, 1);
    if (over > at.now) return undefined;
    return one({
      since: over,
      facts: { ends },
      words: `ended on ${ends}, ${daysBetween(over, at.now)} d ago`,
      remedy: act('extend-user', 'Extend'),
    });
  },
};

const reviewOverdue: UserRule = {
  id: 'user-review-overdue',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'User was not reviewed in time',
  severity: 'low',
  threshold: 'reviewEveryDays',
  controls: controls([]),
  mend: 'Its owner says whether it is still needed. Only users that Chatelaine made or adopted.',
  find(user, at) {
    // A user can't have been reviewed before it was made: the cheap question first.
    const due = at.daysAgo(at.thresholds.reviewEveryDays);
    if (user.createdAt >= due || !isManaged(user)) return undefined;
    const reviewed = tagValue(user.tags, tagKeys.reviewed);
    const last = reviewed !== undefined && isDate(reviewed) ? `${reviewed}T00:00:00.000Z` : user.createdAt;
    if (last >= due) return undefined;
    return one({
      since: plusDays(last, at.thresholds.reviewEveryDays),
      facts: { createdAt: user.createdAt, ...(reviewed === undefined ? {} : { reviewed }) },
      words: reviewed === undefined ? 'never reviewed' : `last reviewed ${ago(last, at.now)}`,
      remedy: act('extend-user', 'Still needed'),
    });
  },
};

const withoutOwner: UserRule = {
  id: 'user-without-owner',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'Nobody owns the user',
  severity: 'medium',
  controls: controls([], [25]),
  mend: 'Whoever knows it claims it; nobody’s is offboarded. High while it has a key or a password that works.',
  find(user) {
    const said = tagValue(user.tags, tagKeys.owner);
    if (said !== undefined && SlackUserId.safeParse(said).success) return undefined;
    return one({
      ...(worksStill(user) ? { severity: 'high' } : {}),
      since: user.createdAt,
      facts: { createdAt: user.createdAt, ...(said === undefined ? {} : { owner: said }) },
      words: said === undefined ? 'nobody owns it' : `its owner tag names nobody in Slack: ${said}`,
      remedy: act('claim-user', 'It’s mine'),
    });
  },
};

const ownerGone: UserRule = {
  id: 'user-owner-gone',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'The owner has left',
  severity: 'high',
  controls: controls([]),
  mend: 'Their team takes it over, or it is offboarded. Only where Slack could be asked.',
  find(user, { settings: { owners }, inventory }) {
    if (owners === undefined) return undefined;
    const owner = ownerOf(user);
    if (owner === undefined || owners.get(owner) !== 'gone') return undefined;
    const team = tagValue(user.tags, tagKeys.team);
    return one({
      since: inventory.readAt,
      facts: { owner, ...(team === undefined ? {} : { team }) },
      words: `its owner is gone from Slack${team === undefined ? '' : ` (team ${team})`}`,
      remedy: act('transfer-user', 'Hand over', team === undefined ? {} : { team }),
    });
  },
};

const tags: UserRule = {
  id: 'user-tags',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'A tag is missing or wrong',
  severity: 'low',
  controls: controls([], [25]),
  mend: 'Set the tags. tags.required, environments and teams of the configuration say which.',
  find(user, { settings: { house } }) {
    const problems = tagProblems(user, house);
    if (problems.length === 0) return undefined;
    return one({
      since: user.createdAt,
      facts: { tags: problems.map(({ key }) => key) },
      words: problems.map(({ says }) => says).join(', '),
      remedy: act('tag-user', 'Set tags'),
    });
  },
};

const unmanaged: UserRule = {
  id: 'user-unmanaged',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'Not made through Chatelaine',
  severity: 'low',
  controls: controls([]),
  mend: 'Adopt it: it gets an owner, a purpose and an end.',
  find(user, at) {
    if (isManaged(user) || isBreakGlass(user, at)) return undefined;
    return one({
      since: user.createdAt,
      facts: { createdAt: user.createdAt },
      words: `not made through Chatelaine, ${daysBetween(user.createdAt, at.now)} d old`,
      remedy: act('adopt-user', 'Adopt'),
    });
  },
};

const quarantinedLong: UserRule = {
  id: 'user-quarantined-long',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'Quarantined for too long',
  severity: 'medium',
  threshold: 'quarantinedDays',
  controls: controls([]),
  mend: 'Offboard it, or restore it. Counts from the first look that saw it, or from its tag.',
  find(user, at) {
    if (user.quarantineSeenSince === undefined) return undefined;
    const tagged = tagValue(user.tags, tagKeys.quarantined);
    const since =
      tagged !== undefined && isDate(tagged) ? `${tagged}T00:00:00.000Z` : user.quarantineSeenSince;
    if (since >= at.daysAgo(at.thresholds.quarantinedDays)) return undefined;
    return one({
      since: plusDays(since, at.thresholds.quarantinedDays),
      facts: { quarantinedSince: since },
      words: `quarantined for ${daysBetween(since, at.now)} d`,
      remedy: act('offboard-user', 'Offboard'),
    });
  },
};

/** V1 to V4 so far; by the prefix, as AWS may add others (IAM User Guide, AWSCompromisedKeyQuarantine). */
const quarantinePrefix = ':policy/AWSCompromisedKeyQuarantine';

const quarantinedByAws: UserRule = {
  id: 'user-quarantined-by-aws',
  about: 'user',
  restsOn: 'details',
  area: 'users',
  title: 'AWS has found a key in public',
  severity: 'critical',
  controls: controls([]),
  mend: 'Quarantine the user, rotate the key, look at what it did. AWS’s policy stays attached until then.',
  find(user, { inventory }) {
    const policy = user.attachedPolicies.find((arn) => arn.includes(quarantinePrefix));
    if (policy === undefined) return undefined;
    return one({
      since: inventory.readAt,
      facts: { policy },
      words: `AWS found a key of it in public and attached ${policy.slice(policy.lastIndexOf('/') + 1)}`,
      remedy:
        user.quarantineSeenSince === undefined
          ? act('quarantine-user', 'Quarantine')
          : advise(
              'It is quarantined. Offboard it, or make a new key once it is known what the old one did.',
            ),
    });
  },
};

export const userRules: readonly UserRule[] = [
  inactive,
  pastEnd,
  reviewOverdue,
  withoutOwner,
  ownerGone,
  tags,
  unmanaged,
  quarantinedLong,
  quarantinedByAws,
];

const one = (found: Found): readonly Found[] => [found];

const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Made by a request, or adopted by one. */
function isManaged({ tags: all }: InventoryUser): boolean {
  return tagValue(all, tagKeys.request) !== undefined || tagValue(all, tagKeys.adopted) !== undefined;
}

function worksStill({ keys, password, otherCredentials }: InventoryUser): boolean {
  const works = keys?.some(({ isActive }) => isActive) === true || password.kind === 'set';
  return works || otherCredentials.some(({ status }) => status === 'Active');
}

/** The last use of a key or the password, or the making of the user; undefined where something may have been used unnoticed. */
function lastActivity(user: InventoryUser): { readonly at: string; readonly isUse: boolean } | undefined {
  const { keys, password, otherCredentials, createdAt } = user;
  if (keys === undefined || password.kind === 'unknown') return undefined;
  // AWS notes no use of these.
  if (otherCredentials.some(({ status }) => status === 'Active')) return undefined;
  let last = { at: createdAt, isUse: false };
  for (const use of [...keys.map((key) => key.use), ...(password.kind === 'set' ? [password.use] : [])]) {
    if (use.kind === 'unknown') return undefined;
    if (use.kind === 'used' && use.at > last.at) last = { at: use.at, isUse: true };
  }
  // A key may be younger than the last use, and a new one is not idle.
  for (const key of keys)
    if (key.isActive && key.createdAt > last.at) last = { at: key.createdAt, isUse: last.isUse };
  return last;
}

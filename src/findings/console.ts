import type { InventoryUser } from '../domain/inventory.ts';
import { isBreakGlass } from './break-glass.ts';
import type { Found, UserContext, UserRule } from './rule.ts';
import { act, advise, controls, daysBetween, plusDays, useFacts, useWords } from './words.ts';

// Console passwords.

const removePassword = act('remove-login-profile', 'Take it away');

type Password = Extract<InventoryUser['password'], { kind: 'set' }>;

const withoutMfa: UserRule = {
  id: 'password-without-mfa',
  about: 'user',
  restsOn: 'credentials',
  area: 'console',
  title: 'Console password without MFA',
  severity: 'high',
  controls: controls(['1.9'], [5, 19]),
  mend: 'Register an MFA device, or take the password away.',
  find(user, at) {
    const { password } = user;
    if (password.kind !== 'set' || user.hasMfa !== false) return undefined;
    return [
      {
        since: password.changedAt ?? user.createdAt,
        facts: passwordFacts(password),
        words: `console password without MFA, ${useWords(password.use, at.now)}`,
        remedy: removePassword,
      },
    ];
  },
};

const unused: UserRule = {
  id: 'password-unused',
  about: 'user',
  restsOn: 'credentials',
  area: 'console',
  title: 'Console password is no longer used',
  severity: 'medium',
  threshold: 'passwordUnusedDays',
  controls: controls(['1.11'], [22, 8]),
  mend: 'Take the password away.',
  find(user, at) {
    const { password } = user;
    if (password.kind !== 'set' || password.use.kind !== 'used' || isBreakGlass(user, at)) return undefined;
    if (password.use.at >= at.daysAgo(at.thresholds.passwordUnusedDays)) return undefined;
    return [
      {
        since: plusDays(password.use.at, at.thresholds.passwordUnusedDays),
        facts: passwordFacts(password),
        words: `console password ${useWords(password.use, at.now)}`,
        remedy: removePassword,
      },
    ];
  },
};

const neverUsed: UserRule = {
  id: 'password-never-used',
  about: 'user',
  restsOn: 'credentials',
  area: 'console',
  title: 'Console password was never used',
  severity: 'medium',
  threshold: 'passwordNeverUsedDays',
  controls: controls(['1.11'], [22, 8]),
  mend: 'Take the password away.',
  find(user, at) {
    const { password } = user;
    if (password.kind !== 'set' || password.use.kind !== 'never' || isBreakGlass(user, at)) return undefined;
    const set = password.changedAt ?? user.createdAt;
    if (set >= at.daysAgo(at.thresholds.passwordNeverUsedDays)) return undefined;
    return [
      {
        since: plusDays(set, at.thresholds.passwordNeverUsedDays),
        facts: passwordFacts(password),
        words: `console password never used, set ${daysBetween(set, at.now)} d ago`,
        remedy: removePassword,
      },
    ];
  },
};

const old: UserRule = {
  id: 'password-old',
  about: 'user',
  restsOn: 'credentials',
  area: 'console',
  title: 'Console password is older than the policy allows',
  severity: 'low',
  threshold: 'passwordOlderThanDays',
  controls: controls([], [17]),
  mend: 'Its owner signs in and sets another; a password that nobody needs is taken away.',
  find(user, at) {
    const { password } = user;
    const allowed = allowedDays(at);
    if (password.kind !== 'set' || password.changedAt === undefined || allowed === undefined)
      return undefined;
    if (isBreakGlass(user, at) || password.changedAt >= at.daysAgo(allowed)) return undefined;
    return [
      {
        since: plusDays(password.changedAt, allowed),
        facts: { ...passwordFacts(password), allowedDays: allowed },
        words: `console password ${daysBetween(password.changedAt, at.now)} d old, ${allowed} d allowed`,
        remedy: advise('Sign in and set another password, or ask to have it taken away.'),
      },
    ];
  },
};

const onService: UserRule = {
  id: 'password-on-service-user',
  about: 'user',
  restsOn: 'credentials',
  area: 'console',
  title: 'A service user has a console password',
  severity: 'high',
  controls: controls([]),
  mend: 'Take the password away: a program never signs in.',
  find(user, at) {
    const { password } = user;
    if (password.kind !== 'set' || at.kind !== 'service') return undefined;
    return [
      {
        since: password.changedAt ?? user.createdAt,
        facts: passwordFacts(password),
        words: `a service user with a console password, ${useWords(password.use, at.now)}`,
        remedy: removePassword,
      },
    ];
  },
};

export const consoleRules: readonly UserRule[] = [withoutMfa, unused, neverUsed, old, onService];

/** The stricter of the account's policy and the house's threshold. */
function allowedDays({ inventory: { passwordPolicy }, thresholds }: UserContext): number | undefined {
  const byPolicy = typeof passwordPolicy === 'object' ? passwordPolicy.maxAgeDays : undefined;
  const byHouse = thresholds.passwordOlderThanDays;
  return byPolicy === undefined || byHouse === undefined
    ? (byPolicy ?? byHouse)
    : Math.min(byPolicy, byHouse);
}

function passwordFacts({ changedAt, use }: Password): Found['facts'] {
  return { ...(changedAt === undefined ? {} : { passwordChangedAt: changedAt }), ...useFacts(use) };
}

import type { PasswordPolicy } from '../domain/inventory.ts';
import type { Thresholds } from '../domain/staleness.ts';
import type { AccountRule } from './rule.ts';
import { advise, controls } from './words.ts';

// The account as a whole, and whether it can be looked at.

const passwordPolicy: AccountRule = {
  id: 'account-password-policy',
  about: 'account',
  area: 'account',
  title: 'Password policy is weak or missing',
  severity: 'low',
  threshold: 'passwordMinimumLength',
  controls: controls(['1.7', '1.8'], [7, 15, 16]),
  mend: 'Set the account’s password policy. Medium while somebody has a password.',
  find(reading, { thresholds }) {
    if (reading.kind !== 'read') return undefined;
    const { passwordPolicy: policy, users, readAt } = reading.inventory;
    if (policy === undefined) return undefined;
    const weak = policy === 'none' ? ['there is none'] : weaknesses(policy, thresholds);
    if (weak.length === 0) return undefined;
    const passwords = users.filter((user) => user.password.kind === 'set').length;
    return {
      ...(passwords > 0 ? { severity: 'medium' } : {}),
      since: readAt,
      facts: { weaknesses: weak, passwords },
      words: `password policy: ${weak.join(', ')}; ${passwords === 0 ? 'nobody has a password' : `${passwords} ${passwords === 1 ? 'user has' : 'users have'} one`}`,
      remedy: advise(
        `IAM, Account settings, Password policy: at least ${thresholds.passwordMinimumLength} characters, and ${thresholds.passwordRemembersLast} remembered.`,
      ),
    };
  },
};

const noReport: AccountRule = {
  id: 'account-no-report',
  about: 'account',
  area: 'account',
  title: 'Credential report could not be had',
  severity: 'low',
  controls: controls([]),
  mend: 'Update the member role, or wait: AWS has had outages of it. Each user was asked for by itself meanwhile.',
  find(reading) {
    if (reading.kind !== 'read' || reading.inventory.credentials.kind !== 'asked') return undefined;
    const { because } = reading.inventory.credentials;
    return {
      since: reading.inventory.readAt,
      facts: { because },
      words: 'no credential report; each user was asked for by itself',
      remedy: advise(because),
    };
  },
};

const unreachable: AccountRule = {
  id: 'account-unreachable',
  about: 'account',
  area: 'account',
  title: 'Account can’t be looked at',
  severity: 'high',
  controls: controls([]),
  mend: 'Deploy the member role there, or exclude the account. Medium where AWS only asked for patience.',
  find(reading) {
    if (reading.kind !== 'unread') return undefined;
    const { at, code, message, temporary } = reading.failure;
    return {
      ...(temporary ? { severity: 'medium' } : {}),
      since: at,
      facts: { code, temporary },
      words: message,
      remedy: advise(message),
    };
  },
};

export const accountRules: readonly AccountRule[] = [passwordPolicy, noReport, unreachable];

/** Length and memory are measured; of the kinds of characters nothing is asked: NIST SP 800-63B and CIS v5 don't either. */
function weaknesses(
  { minimumLength, remembersLast = 0 }: PasswordPolicy,
  { passwordMinimumLength, passwordRemembersLast }: Thresholds,
): readonly string[] {
  return [
    ...(minimumLength < passwordMinimumLength
      ? [`${minimumLength} characters are enough, ${passwordMinimumLength} should be asked for`]
      : []),
    ...(remembersLast < passwordRemembersLast
      ? [
          remembersLast === 0
            ? 'old passwords may be used again'
            : `only ${remembersLast} old passwords are remembered`,
        ]
      : []),
  ];
}

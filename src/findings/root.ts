import type { Inventory, InventoryRoot, Reading, Use } from '../domain/inventory.ts';
import type { AccountRule, Context, Found } from './rule.ts';
import { advise, ago, controls, useFacts, useWords } from './words.ts';

// The root user. The bot never acts as root: what mends it is said, and done by people.

const key: AccountRule = {
  id: 'root-key',
  about: 'root',
  area: 'root',
  title: 'Root has an access key',
  severity: 'critical',
  controls: controls(['1.3'], [4]),
  mend: 'Sign in as root and delete it, or let central root access do it.',
  find: (reading, { now }) =>
    ofRoot(reading, ({ hasKeys, keys = [] }, { readAt }) => {
      if (hasKeys !== true) return undefined;
      const [first] = keys;
      return {
        since: first?.createdAt ?? readAt,
        facts: first === undefined ? {} : { createdAt: first.createdAt, ...useFacts(first.use) },
        words: `root has an access key${first === undefined ? '' : `, ${useWords(first.use, now)}`}`,
        remedy: advise(
          'Sign in as root, look at Security credentials, and delete the key. Whatever uses it gets a role.',
        ),
      };
    }),
};

const withoutMfa: AccountRule = {
  id: 'root-without-mfa',
  about: 'root',
  area: 'root',
  title: 'Root has no MFA',
  severity: 'critical',
  controls: controls(['1.4'], [9]),
  mend: 'Register an MFA device for root. Not where root has no password to sign in with.',
  find: (reading) =>
    ofRoot(reading, ({ hasMfa, hasPassword, passwordUse }, { readAt }) =>
      hasMfa === false && hasPassword !== false
        ? {
            since: readAt,
            facts: { mfa: false, ...useFacts(passwordUse) },
            words: 'root has no MFA device',
            remedy: advise(
              'Sign in as root and register an MFA device under Security credentials, best a hardware key.',
            ),
          }
        : undefined,
    ),
};

const used: AccountRule = {
  id: 'root-used',
  about: 'root',
  area: 'root',
  title: 'Root was used',
  severity: 'high',
  threshold: 'rootUsedWithinDays',
  controls: controls(['1.6'], [20]),
  mend: 'Ask who it was and why. Nothing but a few tasks needs root.',
  find: (reading, at) =>
    ofRoot(reading, ({ passwordUse, keys = [] }) => {
      const uses = [passwordUse, ...keys.map((one) => one.use)].filter((use) => isRecent(use, at));
      const last = uses.reduce<string | undefined>(
        (latest, use) => (use.kind === 'used' && use.at > (latest ?? '') ? use.at : latest),
        undefined,
      );
      if (last === undefined) return undefined;
      const by = isRecent(passwordUse, at) && passwordUse.kind === 'used' && passwordUse.at === last;
      return {
        since: last,
        facts: { lastUsed: last, by: by ? 'password' : 'access key' },
        words: `root was used ${ago(last, at.now)}, by ${by ? 'password' : 'access key'}`,
        remedy: advise(
          'Ask who it was and why, in CloudTrail if nobody says. Nothing but a few tasks needs root (IAM User Guide, “Tasks that require root user credentials”).',
        ),
      };
    }),
};

const password: AccountRule = {
  id: 'root-password',
  about: 'root',
  area: 'root',
  title: 'Root still has a password',
  severity: 'medium',
  controls: controls([]),
  mend: 'Delete it. Only where the organization manages root centrally.',
  find: (reading) =>
    ofRoot(reading, ({ hasPassword, isCentrallyManaged }, { readAt }) =>
      hasPassword === true && isCentrallyManaged === true
        ? {
            since: readAt,
            facts: { centrallyManaged: true },
            words: 'root has a password, although the organization manages root centrally',
            remedy: advise(
              'Delete it from the management account: IAM, Root access management, Take privileged action.',
            ),
          }
        : undefined,
    ),
};

export const rootRules: readonly AccountRule[] = [key, withoutMfa, used, password];

function ofRoot(
  reading: Reading,
  find: (root: InventoryRoot, inventory: Inventory) => Found | undefined,
): Found | undefined {
  return reading.kind === 'read' ? find(reading.inventory.root, reading.inventory) : undefined;
}

function isRecent(use: Use, { daysAgo, thresholds }: Context): boolean {
  return use.kind === 'used' && use.at >= daysAgo(thresholds.rootUsedWithinDays);
}

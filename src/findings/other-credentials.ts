import type { InventoryUser, OtherCredential } from '../domain/inventory.ts';
import type { Found, UserContext, UserRule } from './rule.ts';
import { advise, controls, daysBetween, plusDays } from './words.ts';

// Credentials beside access keys and the password. AWS notes no use of any of them, so age and status are all there is.

const words: Readonly<Record<OtherCredential['kind'], string>> = {
  'ssh-public-key': 'SSH key',
  'signing-certificate': 'signing certificate',
  'service-specific-credential': 'credential',
};

function tooOld(
  kind: OtherCredential['kind'],
  rule: Pick<UserRule, 'id' | 'title' | 'severity' | 'mend' | 'restsOn'>,
  remedy: Found['remedy'],
): UserRule {
  return {
    ...rule,
    about: 'user',
    area: 'other-credentials',
    threshold: 'otherCredentialOlderThanDays',
    controls: controls([]),
    find: (user, at) =>
      each(
        user,
        at,
        (one) =>
          one.kind === kind &&
          one.status === 'Active' &&
          one.createdAt < at.daysAgo(at.thresholds.otherCredentialOlderThanDays),
        (one) => ({
          since: plusDays(one.createdAt, at.thresholds.otherCredentialOlderThanDays),
          words: `${nameOf(one)} ${daysBetween(one.createdAt, at.now)} d old`,
          remedy,
        }),
      ),
  };
}

function stillThere(
  kind: OtherCredential['kind'],
  rule: Pick<UserRule, 'id' | 'title' | 'restsOn'>,
): UserRule {
  return {
    ...rule,
    about: 'user',
    area: 'other-credentials',
    severity: 'low',
    threshold: 'otherCredentialDisabledDays',
    controls: controls([]),
    mend: 'Delete it. AWS doesn’t tell since when it is disabled: before earlier looks can, its age counts.',
    find: (user, at) =>
      each(
        user,
        at,
        (one) =>
          one.kind === kind &&
          one.status !== 'Active' &&
          (one.disabledSince ?? one.createdAt) < at.daysAgo(at.thresholds.otherCredentialDisabledDays),
        (one) => ({
          since: plusDays(one.disabledSince ?? one.createdAt, at.thresholds.otherCredentialDisabledDays),
          words: `${nameOf(one)} ${one.status === 'Expired' ? 'expired' : 'disabled'}, ${daysBetween(one.createdAt, at.now)} d old`,
          remedy: advise(
            'Delete it in the console (IAM, the user’s Security credentials).',
            'How to delete it',
          ),
        }),
      ),
  };
}

const withoutEnd: UserRule = {
  id: 'service-credential-without-end',
  about: 'user',
  restsOn: 'details',
  area: 'other-credentials',
  title: 'Service-specific credential never ends',
  severity: 'medium',
  controls: controls([]),
  mend: 'Replace it by one with an end, or by a role. Only services that know an end: Bedrock, CloudWatch Logs.',
  find: (user, at) =>
    each(
      user,
      at,
      (one) =>
        one.kind === 'service-specific-credential' &&
        one.status === 'Active' &&
        one.endsAt === undefined &&
        knowsEnd.includes(one.service ?? ''),
      (one) => ({
        since: one.createdAt,
        words: `${nameOf(one)} without an end, ${daysBetween(one.createdAt, at.now)} d old`,
        remedy: advise('Make another one with an expiry in the console, switch to it, and delete this one.'),
      }),
    ),
};

/** Services whose credentials can have an end (CreateServiceSpecificCredential, CredentialAgeDays). */
const knowsEnd = ['bedrock.amazonaws.com', 'logs.amazonaws.com', 'aws-external-anthropic.amazonaws.com'];

export const otherCredentialRules: readonly UserRule[] = [
  tooOld(
    'service-specific-credential',
    {
      id: 'service-credential-old',
      title: 'Service-specific credential is old',
      severity: 'medium',
      restsOn: 'details',
      mend: 'Reset it, or use a role instead.',
    },
    advise('Reset it in the console (IAM, the user’s Security credentials), and give its user the new one.'),
  ),
  withoutEnd,
  tooOld(
    'ssh-public-key',
    {
      id: 'ssh-key-old',
      title: 'SSH key for CodeCommit is old',
      severity: 'low',
      restsOn: 'credentials',
      mend: 'Upload another key and delete this one; git-remote-codecommit with a role needs none.',
    },
    advise('Upload another key in the console, switch to it, and delete this one.'),
  ),
  stillThere('ssh-public-key', {
    id: 'ssh-key-disabled',
    title: 'Disabled SSH key is still there',
    restsOn: 'credentials',
  }),
  tooOld(
    'signing-certificate',
    {
      id: 'certificate-old',
      title: 'Signing certificate is old',
      severity: 'low',
      restsOn: 'credentials',
      mend: 'Hardly anything signs with it any more: disable it, then delete it.',
    },
    advise(
      'Disable it in the console (IAM, the user’s Security credentials), and delete it when nobody has missed it.',
    ),
  ),
  stillThere('signing-certificate', {
    id: 'certificate-disabled',
    title: 'Disabled signing certificate is still there',
    restsOn: 'credentials',
  }),
];

function nameOf({ kind, id, service }: OtherCredential): string {
  const of = service === undefined ? '' : `${service.replace(/\.amazonaws\.com$/, '')} `;
  return `${of}${words[kind]} ${/^\w+ \d$/.test(id) ? id.slice(-1) : `…${id.slice(-4)}`}`;
}

function each(
  { otherCredentials }: InventoryUser,
  { now }: UserContext,
  holds: (one: OtherCredential) => boolean,
  found: (one: OtherCredential) => Pick<Found, 'since' | 'words' | 'remedy'>,
): readonly Found[] | undefined {
  if (otherCredentials.length === 0 || !otherCredentials.some(holds)) return undefined;
  return otherCredentials.filter(holds).map((one) => ({
    credential: { kind: one.kind, id: one.id },
    facts: {
      createdAt: one.createdAt,
      ageDays: daysBetween(one.createdAt, now),
      status: one.status,
      ...(one.service === undefined ? {} : { service: one.service }),
      ...(one.endsAt === undefined ? {} : { endsAt: one.endsAt }),
    },
    ...found(one),
  }));
}

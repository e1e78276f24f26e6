import type { UserFacts } from '../domain/facts.ts';
import { lastUse, statusWords } from '../domain/last-use.ts';
import type { FormPage } from './use-cases.ts';

type Known = NonNullable<Extract<FormPage, { page: 'details' }>['known']>;

/** What a person should know of a user before anything happens to it: when and where its credentials were used last. */
export function knownFacts(user: UserFacts): Known {
  const { accessKeys, hasLoginProfile, passwordLastUsedAt, mfaDevices } = user;
  const keys = accessKeys.map((key) => ({
    label: `Key …${key.id.slice(-4)}`,
    text: `${statusWords[key.status]}, ${lastUse(key)}`,
  }));
  const used = passwordLastUsedAt
    ? `last used ${passwordLastUsedAt.slice(0, 16).replace('T', ' ')} UTC`
    : 'never used, as far as AWS says';
  const mfa = mfaDevices.length === 0 ? 'no MFA device' : `MFA devices: ${mfaDevices.length}`;
  return [
    ...(keys.length > 0 ? keys : [{ label: 'Access keys', text: 'none' }]),
    ...(hasLoginProfile ? [{ label: 'Console password', text: `${used}, ${mfa}` }] : []),
  ];
}

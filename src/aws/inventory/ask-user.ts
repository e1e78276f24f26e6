import { GetUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { InventoryUser } from '../../domain/inventory.ts';
import { orAbsent } from '../absent.ts';
import { readHasLoginProfile, readMfaDevices } from '../read/user.ts';
import type { UserDetails } from './details.ts';
import { readKeys } from './keys.ts';
import { readCertificates, readSshKeys } from './other-credentials.ts';

/**
 * Keys, password, MFA, certificates and SSH keys of one user, asked for one by one: six calls and one for each key. For users
 * that the report doesn't know, or when there is none. When a password was set nobody tells.
 */
export async function askForCredentials(
  iam: IAMClient,
  details: UserDetails,
  now: () => Date,
): Promise<InventoryUser> {
  const { userName } = details;
  const asOf = now().toISOString();
  const [keys, hasPassword, devices, certificates, sshKeys, answer] = await Promise.all([
    readKeys(iam, userName),
    readHasLoginProfile(iam, userName),
    readMfaDevices(iam, userName),
    readCertificates(iam, userName),
    readSshKeys(iam, userName),
    orAbsent(iam.send(new GetUserCommand({ UserName: userName }))),
  ]);
  const at = answer?.User?.PasswordLastUsed?.toISOString();
  return {
    ...details,
    keys,
    keysAsOf: asOf,
    password: hasPassword
      ? { kind: 'set', use: at === undefined ? { kind: 'never' } : { kind: 'used', at } }
      : { kind: 'none' },
    hasMfa: devices.length > 0,
    otherCredentials: [...certificates, ...sshKeys],
    notLookedAt: ['service-specific-credential'],
    credentialsAsOf: asOf,
  };
}

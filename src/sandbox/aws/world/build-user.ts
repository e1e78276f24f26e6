import { createHash } from 'node:crypto';
import type { AccessKeySeed, ServiceCredentialSeed, TagSeed, UserSeed } from '../seed.ts';
import { iamArn, newId, newSecretKey } from './identifiers.ts';
import type { AccessKey, Account, ServiceCredential, User } from './state.ts';

const DAY_MS = 86_400_000;

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** Makes a user from a seed; its virtual MFA device is put into the account. */
export function buildUser(account: Account, seed: UserSeed, now: Date): User {
  const path = seed.path ?? '/';
  const createdAt = daysBefore(now, seed.createdDaysAgo);
  return {
    id: newId('AIDA'),
    name: seed.name,
    path,
    arn: iamArn(account.id, 'user', path, seed.name),
    createdAt,
    inline: new Map(
      Object.entries(seed.inline ?? {}).map(([name, document]) => [name, JSON.stringify(document)]),
    ),
    attached: new Set(seed.attached),
    tags: datedTags(seed.tags ?? {}, now),
    ...(seed.boundary === undefined ? {} : { boundary: seed.boundary }),
    groups: new Set(seed.groups?.map((name) => name.toLowerCase())),
    keys: (seed.keys ?? []).map((key) => buildAccessKey(key, now)),
    ...buildConsole(seed, now),
    mfa: seed.mfa === undefined ? [] : [buildMfa(account, seed, seed.mfa, createdAt)],
    sshKeys: (seed.sshKeys ?? []).map(({ createdDaysAgo, active = true }) => {
      const body = `ssh-rsa ${newSecretKey()} ${seed.name}`;
      return {
        id: newId('APKA'),
        body,
        fingerprint: fingerprintOf(body),
        uploadedAt: daysBefore(now, createdDaysAgo),
        active,
      };
    }),
    certificates: (seed.certificates ?? []).map(({ createdDaysAgo, active = true }) => ({
      id: newId('APKA').slice(4),
      body: `-----BEGIN CERTIFICATE-----\n${newSecretKey()}\n-----END CERTIFICATE-----`,
      uploadedAt: daysBefore(now, createdDaysAgo),
      active,
    })),
    serviceCredentials: (seed.serviceCredentials ?? []).map((credential) =>
      buildServiceCredential(account, seed, credential, now),
    ),
  };
}

function datedTags(tags: TagSeed, now: Date): Map<string, string> {
  const written = Object.entries(tags).map(([key, value]) => {
    const text =
      typeof value === 'string' ? value : daysBefore(now, -value.daysFromNow).toISOString().slice(0, 10);
    return [key, text] as const;
  });
  return new Map(written);
}

export function buildAccessKey(seed: AccessKeySeed, now: Date): AccessKey {
  const { lastUsed } = seed;
  return {
    id: newId('AKIA', seed.ending),
    secret: newSecretKey(),
    createdAt: daysBefore(now, seed.createdDaysAgo),
    active: seed.active ?? true,
    ...(lastUsed === undefined
      ? {}
      : {
          lastUsed: {
            at: daysBefore(now, lastUsed.daysAgo),
            service: lastUsed.service,
            region: lastUsed.region,
          },
        }),
  };
}

function buildConsole(seed: UserSeed, now: Date): Pick<User, 'login' | 'passwordLastUsed'> {
  if (seed.console === undefined) return {};
  const { createdDaysAgo, lastUsedDaysAgo, resetRequired = false } = seed.console;
  const createdAt = daysBefore(now, createdDaysAgo);
  return {
    login: { createdAt, changedAt: createdAt, resetRequired },
    ...(lastUsedDaysAgo === undefined ? {} : { passwordLastUsed: daysBefore(now, lastUsedDaysAgo) }),
  };
}

function buildMfa(
  account: Account,
  seed: UserSeed,
  kind: 'virtual' | 'hardware',
  enabledAt: Date,
): User['mfa'][number] {
  if (kind === 'hardware') return { serial: `GAHT${String(enabledAt.getTime()).slice(-8)}`, enabledAt };
  const serial = iamArn(account.id, 'mfa', '/', seed.name);
  account.virtualMfaDevices.set(serial, { serial, assignedTo: seed.name.toLowerCase(), enabledAt });
  return { serial, enabledAt };
}

function buildServiceCredential(
  account: Account,
  user: UserSeed,
  seed: ServiceCredentialSeed,
  now: Date,
): ServiceCredential {
  return {
    id: newId('ACCA'),
    service: seed.service,
    userName: `${user.name}-at-${account.id}`,
    createdAt: daysBefore(now, seed.createdDaysAgo),
    ...(seed.expiresInDays === undefined ? {} : { expiresAt: daysBefore(now, -seed.expiresInDays) }),
    active: seed.active ?? true,
  };
}

/** MD5 in pairs, as IAM shows SSH keys. */
export function fingerprintOf(body: string): string {
  const digest = createHash('md5').update(body).digest('hex');
  return digest.match(/../g)?.join(':') ?? digest;
}

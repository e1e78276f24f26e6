import type {
  Inventory,
  InventoryKey,
  InventoryUser,
  OtherCredential,
  Use,
  UserReading,
} from './inventory.ts';

/** Puts what was read of one user into what is known of its account; a user that is gone is taken out. */
export function withUser(inventory: Inventory, reading: UserReading): Inventory {
  const { user, userName } = reading;
  const others = inventory.users.filter((one) => one.userName !== userName && one.userId !== user?.userId);
  const before = inventory.users.find((one) => one.userId === user?.userId);
  return {
    ...inventory,
    users: user === undefined ? others : [...others, before === undefined ? user : remembered(before, user)],
    groups: { ...inventory.groups, ...reading.groups },
    policies: { ...inventory.policies, ...reading.policies },
    documents: { ...inventory.documents, ...reading.documents },
  };
}

/** Adds what only an earlier look can tell: since when a credential is disabled, and lists that weren't read again. */
export function carryOver(previous: Inventory | undefined, inventory: Inventory): Inventory {
  const before = new Map(previous?.users.map((user) => [user.userId, user]));
  return {
    ...inventory,
    users: inventory.users.map((user) => {
      const old = before.get(user.userId);
      return old === undefined ? user : remembered(old, user);
    }),
  };
}

function remembered(old: InventoryUser, read: InventoryUser): InventoryUser {
  const user = old.credentialsAsOf > read.credentialsAsOf ? withNewer(old, read) : read;
  const lists = user.notLookedAt.filter((kind) => !old.notLookedAt.includes(kind));
  const kept = old.otherCredentials.filter(({ kind }) => lists.includes(kind));
  return {
    ...user,
    ...(user.keys === undefined ? {} : { keys: user.keys.map((key) => keyRemembered(old, key)) }),
    otherCredentials: [
      ...user.otherCredentials.map((credential) => credentialRemembered(old, credential)),
      ...kept,
    ],
    notLookedAt: user.notLookedAt.filter((kind) => !lists.includes(kind)),
    ...(user.quarantineSeenSince === undefined || old.quarantineSeenSince === undefined
      ? {}
      : { quarantineSeenSince: old.quarantineSeenSince }),
  };
}

/** The report may be older than the last question about this very user, and so than the last change to it. */
function withNewer(old: InventoryUser, user: InventoryUser): InventoryUser {
  const { password, hasMfa, credentialsAsOf } = old;
  const isListed = user.keysAsOf > old.keysAsOf;
  const isCertificate = ({ kind }: OtherCredential) => kind === 'signing-certificate';
  return {
    ...user,
    ...(isListed || old.keys === undefined ? {} : { keys: old.keys, keysAsOf: old.keysAsOf }),
    password,
    ...(hasMfa === undefined ? {} : { hasMfa }),
    otherCredentials: [
      ...user.otherCredentials.filter((one) => !isCertificate(one)),
      ...old.otherCredentials.filter(isCertificate),
    ],
    credentialsAsOf,
  };
}

/** Before ids are known, two keys of a user are told apart by when they were made. */
function keyRemembered(old: InventoryUser, key: InventoryKey): InventoryKey {
  const before = old.keys?.find((one) =>
    one.id === undefined || key.id === undefined ? one.createdAt === key.createdAt : one.id === key.id,
  );
  if (before === undefined) return key;
  const use = later(before.use, key.use);
  if (before.isActive || key.isActive) return { ...key, use };
  return { ...key, use, disabledSince: before.disabledSince ?? old.keysAsOf };
}

/** What was seen once stays seen, also where a report is behind. */
function later(before: Use, now: Use): Use {
  if (before.kind !== 'used') return now;
  return now.kind === 'used' && now.at >= before.at ? now : before;
}

function credentialRemembered(old: InventoryUser, credential: OtherCredential): OtherCredential {
  const before = old.otherCredentials.find((one) => one.kind === credential.kind && one.id === credential.id);
  if (before === undefined || before.status === 'Active' || credential.status === 'Active') return credential;
  return { ...credential, disabledSince: before.disabledSince ?? old.credentialsAsOf };
}

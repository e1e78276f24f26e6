import type { Inventory, InventoryUser } from '../../domain/inventory.ts';
import { makeWorthAsking } from '../../findings/worth-asking.ts';
import { orAbsent } from '../absent.ts';
import { mapBounded } from '../bounded.ts';
import { type AccountToRead, WIDTH } from './account-to-read.ts';
import type { Gaps } from './gaps.ts';
import { readKeys } from './keys.ts';
import { readSshKeys } from './other-credentials.ts';

/** Of so many users a look asks for SSH keys, of others another day; what was seen before is carried over. */
const SSH_QUESTIONS = 25;

/** Asks for the keys of those with something stale about one, and for SSH keys. */
export async function lookCloser(
  { iam, account, house, judgements, now }: AccountToRead,
  inventory: Inventory,
  gaps: Gaps,
): Promise<readonly InventoryUser[]> {
  const worth = makeWorthAsking({ house, account, judgements }, now().toISOString());
  const git = inTurn(
    inventory.users.filter(
      (user) => user.notLookedAt.includes('ssh-public-key') && worth.sshKeys(user, inventory),
    ),
    now(),
  );
  if (git.left > 0) {
    gaps.note({
      what: 'SSH keys',
      at: now().toISOString(),
      code: 'limit',
      message: `SSH keys of ${git.left} users who may use CodeCommit were not looked at this time; their turn comes another day.`,
      temporary: true,
    });
  }
  return mapBounded(inventory.users, WIDTH, async (user) => {
    const isFlagged = user.keys?.some(({ id }) => id === undefined) === true && worth.keys(user, inventory);
    const keys = isFlagged
      ? await gaps.without('access keys', () => orAbsent(readKeys(iam, user.userName, user.keys)))
      : user.keys;
    const sshKeys = git.chosen.has(user)
      ? await gaps.without('SSH keys', () => orAbsent(readSshKeys(iam, user.userName)))
      : undefined;
    return {
      ...user,
      ...(keys === undefined || !isFlagged ? {} : { keys, keysAsOf: now().toISOString() }),
      ...(sshKeys === undefined ? {} : withSshKeys(user, sshKeys)),
    };
  });
}

function withSshKeys(
  user: InventoryUser,
  sshKeys: InventoryUser['otherCredentials'],
): Pick<InventoryUser, 'otherCredentials' | 'notLookedAt'> {
  return {
    otherCredentials: [...user.otherCredentials, ...sshKeys],
    notLookedAt: user.notLookedAt.filter((kind) => kind !== 'ssh-public-key'),
  };
}

/** Some of many, others every day, so that everybody's turn comes. */
function inTurn<T>(
  all: readonly T[],
  today: Date,
): { readonly chosen: ReadonlySet<T>; readonly left: number } {
  const day = Math.floor(today.getTime() / 86_400_000);
  const start = all.length === 0 ? 0 : (day * SSH_QUESTIONS) % all.length;
  const chosen = new Set([...all.slice(start), ...all.slice(0, start)].slice(0, SSH_QUESTIONS));
  return { chosen, left: all.length - chosen.size };
}

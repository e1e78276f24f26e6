import type { Inventory, InventoryUser } from '../domain/inventory.ts';
import { covers } from '../policy/glob.ts';
import { parsePolicy } from '../policy/parse.ts';
import { makeUserJudge } from './evaluate.ts';
import { keyRules } from './keys.ts';
import type { Settings } from './rule.ts';

/** Of which users more is worth asking AWS, before anything is known but the report and the details. */
export interface WorthAsking {
  /** For the ids of keys, and keys that the report doesn't know. */
  keys(user: InventoryUser, inventory: Inventory): boolean;
  /** No list of the account has SSH keys; they are of use for CodeCommit only. */
  sshKeys(user: InventoryUser, inventory: Inventory): boolean;
}

export function makeWorthAsking(settings: Settings, now: string): WorthAsking {
  const judge = makeUserJudge(keyRules, settings, now);
  const known = new Map<string, boolean>();
  const allowsGit = (hash: string | undefined, inventory: Inventory): boolean => {
    if (hash === undefined) return false;
    const allows = known.get(hash) ?? namesGit(inventory.documents[hash] ?? '');
    known.set(hash, allows);
    return allows;
  };
  return {
    keys: (user, inventory) =>
      // Whoever has both places taken may have raced the quota and have a third.
      (user.keys !== undefined && user.keys.length > 1) || judge(user, inventory).length > 0,
    sshKeys(user, inventory) {
      const holders = [user, ...user.groups.flatMap((name) => inventory.groups[name] ?? [])];
      return holders.some(
        ({ attachedPolicies, inlinePolicies }) =>
          attachedPolicies.some((arn) => allowsGit(inventory.policies[arn], inventory)) ||
          inlinePolicies.some(({ documentHash }) => allowsGit(documentHash, inventory)),
      );
    },
  };
}

const git = ['codecommit:gitpull', 'codecommit:gitpush'];

function namesGit(document: string): boolean {
  const { statements } = parsePolicy({ name: '', document });
  return statements.some(
    ({ effect, actions: { except, patterns } }) =>
      effect === 'Allow' &&
      git.some((action) => patterns.some((pattern) => covers(pattern, action)) !== except),
  );
}

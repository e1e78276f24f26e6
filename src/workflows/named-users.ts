import type { SlackUserId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type FoundUser, findUsers } from './find-users.ts';
import type { SearchDeps } from './search-users.ts';

/** How many are told apart; a message that names more is a list, and no subject. */
const longest = 20;

/** The users that a text names: by an access key id, else by every word of it that is a user's name in some account. */
export async function namedUsers(
  by: SlackUserId,
  text: string,
  { iam, organization, people }: SearchDeps,
): Promise<readonly FoundUser[] | Refusal> {
  const actor = await people.actor(by);
  if (!actor.ok) return actor.refusal;
  const key = /\bAKIA[A-Z0-9]{12,}\b/.exec(text)?.[0];
  if (key) return findUsers(key, { iam, organization });
  const words = wordsOf(text);
  const accounts = await organization.accounts();
  const perAccount = (accounts.ok ? accounts.value : []).map(
    async (account): Promise<readonly FoundUser[]> => {
      const census = await iam.census(account.id);
      return (census.ok ? census.value : []).flatMap(({ user }) => {
        const where = words.get(user.userName.toLowerCase());
        const isHere = where && (where.size === 0 || where.has(account.name) || where.has(account.id));
        return isHere ? [{ user: { accountId: user.accountId, userName: user.userName }, account }] : [];
      });
    },
  );
  return (await Promise.all(perAccount)).flat().slice(0, longest);
}

/** Every word that could be a name, with the accounts that are written before it: `prod-eu/svc-a`, or its ARN. */
function wordsOf(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (name: string, account?: string) => {
    const known = found.get(name.toLowerCase()) ?? new Set();
    found.set(name.toLowerCase(), account === undefined ? known : known.add(account));
  };
  for (const [, account, name] of text.matchAll(
    /arn:aws[\w-]*:iam::(\d{12}):user\/(?:[^\s/]+\/)*([\w+=,.@-]+)/g,
  ))
    if (account && name) note(trimmed(name), account);
  for (const raw of text.split(/[^\w+=,.@/-]+/)) {
    const word = trimmed(raw);
    const slash = word.lastIndexOf('/');
    if (slash > 0) note(word.slice(slash + 1), word.slice(0, slash));
    else if (word.length >= 2) note(word);
  }
  return found;
}

const trimmed = (word: string) => word.replace(/^[.,@+=/-]+|[.,+=/-]+$/g, '');

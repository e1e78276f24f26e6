import type { Account } from '../domain/house.ts';
import { AccessKeyId, type SlackUserId } from '../domain/ids.ts';
import { ownerOf } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { findUsers } from './find-users.ts';
import type { People } from './people.ts';
import type { CensusEntry, Iam, Organization } from './ports.ts';
import type { Found, FoundMatch } from './use-cases.ts';

export interface SearchDeps {
  readonly iam: Iam;
  readonly organization: Organization;
  readonly people: People;
}

/** How many matches are listed. */
const longest = 20;

/** `/iam find`: any part of a name, a tag, an account, a person's mention, or a whole access key id. */
export async function searchUsers(
  by: SlackUserId,
  text: string,
  { iam, organization, people }: SearchDeps,
): Promise<Found | Refusal> {
  const actor = await people.actor(by);
  if (!actor.ok) return actor.refusal;
  const asked = text.trim();
  const wanted = wordsOf(asked);
  if (wanted.join('').length < 2)
    return refusal('invalid-input', 'Write at least two letters of a name, a tag, an owner or an account.');
  if (AccessKeyId.safeParse(asked).success) {
    const found = await findUsers(asked, { iam, organization });
    return 'code' in found ? found : { asked, matches: found, more: 0, unread: [] };
  }
  const accounts = await organization.accounts();
  if (!accounts.ok) return refusal('unavailable', accounts.message);
  const unread: Found['unread'][number][] = [];
  const perAccount = await Promise.all(
    accounts.value.map(async (account): Promise<readonly Scored[]> => {
      const census = await iam.census(account.id);
      if (census.ok) return census.value.flatMap((entry) => matchOf(entry, account, wanted));
      unread.push({ account, why: census.message });
      return [];
    }),
  );
  const matches = perAccount
    .flat()
    .toSorted((a, b) => a.rank - b.rank || compare(a.match.user.userName, b.match.user.userName))
    .map(({ match }) => match);
  return { asked, matches: matches.slice(0, longest), more: Math.max(0, matches.length - longest), unread };
}

interface Scored {
  readonly rank: number;
  readonly match: FoundMatch;
}

/** Every word has to be somewhere. Names come first, then what only a tag or the account says. */
function matchOf(
  { user, tags }: CensusEntry,
  account: Account,
  wanted: readonly string[],
): readonly Scored[] {
  const name = user.userName.toLowerCase();
  const owner = ownerOf({ tags });
  const places = [
    { text: name },
    { text: `${account.name} ${account.id}`.toLowerCase(), because: `account ${account.name}` },
    ...tags.map(({ key, value }) => ({
      text: `${key}=${value}`.toLowerCase(),
      because: key.toLowerCase() === tagKeys.owner ? 'its owner' : `tag ${key} = ${value}`,
    })),
  ];
  const found = wanted.map((word) => places.find((place) => place.text.includes(word)));
  if (found.some((place) => place === undefined)) return [];
  const because = found.flatMap((place) => (place && 'because' in place ? [place.because] : []))[0];
  const rank = name === wanted.join(' ') ? 0 : because === undefined ? 1 : 2;
  const team = tagValue(tags, tagKeys.team);
  return [
    {
      rank,
      match: {
        user,
        account,
        ...(owner ? { owner } : {}),
        ...(team === undefined ? {} : { team }),
        ...(because === undefined ? {} : { because }),
      },
    },
  ];
}

/** Words in small letters; a mention as Slack writes it becomes the id that is in the owner's tag. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/<@([A-Z0-9]+)(\|[^>]*)?>/g, '$1')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

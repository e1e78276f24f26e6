import type { Account } from '../domain/house.ts';
import { AccessKeyId, UserName } from '../domain/ids.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { UserRef } from '../domain/user.ts';
import type { Iam, Organization } from './ports.ts';

/** Beyond so many accounts a name alone is not looked up everywhere: the account has to be named. */
const mostAccountsToSearch = 50;

export type FoundUser = { readonly user: UserRef; readonly account: Account };

/** Users by `name`, `account/name`, ARN or key id; all that match. */
export async function findUsers(
  text: string,
  { iam, organization }: { readonly iam: Iam; readonly organization: Organization },
): Promise<readonly FoundUser[] | Refusal> {
  const read = await organization.accounts();
  if (!read.ok) return refusal('unavailable', read.message);
  const accounts = read.value;
  const key = AccessKeyId.safeParse(text);
  if (key.success) {
    const owner = await iam.findAccessKey(key.data);
    if (!owner.ok) return refusal('unavailable', owner.message);
    const account = accounts.find((candidate) => candidate.id === owner.value?.accountId);
    return owner.value && account ? [{ user: owner.value, account }] : [];
  }
  const { userName, account: named } = splitName(text);
  const parsed = UserName.safeParse(userName);
  if (!parsed.success)
    return refusal(
      'invalid-input',
      `“${text}” is not a user name. ${parsed.error.issues[0]?.message ?? ''}`.trim(),
    );
  const where =
    named === undefined
      ? accounts
      : accounts.filter((account) => account.name === named || account.id === named);
  if (named !== undefined && where.length === 0)
    return refusal(
      'account-unknown',
      `I know no account “${named}”. Known are ${accounts.map((a) => a.name).join(', ')}.`,
    );
  if (where.length > mostAccountsToSearch) {
    return refusal(
      'invalid-input',
      `There are ${where.length} accounts. Write account/${userName}, for example ${where[0]?.name}/${userName}.`,
    );
  }
  const look = async (
    fresh: boolean,
  ): Promise<{ readonly found: readonly FoundUser[]; readonly unread?: string }> => {
    const names = await Promise.all(where.map((account) => iam.findName(account.id, parsed.data, { fresh })));
    const found = where.flatMap((account, index) => {
      const name = names[index];
      return name?.ok && name.value
        ? [{ user: { accountId: account.id, userName: name.value }, account }]
        : [];
    });
    return { found, unread: names.flatMap((name) => (name.ok ? [] : [name.message]))[0] };
  };
  const known = await look(false);
  // The lists of names are kept for a minute; a user may be younger than that.
  const { found, unread } = known.found.length > 0 ? known : await look(true);
  if (found.length === 0 && unread !== undefined)
    return refusal('unavailable', `“${text}” was not found, but not every account could be read. ${unread}`);
  return found;
}

/** `arn:aws:iam::123456789012:user/path/name`, `account/name` or `name`. */
export function splitName(text: string): { readonly userName: string; readonly account?: string } {
  const arn = /^arn:aws[\w-]*:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(text);
  if (arn?.[1] && arn[2]) return { account: arn[1], userName: arn[2] };
  const slash = text.indexOf('/');
  return slash < 0 ? { userName: text } : { account: text.slice(0, slash), userName: text.slice(slash + 1) };
}

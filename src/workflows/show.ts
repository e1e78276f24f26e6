import type { Account, House } from '../domain/house.ts';
import { AccessKeyId, RequestId, type SlackUserId, UserName } from '../domain/ids.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue, type UserRef } from '../domain/user.ts';
import { knownAccounts, viewAll } from './lists.ts';
import type { People } from './people.ts';
import type { Iam, Organization, Store } from './ports.ts';
import type { AuditTrail, Shown } from './use-cases.ts';

export interface ShowDeps {
  readonly store: Store;
  readonly iam: Iam;
  readonly people: People;
  readonly organization: Organization;
  readonly house: House;
}

/** Beyond so many accounts a name alone is not looked up everywhere: the account has to be named. */
const mostAccountsToSearch = 50;

type Found = { readonly user: UserRef; readonly account: Account };

/** `/iam show`: by `name`, `account/name`, ARN or key id. Several matches come back as choices. */
export async function show(by: SlackUserId, name: string, deps: ShowDeps): Promise<Shown | Refusal> {
  const actor = await deps.people.actor(by);
  if (!actor.ok) return actor.refusal;
  const found = await findUsers(name.trim(), deps);
  if ('code' in found) return found;
  const [match, ...others] = found;
  if (!match)
    return refusal(
      'user-unknown',
      `I find no user “${name.trim()}” in the accounts I can see. Write it as name, account/name, an ARN or a key id.`,
    );
  if (others.length > 0) return { kind: 'choices', asked: name.trim(), matches: found };
  const facts = await deps.iam.inspect(match.user, { user: 'full', groups: [], policies: [] });
  if (!facts.ok) return refusal('unavailable', facts.message);
  const { user } = facts.value;
  if (!user) return refusal('user-unknown', `${match.user.userName} doesn’t exist in ${match.account.name}.`);
  const accounts = await knownAccounts(deps.organization);
  const requests = await deps.store.read(async (reader) =>
    viewAll(
      await reader.requestsAbout({ accountId: match.account.id, userName: user.userName }, 10),
      reader,
      accounts,
      deps.house,
    ),
  );
  return {
    kind: 'user',
    user: { ...match.user, userName: user.userName, userId: user.userId },
    account: match.account,
    facts: { ...facts.value, user },
    requests,
    managed: tagValue(user.tags, tagKeys.request) !== undefined,
  };
}

async function findUsers(text: string, { iam, organization }: ShowDeps): Promise<readonly Found[] | Refusal> {
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
  ): Promise<{ readonly found: readonly Found[]; readonly unread?: string }> => {
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
function splitName(text: string): { readonly userName: string; readonly account?: string } {
  const arn = /^arn:aws[\w-]*:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(text);
  if (arn?.[1] && arn[2]) return { account: arn[1], userName: arn[2] };
  const slash = text.indexOf('/');
  return slash < 0 ? { userName: text } : { account: text.slice(0, slash), userName: text.slice(slash + 1) };
}

/** `/iam audit`: who asked, who approved, what ran, with AWS's request ids; newest last. */
export async function auditTrail(
  by: SlackUserId,
  subject: string,
  deps: ShowDeps,
): Promise<AuditTrail | Refusal> {
  const actor = await deps.people.actor(by);
  if (!actor.ok) return actor.refusal;
  const text = subject.trim();
  const id = RequestId.safeParse(text.toUpperCase());
  const { userName, account } = splitName(text);
  const accounts = await knownAccounts(deps.organization);
  const accountId = accounts.find((candidate) => candidate.name === account || candidate.id === account)?.id;
  const of = id.success ? { requestId: id.data } : accountId ? { accountId, userName } : { userName };
  const entries = await deps.store.read((reader) => reader.audit(of, 500));
  if (entries.length === 0)
    return refusal(
      'request-unknown',
      `Nothing is on record about “${text}”. Name a request like IAM-42 or a user.`,
    );
  return { subject: text, entries, verified: entries.every((entry) => entry.authentic) };
}

import { userPowers } from '../actions/held-access.ts';
import { offersFor, recalledActions } from '../actions/index.ts';
import type { House } from '../domain/house.ts';
import { RequestId, type SlackUserId } from '../domain/ids.ts';
import { isQuarantined } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { findUsers, splitName } from './find-users.ts';
import { knownAccounts, viewAll } from './lists.ts';
import type { People } from './people.ts';
import { doneAbout } from './planner.ts';
import type { Iam, Organization, Store } from './ports.ts';
import type { AuditTrail, Shown } from './use-cases.ts';

export interface ShowDeps {
  readonly store: Store;
  readonly iam: Iam;
  readonly people: People;
  readonly organization: Organization;
  readonly house: House;
}

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
  const facts = await deps.iam.inspect(match.user, {
    user: 'everything',
    held: true,
    groups: [],
    policies: [],
  });
  if (!facts.ok) return refusal('unavailable', facts.message);
  const { user } = facts.value;
  if (!user) return refusal('user-unknown', `${match.user.userName} doesn’t exist in ${match.account.name}.`);
  const accounts = await knownAccounts(deps.organization);
  const about = { accountId: match.account.id, userName: user.userName };
  const known = await deps.store.read(async (reader) => ({
    now: await reader.now(),
    history: await doneAbout(reader, about, recalledActions),
    findings: await reader.findings(about),
    requests: await viewAll(await reader.requestsAbout(about, 10), reader, accounts, deps.house),
  }));
  const { account } = match;
  return {
    kind: 'user',
    user: { ...match.user, userName: user.userName, userId: user.userId },
    account,
    facts: { ...facts.value, user },
    requests: known.requests,
    findings: known.findings,
    offers: offersFor(facts.value, { house: deps.house, account, ...known }),
    managed: tagValue(user.tags, tagKeys.request) !== undefined,
    quarantined: isQuarantined(user, deps.house, match.account.id),
    powers: userPowers(user, facts.value),
  };
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

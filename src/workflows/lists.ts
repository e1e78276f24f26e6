import { eligibleGroups, wouldHelp } from '../domain/approval.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { Decider } from '../domain/command.ts';
import type { House } from '../domain/house.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { mayAnswer } from '../domain/may-mend.ts';
import { type PersonFacts, samePerson } from '../domain/person.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RequestView } from '../domain/request-view.ts';
import { ownedUsers } from './owned-users.ts';
import type { People } from './people.ts';
import type { Iam, Organization, Reader, Store } from './ports.ts';
import { viewRequest } from './request-view.ts';
import type { Home, Mine } from './use-cases.ts';

export interface ListDeps {
  readonly store: Store;
  readonly iam: Iam;
  readonly people: People;
  readonly organization: Organization;
  readonly house: House;
}

/** How many rows a list shows; the rest is reached by name. */
const longest = 30;

/** What waits for this person's decision, oldest first. */
export async function pending(by: SlackUserId, deps: ListDeps): Promise<readonly RequestView[] | Refusal> {
  const actor = await deps.people.actor(by);
  if (!actor.ok) return actor.refusal;
  const decider = await deps.people.decider(actor.person);
  return waitingFor(actor.person, decider, deps);
}

async function waitingFor(
  person: PersonFacts,
  decider: Decider,
  { store, organization, house }: ListDeps,
): Promise<readonly RequestView[]> {
  const accounts = await knownAccounts(organization);
  return store.read(async (reader) => {
    const requests = await reader.requestsInState(['pending'], 200);
    const mine = requests.filter((request) => mayDecide(request, person, decider, house));
    return viewAll(mine.toReversed().slice(0, longest), reader, accounts, house);
  });
}

function mayDecide(request: ChangeRequest, person: PersonFacts, decider: Decider, house: House): boolean {
  if (request.excluded.some((excluded) => samePerson(excluded, person, house.people))) return false;
  if (request.approvals.some((approval) => approval.by === person.id)) return false;
  const groups = eligibleGroups(request.requirement, decider.groups);
  return wouldHelp(request.requirement, request.approvals, {
    by: person.id,
    groups: [...groups] as never,
    planHash: request.planHash,
    at: '',
  });
}

/** A person's own requests, and the users that they answer for. */
export async function mine(by: SlackUserId, deps: ListDeps): Promise<Mine | Refusal> {
  const actor = await deps.people.actor(by);
  if (!actor.ok) return actor.refusal;
  return mineOf(by, deps);
}

async function mineOf(by: SlackUserId, { store, iam, organization, house }: ListDeps): Promise<Mine> {
  const accounts = await knownAccounts(organization);
  const [requests, owned] = await Promise.all([
    store.read(async (reader) => viewAll(await reader.requestsBy(by, longest), reader, accounts, house)),
    ownedUsers(by, accounts, { store, iam }),
  ]);
  return { requests, ...owned };
}

export async function home(by: SlackUserId, deps: ListDeps): Promise<Home | Refusal> {
  const actor = await deps.people.actor(by);
  if (!actor.ok) return actor.refusal;
  const decider = await deps.people.decider(actor.person);
  const [own, waitingForMe, answersWanted] = await Promise.all([
    mineOf(by, deps),
    waitingFor(actor.person, decider, deps),
    askedOf(by, deps),
  ]);
  return { ...own, waitingForMe, answersWanted };
}

/** What stands before a gate until this person answers, longest first. */
async function askedOf(
  by: SlackUserId,
  { store, organization, house }: ListDeps,
): Promise<readonly RequestView[]> {
  const accounts = await knownAccounts(organization);
  return store.read(async (reader) => {
    const waiting = await reader.requestsInState(['waiting'], 500);
    const asked = waiting.filter((request) => mayAnswer(request, by));
    return viewAll(asked.toReversed().slice(0, longest), reader, accounts, house);
  });
}

/** One request, for anybody who may use the bot at all. */
export async function oneRequest(
  id: ChangeRequest['id'],
  { store, organization, house }: Pick<ListDeps, 'store' | 'organization' | 'house'>,
): Promise<RequestView | undefined> {
  const accounts = await knownAccounts(organization);
  return store.read(async (reader) => {
    const request = await reader.request(id);
    return request ? viewRequest(request, await reader.steps(id), accounts, house) : undefined;
  });
}

export function viewAll(
  requests: readonly ChangeRequest[],
  reader: Reader,
  accounts: Awaited<ReturnType<typeof knownAccounts>>,
  house: House,
): Promise<readonly RequestView[]> {
  return Promise.all(
    requests.map(async (request) => viewRequest(request, await reader.steps(request.id), accounts, house)),
  );
}

/** The accounts, or none when the organization can't be asked: lists then show account ids. */
export async function knownAccounts(organization: Organization) {
  const read = await organization.accounts();
  return read.ok ? read.value : [];
}

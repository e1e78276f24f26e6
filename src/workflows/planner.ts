import type { PlanningContext } from '../actions/action.ts';
import { actionById } from '../actions/index.ts';
import type { ChangeRequest, Proposal } from '../domain/change-request.ts';
import type { Account, House } from '../domain/house.ts';
import type { RequestId, SlackUserId } from '../domain/ids.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/step.ts';
import { UserRef } from '../domain/user.ts';
import type { People } from './people.ts';
import { type Iam, type Organization, type Reader, type Store, Unavailable } from './ports.ts';
import { type Proposer, parseInput } from './propose.ts';

export interface PlannerDeps {
  readonly iam: Iam;
  readonly organization: Organization;
  readonly people: People;
  readonly store: Store;
  readonly house: House;
}

export interface PlanWish {
  readonly action: string;
  /** As a form or a stored request holds it. */
  readonly input: unknown;
  readonly by: SlackUserId;
  readonly requestId: RequestId;
  /** The user as a stored request has pinned it. */
  readonly target?: UserRef;
  /** Names the session that reads; a form's reading has none. */
  readonly onBehalfOf?: RequestId;
}

export type Planned =
  | { readonly ok: true; readonly proposal: Proposal; readonly account: Account; readonly now: string }
  | { readonly ok: false; readonly refusal: Refusal };

export type Planner = (wish: PlanWish) => Promise<Planned>;

/**
 * Reads what the action needs, from AWS and of the person who asks, and lets it plan. The same for the preview and for
 * the check before the first step. Throws `Unavailable` when AWS or Slack can't be asked just now.
 */
export function makePlanner({ iam, organization, people, store, house }: PlannerDeps): Planner {
  return async ({ action, input, by, requestId, target, onBehalfOf }) => {
    const parsed = parseInput(action, input);
    if (!parsed.ok)
      return { ok: false, refusal: refusal('invalid-input', Object.values(parsed.errors).join(' ')) };
    const { subject } = parsed.proposer;
    const accounts = await organization.accounts();
    if (!accounts.ok) return unreadable(accounts);
    const account = accounts.value.find((candidate) => candidate.id === subject.accountId);
    if (!account) {
      return {
        ok: false,
        refusal: refusal(
          'account-unknown',
          `The account ${subject.accountId} is not one that I may work in. Choose another.`,
        ),
      };
    }
    const about = target ?? UserRef.parse({ accountId: account.id, userName: subject.userName });
    const [facts, requester] = await Promise.all([
      iam.inspect(about, parsed.proposer.needs({ house, account }), onBehalfOf),
      people.requester(by),
    ]);
    if (!facts.ok) return unreadable(facts);
    const { now, history } = await store.read(async (reader) => ({
      now: await reader.now(),
      history: await doneAbout(reader, about, actionById(action)?.recalls),
    }));
    const made = parsed.proposer.propose(facts.value, { house, account, requestId, requester, now, history });
    if (!made.ok) return made;
    const stranger = await refuseAppointed(parsed.proposer.appoints, by, people);
    return stranger ?? { ok: true, proposal: made.proposal, account, now };
  };
}

/** Nobody is made the owner of something who couldn't do anything about it. */
async function refuseAppointed(
  appointed: Proposer['appoints'],
  by: SlackUserId,
  people: People,
): Promise<Planned | undefined> {
  if (!appointed || appointed.id === by) return undefined;
  const actor = await people.actor(appointed.id);
  if (actor.ok) return undefined;
  const say = 'The owner has to be an active full member of this workspace. Choose somebody else.';
  return { ok: false, refusal: refusal('invalid-input', say, appointed.field) };
}

/** What was done to a user before by these actions, latest first; of what stopped on its way, as far as the ledger knows of it. */
export async function doneAbout(
  reader: Reader,
  { accountId, userName }: UserRef,
  actions: readonly string[] = [],
): Promise<PlanningContext['history']> {
  if (actions.length === 0) return [];
  const requests = await reader.requestsAbout({ accountId, userName }, 200);
  const recalled = requests.filter(({ action, state }) => actions.includes(action) && state !== 'undone');
  const changes = await Promise.all(
    recalled.map(async (request) => pastChange(request, await reader.steps(request.id))),
  );
  return changes.flatMap((change) => change ?? []).toSorted((a, b) => (a.since < b.since ? 1 : -1));
}

/** Undefined when nothing of it was done. Requests are numbered at their preview and may run in another order. */
function pastChange(request: ChangeRequest, steps: readonly Step[]) {
  const done = steps.filter(({ direction, state }) => direction === 'do' && state !== 'undone');
  const since = done.map(({ intendedAt }) => intendedAt).sort()[0];
  if (since === undefined) return undefined;
  const stages = request.plan.stages.map((stage, at) => ({
    ...stage,
    operations: stage.operations.filter((_, index) =>
      done.some((step) => step.stage === at && step.index === index),
    ),
  }));
  const { id, action, plan, target } = request;
  return { requestId: id, action, plan: { ...plan, stages, target }, since };
}

/** A lasting failure to read is a refusal; a passing one is tried again by whoever asked. */
function unreadable(read: { readonly message: string; readonly temporary: boolean }): Planned {
  if (read.temporary) throw new Unavailable(read.message);
  return { ok: false, refusal: refusal('unavailable', read.message) };
}

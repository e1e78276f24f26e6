import type { PastChange, PlanningContext } from '../actions/action.ts';
import { type ChangeRequest, hasBegun, type Proposal } from '../domain/change-request.ts';
import type { Account, House } from '../domain/house.ts';
import type { RequestId, SlackUserId } from '../domain/ids.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { UserRef } from '../domain/user.ts';
import type { People } from './people.ts';
import { type Iam, type Organization, type Reader, type Store, Unavailable } from './ports.ts';
import { parseInput } from './propose.ts';

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
    const { now, ...past } = await store.read(async (reader) => ({
      now: await reader.now(),
      ...(await changesAbout(reader, about, requestId)),
    }));
    const made = parsed.proposer.propose(facts.value, { house, account, requestId, requester, now, ...past });
    return made.ok ? { ok: true, proposal: made.proposal, account, now } : made;
  };
}

/** What was done to a user before and what is under way beside this request, newest first. */
export async function changesAbout(
  reader: Reader,
  { accountId, userName }: UserRef,
  beside?: RequestId,
): Promise<Pick<PlanningContext, 'history' | 'underWay'>> {
  const requests = await reader.requestsAbout({ accountId, userName }, 50);
  return {
    history: requests.filter(({ state }) => state === 'done').map(pastChange),
    underWay: requests.filter((request) => request.id !== beside && hasBegun(request)).map(pastChange),
  };
}

const pastChange = ({ id, action, plan, target }: ChangeRequest): PastChange => ({
  requestId: id,
  action,
  plan: { ...plan, target },
});

/** A lasting failure to read is a refusal; a passing one is tried again by whoever asked. */
function unreadable(read: { readonly message: string; readonly temporary: boolean }): Planned {
  if (read.temporary) throw new Unavailable(read.message);
  return { ok: false, refusal: refusal('unavailable', read.message) };
}

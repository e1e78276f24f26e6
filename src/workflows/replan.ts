import type { ChangeRequest, Proposal } from '../domain/change-request.ts';
import type { House } from '../domain/house.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { planDifferences } from '../domain/plan.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Iam, type Organization, type Store, Unavailable } from './ports.ts';
import { parseInput } from './propose.ts';

/** Makes the plan of a stored request again from what AWS says now. */
export type Replan = (
  request: ChangeRequest,
) => Promise<
  | { readonly ok: true; readonly proposal: Proposal; readonly differences: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal }
>;

export interface ReplanDeps {
  readonly iam: Iam;
  readonly organization: Organization;
  readonly store: Store;
  readonly house: House;
}

/** Throws `Unavailable` when AWS can't be asked just now; a lasting failure to read is a refusal. */
export function makeReplan({ iam, organization, store, house }: ReplanDeps): Replan {
  return async (request) => {
    const parsed = parseInput(request.action, request.input);
    if (!parsed.ok)
      return { ok: false, refusal: refusal('invalid-input', Object.values(parsed.errors).join(' ')) };
    const accounts = await organization.accounts();
    if (!accounts.ok) return unreadable(accounts);
    const account = accounts.value.find((candidate) => candidate.id === request.target.accountId);
    if (!account) {
      return {
        ok: false,
        refusal: refusal(
          'account-unknown',
          `The account ${request.target.accountId} is not one that I may work in any more.`,
        ),
      };
    }
    const facts = await iam.inspect(request.target, parsed.proposer.needs({ house, account }), request.id);
    if (!facts.ok) return unreadable(facts);
    const now = await store.read((reader) => reader.now());
    const made = parsed.proposer.propose(facts.value, {
      house,
      account,
      requestId: request.id,
      requestedBy: request.requestedBy,
      now,
    });
    if (!made.ok) return made;
    return {
      ok: true,
      proposal: made.proposal,
      differences: planDifferences(request.plan, made.proposal.plan, describeOperation),
    };
  };
}

function unreadable(read: { readonly message: string; readonly temporary: boolean }): {
  readonly ok: false;
  readonly refusal: Refusal;
} {
  if (read.temporary) throw new Unavailable(read.message);
  return { ok: false, refusal: refusal('unavailable', read.message) };
}

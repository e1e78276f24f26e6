import { deadlinesFrom } from '../domain/deadlines.ts';
import { whoMustAgree } from '../domain/decide-approval.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { requestId } from '../domain/ids.ts';
import { UserRef } from '../domain/user.ts';
import { draftGone, type FormDeps, inputOf, loadDraft, saveDraft } from './draft.ts';
import { parseInput } from './propose.ts';
import type { FormPage } from './use-cases.ts';

/** Page three: the plan from what AWS says now. What stops it goes back to page two, in words. */
export function makePreview(deps: FormDeps) {
  const { store, iam, organization, house } = deps;
  return async (
    by: SlackUserId,
    draftId: string,
    back: (problem: string) => Promise<FormPage>,
  ): Promise<FormPage> => {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return { page: 'stopped', refusal: draftGone };
    const parsed = parseInput(draft.content.action, inputOf(draft.content));
    if (!parsed.ok) return back(Object.values(parsed.errors).join(' '));
    const accounts = await organization.accounts();
    if (!accounts.ok) return back(accounts.message);
    const account = accounts.value.find((candidate) => candidate.id === parsed.proposer.subject.accountId);
    if (!account) return back('That account is not one that I may work in. Choose another.');
    const id =
      draft.content.requestId ??
      requestId(await store.transaction((tx) => tx.nextRequestNumber(), 'form/number'));
    const target = UserRef.parse({ accountId: account.id, userName: parsed.proposer.subject.userName });
    const facts = await iam.inspect(target, parsed.proposer.needs({ house, account }));
    if (!facts.ok) return back(facts.message);
    const now = await store.read((reader) => reader.now());
    const made = parsed.proposer.propose(facts.value, {
      house,
      account,
      requestId: id,
      requestedBy: by,
      now,
    });
    if (!made.ok) return back(made.refusal.say);
    const { proposal } = made;
    await saveDraft(store, draft, { requestId: id, proposal });
    const decideBy =
      proposal.requirement.kind === 'none' ? undefined : deadlinesFrom(now, house.waiting).expireAt;
    return {
      page: 'preview',
      draftId,
      account,
      summary: proposal.summary,
      risk: proposal.risk,
      whoDecides: whoMustAgree(proposal.requirement, house),
      decideBy,
      planHash: proposal.planHash,
    };
  };
}

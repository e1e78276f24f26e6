import { deadlinesFrom } from '../domain/deadlines.ts';
import { whoMustAgree } from '../domain/decide-approval.ts';
import { requestId, type SlackUserId } from '../domain/ids.ts';
import { contended } from './contention.ts';
import { draftGone, type FormDeps, inputOf, loadDraft, saveDraft } from './draft.ts';
import { Unavailable } from './ports.ts';
import type { FormPage } from './use-cases.ts';

/** The plan from what AWS says now. What stops it goes back to the fields, in words. */
export function makePreview({ store, plan, house }: FormDeps) {
  return async (
    by: SlackUserId,
    draftId: string,
    back: (problem: string) => Promise<FormPage>,
  ): Promise<FormPage> => {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return { page: 'stopped', refusal: draftGone };
    const id =
      draft.content.requestId ??
      requestId(await store.transaction((tx) => tx.nextRequestNumber(), 'form/number'));
    const made = await plan({
      action: draft.content.action,
      input: inputOf(draft.content),
      by,
      requestId: id,
    }).catch((error: unknown) => {
      if (error instanceof Unavailable) return error;
      throw error;
    });
    if (made instanceof Unavailable) return back(made.message);
    if (!made.ok) return back(made.refusal.say);
    const { proposal, account, now } = made;
    const waits = proposal.requirement.kind !== 'none';
    const about = { action: draft.content.action, user: proposal.target, waits };
    const other = await store.read((reader) => contended(reader, about));
    if (other) return back(other.say);
    await saveDraft(store, draft, { requestId: id, proposal });
    return {
      page: 'preview',
      draftId,
      account,
      by,
      owner: proposal.owner,
      summary: proposal.summary,
      risk: proposal.risk,
      whoDecides: whoMustAgree(proposal.requirement, house),
      decideBy: proposal.requirement.kind === 'none' ? undefined : deadlinesFrom(now, house.waiting).expireAt,
      planHash: proposal.planHash,
    };
  };
}

import { decide } from '../domain/decide.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { commit } from './commit.ts';
import { contended } from './contention.ts';
import { DraftContent, draftGone, type FormDeps, inputOf, loadDraft, toJson } from './draft.ts';
import { parseInput } from './propose.ts';
import type { RequestForm } from './use-cases.ts';

/** Submits exactly what the preview showed. The draft remembers, so that a second delivery finds the same request. */
export function makeSubmission({ store, people, house }: FormDeps): RequestForm['submit'] {
  return async (by, draftId) => {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return draftGone;
    const { proposal, requestId } = draft.content;
    if (!proposal || !requestId)
      return refusal('not-now', 'The plan isn’t made yet. Look at the preview first.');
    const actor = await people.actor(by);
    if (!actor.ok) return actor.refusal;
    const parsed = parseInput(draft.content.action, inputOf(draft.content));
    if (!parsed.ok) return refusal('invalid-input', Object.values(parsed.errors).join(' '));
    const excluded = await people.excluded(actor.person, proposal.concerns);

    return store.transaction(async (tx) => {
      const locked = await tx.lockDraft(draftId);
      const content = locked ? DraftContent.parse(locked.content) : undefined;
      if (!locked || !content) return draftGone;
      const submitted = { kind: 'submitted', requestId } as const;
      if (content.submitted) return submitted;
      // What needs nobody's decision waits for nobody: a quarantine is never held up.
      const waits = proposal.requirement.kind !== 'none';
      await tx.lockUser(proposal.target);
      const { action } = content;
      const other = await contended(tx, { action, user: proposal.target, waits });
      if (other) return other;
      const quota = waits ? quotaRefusal(await tx.openRequests(by)) : undefined;
      if (quota) return quota;
      const submission = {
        ...proposal,
        id: requestId,
        action: content.action,
        input: parsed.input,
        requestedBy: by,
        excluded,
      };
      const decision = decide(
        await tx.lockRequest(requestId),
        { kind: 'submit', submission },
        { now: await tx.now(), house },
      );
      if (!decision.ok) return decision.refusal;
      await commit(tx, decision);
      await tx.saveDraft({ ...locked, content: toJson({ ...content, submitted: true }) });
      return submitted;
    }, 'form/submit');
  };

  function quotaRefusal(open: { readonly own: number; readonly all: number }): Refusal | undefined {
    if (open.own >= house.quotas.openPerPerson) {
      return refusal(
        'quota',
        `You have ${open.own} open requests, as many as one person may have. Cancel one, or wait for a decision.`,
      );
    }
    if (open.all >= house.quotas.openOverall)
      return refusal(
        'quota',
        'Too many requests are open in this workspace. Try again when some are decided.',
      );
    return undefined;
  }
}

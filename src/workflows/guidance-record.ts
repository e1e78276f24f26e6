import type { OpenDraft } from './draft.ts';
import type { Store } from './ports.ts';

export interface GuidanceOutcome {
  /** What asked for access, named by its answers. */
  readonly about: string;
  /** `role`: the finished answer was shown. `user`: a user was asked for all the same. */
  readonly outcome: 'role' | 'user';
}

/** What was asked and answered goes on record, with its outcome: evidence, and the count of users that weren't needed. */
export async function recordGuidance(
  store: Store,
  { id, by, content }: OpenDraft,
  { about, outcome }: GuidanceOutcome,
): Promise<void> {
  await store.transaction(async (tx) => {
    const details = { path: content.path ?? '', about, outcome, form: id };
    const actor = { kind: 'person', id: by } as const;
    await tx.append([{ kind: 'guidance-answered', at: await tx.now(), actor, details }]);
  }, 'form/guidance');
}

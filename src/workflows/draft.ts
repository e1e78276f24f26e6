import { z } from 'zod';
import { Proposal } from '../domain/change-request.ts';
import type { House } from '../domain/house.ts';
import { AccountId, RequestId, type SlackUserId, UserName } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { People } from './people.ts';
import type { Planner } from './planner.ts';
import type { Iam, Organization, Store } from './ports.ts';

const Choice = z.object({ value: z.string(), text: z.string(), description: z.string().optional() });

/** What a form has gathered so far; lives in the database, while Slack only holds the draft's id. */
export const DraftContent = z.object({
  action: z.string(),
  path: z.string().optional(),
  insist: z.string().optional(),
  /** The offboarding whose user is made again. */
  like: z.string().optional(),
  /** What the path's questions were answered with. */
  answers: z.record(z.string(), z.string()).optional(),
  /** The user that it is about, when that exists already. */
  user: z.object({ account: AccountId, userName: UserName }).optional(),
  /** Choices of fields that were found on that user. */
  options: z.record(z.string(), z.array(Choice)).optional(),
  /** What was known of the user when the form began. */
  known: z.array(z.object({ label: z.string(), text: z.string() })).optional(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** From the first preview on, so that the plan can carry the request's name in its tags. */
  requestId: RequestId.optional(),
  /** What the preview showed, and what a submission submits. */
  proposal: Proposal.optional(),
  /** The details are on their way to a plan: what was typed before and arrives late changes nothing any more. */
  checked: z.boolean().optional(),
  submitted: z.boolean(),
});
export type DraftContent = z.infer<typeof DraftContent>;

export interface OpenDraft {
  readonly id: string;
  readonly by: SlackUserId;
  readonly createdAt: string;
  readonly content: DraftContent;
}

export const draftGone: Refusal = refusal(
  'not-now',
  'This form is no longer open. Nothing was sent. Start again.',
);

/** Only the person who started a draft can see it. */
export async function loadDraft(store: Store, id: string, by: SlackUserId): Promise<OpenDraft | undefined> {
  const draft = await store.read((reader) => reader.draft(id));
  if (!draft || draft.by !== by) return undefined;
  return { ...draft, content: DraftContent.parse(draft.content) };
}

/** Changes the draft as it is now, whatever has happened to it since it was loaded; `unless` leaves it alone. */
export async function saveDraft(
  store: Store,
  draft: OpenDraft,
  change: Partial<DraftContent>,
  unless: (current: DraftContent) => boolean = () => false,
): Promise<OpenDraft> {
  return store.transaction(async (tx) => {
    const locked = await tx.lockDraft(draft.id);
    const current = locked ? DraftContent.parse(locked.content) : draft.content;
    if (unless(current)) return { ...draft, content: current };
    const next = { ...draft, content: { ...current, ...change } };
    await tx.saveDraft({ ...next, content: toJson(next.content) });
    return next;
  }, 'form/draft');
}

export const toJson = (content: DraftContent): Json => JSON.parse(JSON.stringify(content)) as Json;

export interface FormDeps {
  readonly store: Store;
  readonly iam: Iam;
  readonly organization: Organization;
  readonly plan: Planner;
  readonly people: People;
  readonly house: House;
  readonly newDraftId: () => string;
}

/** What the action's input is parsed from. */
export function inputOf(content: DraftContent): Readonly<Record<string, unknown>> {
  return {
    ...content.values,
    ...content.user,
    path: content.path,
    insist: content.insist,
    like: content.like,
  };
}

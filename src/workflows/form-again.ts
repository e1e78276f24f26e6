import type { FormField } from '../actions/action.ts';
import { actionById } from '../actions/index.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { RequestId, SlackUserId } from '../domain/ids.ts';
import { refusal } from '../domain/refusal.ts';
import { type DraftContent, type FormDeps, type OpenDraft, toJson } from './draft.ts';
import type { FormPage, FormValues, UserWish } from './use-cases.ts';

interface Pages {
  readonly details: (by: SlackUserId, draftId: string) => Promise<FormPage>;
  readonly start: (by: SlackUserId, wish: UserWish) => Promise<FormPage>;
}

/** “Change and ask again”: the form as it was, filled in with what was asked before. It becomes a new request. */
export function makeAgain({ store, people, newDraftId }: FormDeps) {
  return async (by: SlackUserId, requestId: RequestId, pages: Pages): Promise<FormPage> => {
    const actor = await people.actor(by);
    if (!actor.ok) return { page: 'stopped', refusal: actor.refusal };
    const request = await store.read((reader) => reader.request(requestId));
    if (request?.requestedBy !== by) {
      const why = refusal('not-yours', `Only the person who asked for ${requestId} can ask it again.`);
      return { page: 'stopped', refusal: why };
    }
    const action = actionById(request.action);
    const values = asTyped(request.input, action?.form ?? []);
    if (action?.about === 'user') {
      const name = `${request.target.accountId}/${request.target.userName}`;
      return pages.start(by, { action: request.action, name, values, review: true });
    }
    const draft = await open(request, values);
    return pages.details(by, draft.id);
  };

  async function open(request: ChangeRequest, values: DraftContent['values']): Promise<OpenDraft> {
    const text = (name: string) => {
      const value = request.input[name];
      return typeof value === 'string' ? value : undefined;
    };
    const content: DraftContent = {
      action: request.action,
      path: text('path'),
      insist: text('insist'),
      values,
      submitted: false,
    };
    return store.transaction(async (tx) => {
      const opened = { id: newDraftId(), by: request.requestedBy, createdAt: await tx.now(), content };
      await tx.saveDraft({ ...opened, content: toJson(content) });
      return opened;
    }, 'form/again');
  }
}

/** What a stored request was parsed from, as far as the form has a field for it. */
function asTyped(input: ChangeRequest['input'], form: readonly FormField[]): DraftContent['values'] {
  return Object.fromEntries(
    form.flatMap((field): [string, NonNullable<FormValues[string]>][] => {
      const value = input[field.name];
      if (typeof value === 'string') return [[field.name, value]];
      if (!Array.isArray(value)) return [];
      const parts = value.filter((part) => typeof part === 'string');
      return [[field.name, field.input.kind === 'bundles' ? parts : parts.join(', ')]];
    }),
  ) as DraftContent['values'];
}

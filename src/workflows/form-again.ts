import type { FormField } from '../actions/action.ts';
import { createServiceUser } from '../actions/create-service-user.ts';
import { actionById } from '../actions/index.ts';
import { madeAgain } from '../actions/made-again.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import { RequestId, type SlackUserId } from '../domain/ids.ts';
import { refusal } from '../domain/refusal.ts';
import type { UserSnapshot } from '../domain/snapshot.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { type DraftContent, type FormDeps, type OpenDraft, toJson } from './draft.ts';
import { chosenPath, pathPage } from './form-path-page.ts';
import type { Reader } from './ports.ts';
import type { FormPage, FormValues, UserWish } from './use-cases.ts';

interface Pages {
  readonly details: (by: SlackUserId, draftId: string) => Promise<FormPage>;
  readonly start: (by: SlackUserId, wish: UserWish) => Promise<FormPage>;
}

/**
 * “Change and ask again”: the form as it was, filled in with what was asked before. It becomes a new request. After an
 * offboarding: a form for a new user like the one that is gone.
 */
export function makeAgain({ store, people, organization, house, newDraftId }: FormDeps) {
  return async (by: SlackUserId, requestId: RequestId, pages: Pages): Promise<FormPage> => {
    const actor = await people.actor(by);
    if (!actor.ok) return { page: 'stopped', refusal: actor.refusal };
    const request = await store.read((reader) => reader.request(requestId));
    if (request?.state === 'done' && request.plan.snapshot)
      return another(by, requestId, request.plan.snapshot, pages);
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
    const draft = await open(by, asBefore(request, values));
    return pages.details(by, draft.id);
  };

  /** Anybody may ask for a new user; nothing in the snapshot is secret. */
  async function another(
    by: SlackUserId,
    like: RequestId,
    snapshot: UserSnapshot,
    pages: Pages,
  ): Promise<FormPage> {
    const read = await organization.accounts();
    const accounts = read.ok ? read.value : [];
    const account = accounts.find(({ id }) => snapshot.arn.includes(`:${id}:`));
    if (!account) {
      const say = `The account of ${snapshot.userName} is not one that I may work in just now. Nothing was sent.`;
      return { page: 'stopped', refusal: refusal('account-unknown', say) };
    }
    const { now, first } = await store.read(async (reader) => ({
      now: await reader.now(),
      first: await firstRequest(reader, snapshot),
    }));
    const { values, left, ...why } = madeAgain(snapshot, { house, account, now });
    const reasons = {
      path: textOf(first, 'path') ?? why.path,
      insist: textOf(first, 'insist') ?? why.insist,
    };
    const content = { action: createServiceUser.id, ...reasons, like, known: [...left], submitted: false };
    const draft = await open(by, { ...content, values: { ...values } as DraftContent['values'] });
    // Without a reason on record the question whether a role would do comes first, as for everybody.
    const isSaid = chosenPath(reasons) !== undefined && reasons.insist !== undefined;
    return isSaid ? pages.details(by, draft.id) : pathPage(draft, { house, accounts });
  }

  function asBefore(request: ChangeRequest, values: DraftContent['values']): DraftContent {
    return {
      action: request.action,
      path: textOf(request, 'path'),
      insist: textOf(request, 'insist'),
      like: textOf(request, 'like'),
      values,
      submitted: false,
    };
  }

  async function open(by: SlackUserId, content: DraftContent): Promise<OpenDraft> {
    return store.transaction(async (tx) => {
      const opened = { id: newDraftId(), by, createdAt: await tx.now(), content };
      await tx.saveDraft({ ...opened, content: toJson(content) });
      return opened;
    }, 'form/again');
  }
}

/** The request that made the user, as its tag says: its reasons are whole there, while a tag holds a part. */
async function firstRequest(reader: Reader, { tags }: UserSnapshot): Promise<ChangeRequest | undefined> {
  const id = RequestId.safeParse(tagValue(tags, tagKeys.request));
  const request = id.success ? await reader.request(id.data) : undefined;
  return request?.action === createServiceUser.id ? request : undefined;
}

function textOf(request: ChangeRequest | undefined, name: string): string | undefined {
  const value = request?.input[name];
  return typeof value === 'string' ? value : undefined;
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

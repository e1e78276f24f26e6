import { createServiceUser } from '../actions/create-service-user.ts';
import { actionById } from '../actions/index.ts';
import { isOffered } from '../domain/catalog.ts';
import type { Account } from '../domain/house.ts';
import type { SlackUserId } from '../domain/ids.ts';
import {
  type DraftContent,
  draftGone,
  type FormDeps,
  inputOf,
  loadDraft,
  type OpenDraft,
  saveDraft,
  toJson,
} from './draft.ts';
import { makeAgain } from './form-again.ts';
import { makeGuidance } from './form-guidance.ts';
import { notesFor } from './form-notes.ts';
import { accountOption, detailsPage } from './form-pages.ts';
import { pathPage } from './form-path-page.ts';
import { makePreview } from './form-preview.ts';
import { makeSubmission } from './form-submit.ts';
import type { Chat } from './ports.ts';
import { parseInput } from './propose.ts';
import type { FieldErrors, FormPage, FormValues, Option, RequestForm, UserWish } from './use-cases.ts';
import { makeStart } from './user-form.ts';

/** `/iam request`, page by page. Every page belongs to the person who opened it. */
export function makeRequestForm(deps: FormDeps & { readonly chat: Chat }): RequestForm {
  const { store, people, house, organization } = deps;
  const preview = makePreview(deps);
  const submit = makeSubmission(deps);
  const start = makeStart(deps);
  const again = makeAgain(deps);
  const guidance = makeGuidance(deps, details);
  const stopped: FormPage = { page: 'stopped', refusal: draftGone };

  async function open(by: SlackUserId): Promise<FormPage> {
    const actor = await people.actor(by);
    if (!actor.ok) return { page: 'stopped', refusal: actor.refusal };
    const content: DraftContent = { action: createServiceUser.id, values: {}, submitted: false };
    const draft = await store.transaction(async (tx) => {
      const opened: OpenDraft = { id: deps.newDraftId(), by, createdAt: await tx.now(), content };
      await tx.saveDraft({ ...opened, content: toJson(content) });
      return opened;
    }, 'form/open');
    return pathPage(draft, { house, accounts: await accountList() });
  }

  async function details(
    by: SlackUserId,
    draftId: string,
    change: Partial<DraftContent> = {},
    problem?: string,
  ): Promise<FormPage> {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return stopped;
    const next = await saveDraft(store, draft, {
      ...change,
      checked: false,
      values: { ...defaults(draft, by), ...draft.content.values, ...change.values },
    });
    return detailsPage(next, { house, accounts: await accountList(), notes: {}, problem });
  }

  async function typing(by: SlackUserId, draftId: string, values: FormValues): Promise<FormPage> {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return stopped;
    const accounts = await accountList();
    const merged = fitToAccount(keep(values, draft), draft.content.values, accounts);
    const next = await saveDraft(store, draft, { values: merged }, (current) => current.checked === true);
    return detailsPage(next, { house, accounts, notes: await notesFor(next, accounts, deps) });
  }

  /** Another account offers other bundles and has its own environment: what no longer fits is dropped. */
  function fitToAccount(
    values: DraftContent['values'],
    before: DraftContent['values'],
    accounts: readonly Account[],
  ): DraftContent['values'] {
    const account = accounts.find((candidate) => candidate.id === values.account);
    if (!account || values.account === before.account) return values;
    const offered = house.bundles
      .filter((bundle) => isOffered(bundle, account))
      .map((bundle) => String(bundle.id));
    const chosen = values.bundles;
    const bundles = Array.isArray(chosen) ? chosen.filter((id) => offered.includes(id)) : [];
    return { ...values, environment: account.environment, bundles };
  }

  async function check(by: SlackUserId, draftId: string, values: FormValues): Promise<FieldErrors | 'fits'> {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return { errors: { userName: draftGone.say } };
    const content = { ...draft.content, values: keep(values, draft) };
    const parsed = parseInput(content.action, inputOf(content));
    await saveDraft(store, draft, { values: content.values, checked: parsed.ok });
    return parsed.ok ? 'fits' : { errors: parsed.errors };
  }

  async function accounts(_by: SlackUserId, query: string): Promise<readonly Option[]> {
    const wanted = query.trim().toLowerCase();
    return (await accountList())
      .filter((account) => account.name.toLowerCase().includes(wanted) || account.id.includes(wanted))
      .map(accountOption);
  }

  async function bundles(by: SlackUserId, draftId: string, query: string): Promise<readonly Option[]> {
    const draft = await loadDraft(store, draftId, by);
    const { user, values } = draft?.content ?? {};
    const accountId = user?.account ?? values?.account;
    const account = (await accountList()).find((candidate) => candidate.id === accountId);
    if (!account) return [];
    const wanted = query.trim().toLowerCase();
    return house.bundles
      .filter((bundle) => isOffered(bundle, account))
      .filter((bundle) => `${bundle.title} ${bundle.may} ${bundle.id}`.toLowerCase().includes(wanted))
      .map((bundle) => ({
        value: bundle.id,
        text: `${bundle.title} · ${bundle.risk} risk`,
        description: bundle.may,
      }));
  }

  function previewOf(by: SlackUserId, draftId: string): Promise<FormPage> {
    return preview(by, draftId, (problem) => details(by, draftId, {}, problem));
  }

  function startOf(by: SlackUserId, wish: UserWish): Promise<FormPage> {
    return start(by, wish, { details, preview: previewOf });
  }

  async function accountList(): Promise<readonly Account[]> {
    const read = await organization.accounts();
    return read.ok ? read.value : [];
  }

  return {
    open,
    start: startOf,
    again: (by, requestId) => again(by, requestId, { details, start: startOf }),
    ...guidance,
    typing,
    accounts,
    bundles,
    check,
    details: (by, draftId) => details(by, draftId),
    preview: previewOf,
    submit,
  };
}

const defaults = (draft: OpenDraft, by: SlackUserId): DraftContent['values'] =>
  draft.content.user ? {} : { owner: by, delivery: 'secrets-manager' };

/** Only what the form can hold: no value of a field that was emptied, none of a field that isn't there. */
function keep(values: FormValues, { content }: OpenDraft): DraftContent['values'] {
  const names = new Set(actionById(content.action)?.form.map((field) => field.name));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      names.has(name) && value !== undefined && value !== ''
        ? [[name, typeof value === 'string' ? value : [...value]]]
        : [],
    ),
  );
}

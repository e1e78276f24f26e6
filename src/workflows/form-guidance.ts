import type { SlackUserId } from '../domain/ids.ts';
import type { Conclusion } from '../guidance/path.ts';
import { splitAnswer } from '../guidance/split-answer.ts';
import { draftGone, type FormDeps, loadDraft, type OpenDraft, saveDraft } from './draft.ts';
import { answerPage, chosenPath, pathPage } from './form-path-page.ts';
import { recordGuidance } from './guidance-record.ts';
import type { Chat } from './ports.ts';
import type { FieldErrors, FormPage, FormValues, RequestForm } from './use-cases.ts';

type Details = (by: SlackUserId, draftId: string, change: Partial<OpenDraft['content']>) => Promise<FormPage>;
type Guidance = Pick<
  RequestForm,
  'choosePath' | 'answerPath' | 'questions' | 'declineRole' | 'insist' | 'sendAnswer'
>;

const stopped: FormPage = { page: 'stopped', refusal: draftGone };
const chooseFirst = { errors: { path: 'Choose what needs access.' } };

/** The first pages of `/iam request`: what needs access, what decides, and the answer that needs no user. */
export function makeGuidance(deps: FormDeps & { readonly chat: Chat }, details: Details): Guidance {
  const { store, organization, house } = deps;

  async function accountList() {
    const read = await organization.accounts();
    return read.ok ? read.value : [];
  }

  async function conclude({ id, content }: OpenDraft): Promise<Conclusion | undefined> {
    const path = chosenPath(content);
    return path?.conclude(content.answers ?? {}, {
      accounts: await accountList(),
      partition: house.users.partition,
      random: id.replace(/[^0-9a-f]/g, ''),
    });
  }

  /** The draft with its finished answer, if it has come so far. */
  async function answered(by: SlackUserId, draftId: string) {
    const draft = await loadDraft(store, draftId, by);
    const conclusion = draft ? await conclude(draft) : undefined;
    return draft && conclusion?.kind === 'answer' ? { draft, conclusion } : undefined;
  }

  async function pageOf(draft: OpenDraft): Promise<FormPage> {
    return pathPage(draft, { house, accounts: await accountList() });
  }

  async function choosePath(by: SlackUserId, draftId: string, path: string): Promise<FormPage> {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return stopped;
    const next = await saveDraft(store, draft, { path });
    // A person's way is the answer itself: there is nothing more to ask.
    if (chosenPath(next.content)?.leadsTo === 'no-user')
      await recordGuidance(store, next, { about: `${path} ${by}`, outcome: 'role' });
    return pageOf(next);
  }

  async function answerPath(
    by: SlackUserId,
    draftId: string,
    values: FormValues,
  ): Promise<FormPage | FieldErrors> {
    const draft = await loadDraft(store, draftId, by);
    if (!draft) return stopped;
    const path = chosenPath({ path: typeof values.path === 'string' ? values.path : undefined });
    if (!path) return chooseFirst;
    // The advice has to be on the screen before anybody can answer to it.
    if (draft.content.path !== path.id) return choosePath(by, draftId, path.id);
    const names = path.questions.map(({ name }) => name);
    const answers = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        names.includes(name) && typeof value === 'string' ? [[name, value]] : [],
      ),
    );
    const next = await saveDraft(store, draft, { answers });
    const conclusion = await conclude(next);
    if (conclusion === undefined) return chooseFirst;
    switch (conclusion.kind) {
      case 'errors':
        return { errors: conclusion.errors };
      case 'user':
        return details(by, draftId, { insist: conclusion.reason });
      case 'answer':
        await recordGuidance(store, next, { about: conclusion.about, outcome: 'role' });
        return answerPage(next, conclusion.answer);
    }
  }

  async function questions(by: SlackUserId, draftId: string): Promise<FormPage> {
    const draft = await loadDraft(store, draftId, by);
    return draft ? pageOf(draft) : stopped;
  }

  async function declineRole(by: SlackUserId, draftId: string): Promise<FormPage> {
    const found = await answered(by, draftId);
    return found ? answerPage(found.draft, found.conclusion.answer, { declined: true }) : stopped;
  }

  async function insist(by: SlackUserId, draftId: string, reason: string): Promise<FormPage | FieldErrors> {
    const found = await answered(by, draftId);
    if (!found) return stopped;
    const why = reason.trim();
    if (why.length < 10)
      return { errors: { insist: 'Say it in a sentence. Approvers read it, and it stays on the user.' } };
    await recordGuidance(store, found.draft, { about: found.conclusion.about, outcome: 'user' });
    const { account: id } = found.conclusion;
    const account = (await accountList()).find((candidate) => candidate.id === id);
    const known: OpenDraft['content']['values'] = account
      ? { account: account.id, environment: account.environment }
      : {};
    return details(by, draftId, { insist: why, values: { ...known, ...found.draft.content.values } });
  }

  async function sendAnswer(by: SlackUserId, draftId: string): Promise<FormPage> {
    const found = await answered(by, draftId);
    if (!found) return stopped;
    const { draft, conclusion } = found;
    const since = draft.createdAt;
    await store.exclusively(`guidance/${draftId}`, async () => {
      const parts = splitAnswer(conclusion.answer);
      for (const [index, answer] of parts.entries()) {
        // The same answer is sent once; another one, after other questions, again.
        const key = `guidance/${draftId}/${answer.title}/${index}`;
        if (await deps.chat.find(by, key, { since })) continue;
        await deps.chat.post(by, { kind: 'ready-answer', answer }, { key });
      }
    });
    return answerPage(draft, conclusion.answer, { sent: true });
  }

  return { choosePath, answerPath, questions, declineRole, insist, sendAnswer };
}

import type { Prefill } from '../actions/action.ts';
import { claimUser } from '../actions/claim-user.ts';
import { actionById } from '../actions/index.ts';
import { transferUser } from '../actions/transfer-user.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { ownerOf } from '../domain/ownership.ts';
import { refusal } from '../domain/refusal.ts';
import { contended, overrides } from './contention.ts';
import { type DraftContent, type FormDeps, type OpenDraft, toJson } from './draft.ts';
import { type FoundUser, findUsers } from './find-users.ts';
import { knownFacts } from './known-facts.ts';
import { doneAbout } from './planner.ts';
import type { FormPage, FormValues, OwnerToAsk, UserWish } from './use-cases.ts';

interface Pages {
  readonly details: (by: SlackUserId, draftId: string) => Promise<FormPage>;
  readonly preview: (by: SlackUserId, draftId: string) => Promise<FormPage>;
}

/** An action on a user who exists: finds the user, says at once if this person may not, and fills the form in. */
export function makeStart({ store, iam, organization, people, house, newDraftId }: FormDeps) {
  return async (
    by: SlackUserId,
    { action: id, name, values = {}, review = false }: UserWish,
    pages: Pages,
  ): Promise<FormPage> => {
    const stop = (why: ReturnType<typeof refusal>): FormPage => ({ page: 'stopped', refusal: why });
    const action = actionById(id);
    if (action?.about !== 'user') throw new Error(`${id} is no action on a user.`);
    const actor = await people.actor(by);
    if (!actor.ok) return stop(actor.refusal);
    const found = await findUsers(name.trim(), { iam, organization });
    if ('code' in found) return stop(found);
    const [match, ...others] = found;
    if (!match)
      return stop(
        refusal(
          'user-unknown',
          `I find no user “${name.trim()}” in the accounts I can see. Write it as name, account/name, an ARN or a key id.`,
        ),
      );
    if (others.length > 0) return { page: 'choices', asked: name.trim(), action: id, matches: found };
    const begun = await begin(match);
    const about = { action: id, user: match.user, waits: true };
    const other = overrides(id) ? undefined : await store.read((reader) => contended(reader, about));
    // What is in the way now may be the doing of the other request: there is nothing to mend by hand.
    if (other && !('code' in begun && begun.code !== 'not-now')) return stop(other);
    if ('code' in begun) return { page: 'stopped', refusal: begun, ask: await ownerToAsk(match, begun) };
    const draft = await open(match, begun);
    const complete = action.form.every(
      (field) => field.optional || draft.content.values[field.name] !== undefined,
    );
    return complete && given(values) && !review ? pages.preview(by, draft.id) : pages.details(by, draft.id);

    async function begin({ user, account }: FoundUser) {
      const facts = await iam.inspect(user, { user: 'full', groups: [], policies: [] });
      if (!facts.ok) return refusal('unavailable', facts.message);
      if (!facts.value.user)
        return refusal('user-unknown', `${user.userName} doesn’t exist in ${account.name} any more.`);
      const requester = await people.requester(by);
      const { now, history } = await store.read(async (reader) => ({
        now: await reader.now(),
        history: await doneAbout(reader, user, action?.recalls),
      }));
      const context = { house, account, requester, now, history };
      const begun = action?.begin?.(facts.value, context) ?? { values: {}, options: {} };
      return 'code' in begun ? begun : { known: knownFacts(facts.value.user), ...begun };
    }

    /** Somebody else’s user: its owner can be asked, as long as they are here; for the user itself where it is claimed. */
    async function ownerToAsk(
      { user }: FoundUser,
      { code }: ReturnType<typeof refusal>,
    ): Promise<OwnerToAsk | undefined> {
      if (code !== 'not-yours') return undefined;
      const facts = await iam.inspect(user, { user: 'existence', groups: [], policies: [] });
      const owner = facts.ok && facts.value.user ? ownerOf(facts.value.user) : undefined;
      const there = owner && (await people.actor(owner));
      if (!owner || !there?.ok) return undefined;
      const asked = id === claimUser.id ? transferUser.id : id;
      return { action: asked, user, owner, ownerName: there.person.name };
    }

    async function open({ user }: FoundUser, begun: Prefill): Promise<OpenDraft> {
      const content: DraftContent = {
        action: id,
        user: { account: user.accountId, userName: user.userName },
        values: { ...given(begun.values), ...given(values) },
        options: begun.options as DraftContent['options'],
        known: begun.known as DraftContent['known'],
        submitted: false,
      };
      return store.transaction(async (tx) => {
        const opened = { id: newDraftId(), by, createdAt: await tx.now(), content };
        await tx.saveDraft({ ...opened, content: toJson(content) });
        return opened;
      }, 'form/start');
    }
  };
}

/** Values without those that weren't given; undefined when none was. */
function given(values: FormValues): DraftContent['values'] | undefined {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === ''
      ? []
      : [[name, typeof value === 'string' ? value : [...value]] as const],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

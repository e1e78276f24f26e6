import { actionById } from '../actions/index.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { ownerOf } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { findUsers } from './find-users.ts';
import type { People } from './people.ts';
import type { Chat, Iam, Organization, Store } from './ports.ts';
import type { AskedOwner, UserWish } from './use-cases.ts';

export interface AskOwnerDeps {
  readonly store: Store;
  readonly chat: Chat;
  readonly iam: Iam;
  readonly organization: Organization;
  readonly people: People;
}

/**
 * Asks a user's owner, in a direct message, for what only they may do: once a day for the same wish of the same person.
 * Changes nothing and is not on record as a decision, so a click that is lost with its process is simply clicked again.
 */
export async function askOwner(
  by: SlackUserId,
  { action, name }: Pick<UserWish, 'action' | 'name'>,
  { store, chat, iam, organization, people }: AskOwnerDeps,
): Promise<AskedOwner | Refusal> {
  if (actionById(action)?.about !== 'user') throw new Error(`${action} is no action on a user.`);
  const actor = await people.actor(by);
  if (!actor.ok) return actor.refusal;
  const found = await findUsers(name, { iam, organization });
  if ('code' in found) return found;
  const [match] = found;
  const facts = match && (await iam.inspect(match.user, { user: 'existence', groups: [], policies: [] }));
  if (facts && !facts.ok) return refusal('unavailable', facts.message);
  const user = facts?.value.user;
  if (!match || !user)
    return refusal('user-unknown', `${name} doesn’t exist any more. There is nothing to ask for.`);
  const owner = ownerOf(user);
  if (owner === undefined || !(await people.actor(owner)).ok)
    return refusal(
      'not-now',
      `${user.userName} has no owner who could be asked: whoever owned it is not here any more. Ask an approver.`,
    );
  const day = (await store.read((reader) => reader.now())).slice(0, 10);
  const key = `ask/${match.account.id}/${user.userId}/${action}/${by}/${day}`;
  const message = { kind: 'asks-owner', by, action, user: match.user, account: match.account } as const;
  const asked = await store.exclusively(key, async () => {
    if (await chat.find(owner, key, { since: `${day}T00:00:00.000Z` })) return 'before' as const;
    await chat.post(owner, message, { key });
    return 'now' as const;
  });
  return { owner, asked: asked === 'now' ? 'now' : 'before' };
}

import type { Excluded } from '../domain/change-request.ts';
import type { Decider } from '../domain/command.ts';
import type { ApproverGroup, House } from '../domain/house.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { type PersonFacts, refuseActor } from '../domain/person.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Directory } from './ports.ts';

/** Who somebody is and what they may decide, asked of Slack afresh each time. Throws `Unavailable` with the directory. */
export interface People {
  /** An active full member of the home workspace, or why not. */
  actor(
    id: SlackUserId,
  ): Promise<
    { readonly ok: true; readonly person: PersonFacts } | { readonly ok: false; readonly refusal: Refusal }
  >;
  decider(person: PersonFacts): Promise<Decider>;
  /** Those who may not decide, because the request is theirs or would make something theirs. */
  excluded(requester: PersonFacts, owner: SlackUserId): Promise<readonly Excluded[]>;
}

export function makePeople({
  directory,
  house,
}: {
  readonly directory: Directory;
  readonly house: House;
}): People {
  async function actor(id: SlackUserId): ReturnType<People['actor']> {
    const [person, home] = await Promise.all([directory.person(id), directory.home()]);
    if (!person)
      return {
        ok: false,
        refusal: refusal('actor-not-allowed', 'Slack doesn’t know this account. Nothing was changed.'),
      };
    const refused = refuseActor(person, home);
    return refused ? { ok: false, refusal: refused } : { ok: true, person };
  }

  async function isIn(group: ApproverGroup, id: SlackUserId): Promise<boolean> {
    if (group.users.includes(id)) return true;
    const members = await Promise.all(group.groups.map((userGroup) => directory.members(userGroup)));
    return members.some((ids) => ids.includes(id));
  }

  async function decider(person: PersonFacts): Promise<Decider> {
    const inGroup = await Promise.all(house.approvers.map((group) => isIn(group, person.id)));
    const groups = house.approvers.filter((_, index) => inGroup[index]).map((group) => group.id);
    return { id: person.id, email: person.email, groups };
  }

  async function excluded(requester: PersonFacts, owner: SlackUserId): Promise<readonly Excluded[]> {
    const asked: Excluded = { id: requester.id, email: requester.email, why: 'you asked for it' };
    if (owner === requester.id) return [asked];
    const future = await directory.person(owner);
    return [asked, { id: owner, email: future?.email, why: 'you would own it' }];
  }

  return { actor, decider, excluded };
}

import type { Excluded } from '../domain/change-request.ts';
import type { Decider } from '../domain/command.ts';
import type { House } from '../domain/house.ts';
import type { SlackUserId, UserGroupId } from '../domain/ids.ts';
import type { Requester } from '../domain/ownership.ts';
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
  /** What a plan may depend on: their groups, their teams, and whether they respond to incidents. */
  requester(id: SlackUserId): Promise<Requester>;
  /** Those who may not decide, because the request is theirs or would make something theirs. */
  excluded(
    requester: PersonFacts,
    others: readonly { readonly id: SlackUserId; readonly why: string }[],
  ): Promise<readonly Excluded[]>;
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

  async function isIn(
    { users, groups }: { readonly users: readonly SlackUserId[]; readonly groups: readonly UserGroupId[] },
    id: SlackUserId,
  ): Promise<boolean> {
    if (users.includes(id)) return true;
    const members = await Promise.all(groups.map((group) => directory.members(group)));
    return members.some((ids) => ids.includes(id));
  }

  async function groupsOf(id: SlackUserId): Promise<readonly string[]> {
    const inGroup = await Promise.all(house.approvers.map((group) => isIn(group, id)));
    return house.approvers.filter((_, index) => inGroup[index]).map((group) => group.id);
  }

  async function decider(person: PersonFacts): Promise<Decider> {
    return { id: person.id, email: person.email, groups: await groupsOf(person.id) };
  }

  async function requester(id: SlackUserId): Promise<Requester> {
    const inTeam = await Promise.all(
      house.teams.map(
        async ({ group }) => group !== undefined && (await isIn({ users: [], groups: [group] }, id)),
      ),
    );
    const [groups, isResponder] = await Promise.all([groupsOf(id), isIn(house.responders, id)]);
    return {
      id,
      groups,
      isResponder,
      teams: house.teams.filter((_, index) => inTeam[index]).map((team) => team.id),
    };
  }

  async function excluded(
    person: PersonFacts,
    others: readonly { readonly id: SlackUserId; readonly why: string }[],
  ): Promise<readonly Excluded[]> {
    const concerned = others.filter((other) => other.id !== person.id);
    const looked = await Promise.all(
      concerned.map(async (other) => ({ ...other, email: (await directory.person(other.id))?.email })),
    );
    return [{ id: person.id, email: person.email, why: 'you asked for it' }, ...looked];
  }

  return { actor, decider, requester, excluded };
}

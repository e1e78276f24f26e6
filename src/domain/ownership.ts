import type { UserFacts } from './facts.ts';
import { SlackUserId } from './ids.ts';
import { tagKeys, tagValue } from './user.ts';

/** Somebody who asks for a change, as Slack and the house know them right now. */
export interface Requester {
  readonly id: SlackUserId;
  /** The approver groups they are in. */
  readonly groups: readonly string[];
  /** The teams whose Slack user group they are in. */
  readonly teams: readonly string[];
  readonly isResponder: boolean;
}

/** What a requester is to a user; the first that holds. */
export type Relation = 'owner' | 'team' | 'approver' | 'stranger';

/** The Slack user in the owner's tag; undefined when nobody, or no Slack user, is named there. */
export function ownerOf(user: Pick<UserFacts, 'tags'>): SlackUserId | undefined {
  const tag = SlackUserId.safeParse(tagValue(user.tags, tagKeys.owner));
  return tag.success ? tag.data : undefined;
}

export function relationTo(user: Pick<UserFacts, 'tags'>, requester: Requester): Relation {
  if (ownerOf(user) === requester.id) return 'owner';
  const team = tagValue(user.tags, tagKeys.team);
  if (team !== undefined && requester.teams.includes(team)) return 'team';
  return requester.groups.length > 0 || requester.isResponder ? 'approver' : 'stranger';
}

import type { UserFacts } from '../../domain/facts.ts';
import { tagKeys, tagValue } from '../../domain/user.ts';
import { readUserBasics } from '../read/user.ts';
import { alreadyDone, failed, type NotDone, type StepContext, type StepResult } from './step-context.ts';

export type PinnedUser =
  | { readonly kind: 'ours'; readonly user: UserFacts }
  | { readonly kind: 'absent' }
  /** `left`: when something is taken back, what this request made is not there, and that is what was wanted. */
  | { readonly kind: 'another'; readonly refusal: NotDone; readonly left: StepResult };

/** The user that this request is about: by its UserId, or by the request's tag as long as nobody knows the id. A name alone is never believed. */
export async function pinnedUser({ session, attempt, where }: StepContext): Promise<PinnedUser> {
  const { target, requestId } = attempt;
  const user = await readUserBasics(session.iam, target.userName);
  if (user === undefined) return { kind: 'absent' };
  const isOurs =
    target.userId === undefined ? carriesRequest(user, requestId) : user.userId === target.userId;
  if (isOurs) return { kind: 'ours', user };
  const known = target.userId === undefined ? `the one that ${requestId} made` : target.userId;
  return {
    kind: 'another',
    left: alreadyDone({
      note: `The user ${target.userName} in ${where.account} is ${user.userId}, not ${known}, and was left alone.`,
    }),
    refusal: failed(
      'mismatch',
      `The user ${target.userName} in ${where.account} is ${user.userId}, not ${known}. It was made again or by somebody else, so it was not touched. Look at it, then ask again.`,
    ),
  };
}

export function carriesRequest(user: Pick<UserFacts, 'tags'>, requestId: string): boolean {
  return tagValue(user.tags, tagKeys.request) === requestId;
}

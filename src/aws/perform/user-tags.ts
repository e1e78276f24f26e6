import { TagUserCommand, UntagUserCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { type Tag, tagValue } from '../../domain/user.ts';
import { orAbsent } from '../absent.ts';
import { familyOf } from '../error-family.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';
import { takesBack, targetUser } from './target-user.ts';

/** Sets these tags and leaves the others. A key that is there in another case keeps its spelling. */
export async function tagUser({ set }: OperationOf<'tag-user'>, context: StepContext): Promise<StepResult> {
  const { session, attempt, where } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: false });
  if (target.kind === 'not') return target.result;
  const { tags } = target.user;
  if (!takesBack(context) && set.every(({ key, value }) => tagValue(tags, key) === value))
    return alreadyDone();
  try {
    // Once, because the SDK takes the limit for throttling; tagging twice is tagging once (IAM API reference).
    const tagged = session.iamOnce.send(
      new TagUserCommand({
        UserName: userName,
        Tags: set.map(({ key, value }) => ({ Key: spelling(tags, key), Value: value })),
      }),
    );
    return (await orAbsent(tagged)) === undefined ? notVisibleYet(context, `The user ${userName}`) : done();
  } catch (error) {
    if (familyOf(error) !== 'limit') throw error;
    return failed(
      'limit',
      `The user ${userName} in ${where.account} has ${tags.length} tags, and AWS takes no more than 50 on a user. None was set. Remove some, then retry.`,
    );
  }
}

export async function untagUser(
  { keys }: OperationOf<'untag-user'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  const { tags } = target.user;
  if (!takesBack(context) && keys.every((key) => tagValue(tags, key) === undefined)) return alreadyDone();
  const untagged = session.iam.send(
    new UntagUserCommand({
      UserName: attempt.target.userName,
      TagKeys: keys.map((key) => spelling(tags, key)),
    }),
  );
  return (await orAbsent(untagged)) === undefined ? alreadyDone() : done();
}

/**
 * A user can't have two keys that differ by case only (IAM user guide, "Tagging IAM resources", case sensitivity). Which spelling stays is
 * not said there: with the one that is there already, the question doesn't arise and an undo leaves what was.
 */
function spelling(tags: readonly Tag[], key: string): string {
  return tags.find((tag) => tag.key.toLowerCase() === key.toLowerCase())?.key ?? key;
}

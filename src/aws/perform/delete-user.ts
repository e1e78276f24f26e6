import { DeleteUserCommand } from '@aws-sdk/client-iam';
import { orAbsent } from '../absent.ts';
import { familyOf } from '../error-family.ts';
import { pause } from '../timing.ts';
import { whatHangsOn } from './attachments.ts';
import { carriesRequest, pinnedUser } from './pinned-user.ts';
import { alreadyDone, done, failed, type StepContext, type StepResult } from './step-context.ts';

// How often IAM is given the chance to notice what was taken off the user before.
const ROUNDS = 5;

/** Takes back a user that this request made: the pinned one, with the request's tag, and with nothing foreign on it. */
export async function deleteUser(context: StepContext): Promise<StepResult> {
  const { session, attempt, where, timing } = context;
  const { userName } = attempt.target;
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.left;
  if (pinned.kind === 'absent') return alreadyDone();
  if (!carriesRequest(pinned.user, attempt.requestId))
    return failed(
      'mismatch',
      `The user ${userName} in ${where.account} does not carry the tag of ${attempt.requestId}, so it was not deleted. Look at it first.`,
    );
  for (let round = 1; ; round++) {
    try {
      // Once: a user that is gone has no path any more, so a repetition would be refused instead of answered.
      const deleted = await orAbsent(session.iamOnce.send(new DeleteUserCommand({ UserName: userName })));
      return deleted === undefined ? alreadyDone() : done();
    } catch (error) {
      if (familyOf(error) !== 'conflict') throw error;
      if (round < ROUNDS) {
        await pause(timing.pollMs);
        continue;
      }
      const attached = await whatHangsOn(session.iam, userName);
      return failed(
        'conflict',
        `The user ${userName} in ${where.account} still has ${attached.join(', ') || 'something attached'}. Chatelaine removes only what the request made: remove that by hand, then retry.`,
      );
    }
  }
}

import { DeleteUserCommand } from '@aws-sdk/client-iam';
import { orAbsent } from '../absent.ts';
import { familyOf } from '../error-family.ts';
import { pause } from '../timing.ts';
import { whatHangsOn } from './attachments.ts';
import { pinnedUser } from './pinned-user.ts';
import { alreadyDone, done, failed, type StepContext, type StepResult } from './step-context.ts';

// How often is looked again before it is believed that something hangs on the user.
const ROUNDS = 5;

/** Deletes the user for good, whoever made it: the one with the pinned UserId. Another one under the name means that this one is gone. */
export async function removeUser(context: StepContext): Promise<StepResult> {
  const { session, attempt, where, timing } = context;
  const { userName } = attempt.target;
  let before = '';
  for (let round = 1; ; round++) {
    // Every time: between two rounds somebody may delete the user and make another.
    const pinned = await pinnedUser(context);
    if (pinned.kind === 'another') return pinned.left;
    if (pinned.kind === 'absent') return alreadyDone();
    try {
      // Once: a user that is gone has no path any more, so a repetition would be refused instead of answered.
      const deleted = await orAbsent(session.iamOnce.send(new DeleteUserCommand({ UserName: userName })));
      return deleted === undefined ? alreadyDone() : done();
    } catch (error) {
      if (familyOf(error) !== 'conflict') throw error;
    }
    const hangs = (await orAbsent(whatHangsOn(session.iam, userName)))?.join(', ') ?? '';
    // The same list twice is no late read; without any, AWS itself may still be at it.
    if (round >= ROUNDS || (hangs !== '' && hangs === before))
      return failed(
        'conflict',
        `The user ${userName} in ${where.account} still has ${hangs || 'something that no list shows'}, so it was not deleted. Remove that, then retry.`,
      );
    before = hangs;
    await pause(timing.pollMs);
  }
}

/** Sees that the user is gone: twice in a row, because a read may be late, or once if another user has the name. */
export async function verifyAbsent(context: StepContext): Promise<StepResult> {
  const { attempt, where, timing } = context;
  let absences = 0;
  for (let look = 1; ; look++) {
    const pinned = await pinnedUser(context);
    if (pinned.kind === 'another') return pinned.left;
    absences = pinned.kind === 'absent' ? absences + 1 : 0;
    if (absences === 2) return done();
    if (absences === 0 && look >= timing.polls)
      return failed(
        'mismatch',
        `The user ${attempt.target.userName} in ${where.account} is still there. Look at it, then retry.`,
      );
    await pause(timing.pollMs);
  }
}

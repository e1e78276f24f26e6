import type { OperationOf } from '../../domain/operation.ts';
import { readKeys } from '../read/access-keys.ts';
import { readAttachments, readConsoleAccess } from '../read/user.ts';
import { pause } from '../timing.ts';
import { differences } from './differences.ts';
import { pinnedUser } from './pinned-user.ts';
import { done, failed, notVisibleYet, type StepContext, type StepResult } from './step-context.ts';

/** Reads everything back and compares it with what was approved. A late read gets a few chances before it counts as a difference. */
export async function verifyUser(
  { expect }: OperationOf<'verify-user'>,
  context: StepContext,
): Promise<StepResult> {
  const { attempt, where, timing, session } = context;
  const { userName } = attempt.target;
  for (let look = 1; ; look++) {
    const pinned = await pinnedUser(context);
    if (pinned.kind === 'another') return pinned.refusal;
    if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${userName}`);
    const [attachments, accessKeys, access] = await Promise.all([
      readAttachments(session.iam, userName),
      readKeys(session.iam, userName, { lastUsed: false }),
      readConsoleAccess(session.iam, userName),
    ]);
    const found = differences(expect, { ...pinned.user, ...attachments, ...access, accessKeys });
    if (found.length === 0) return done({ userId: pinned.user.userId });
    if (look >= timing.polls)
      return failed(
        'mismatch',
        `The user ${userName} in ${where.account} is not as it was approved: ${found.join('; ')}. Look at it, then retry or undo.`,
      );
    await pause(timing.pollMs);
  }
}

import type { OperationOf } from '../../domain/operation.ts';
import { readKeys } from '../read/access-keys.ts';
import { readAttachedPolicies, readGroups, readHasLoginProfile } from '../read/user.ts';
import { pause } from '../timing.ts';
import { pinnedUser } from './pinned-user.ts';
import { type ReadBack, readBackDifferences } from './read-back-differences.ts';
import { done, failed, notVisibleYet, type StepContext, type StepResult } from './step-context.ts';

/** Reads what an action changed, and no more, and compares it with what was approved. A late read gets a few chances. */
export async function readBack(
  { expect }: OperationOf<'read-back'>,
  context: StepContext,
): Promise<StepResult> {
  const { attempt, where, timing } = context;
  const { userName } = attempt.target;
  for (let look = 1; ; look++) {
    const pinned = await pinnedUser(context);
    if (pinned.kind === 'another') return pinned.refusal;
    if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${userName}`);
    const found = readBackDifferences(expect, {
      tags: pinned.user.tags,
      ...(await readNamed(expect, context)),
    });
    if (found.length === 0) return done({ userId: pinned.user.userId });
    if (look >= timing.polls)
      return failed(
        'mismatch',
        `The user ${userName} in ${where.account} is not as it was approved: ${found.join('; ')}. Look at it, then retry or undo.`,
      );
    await pause(timing.pollMs);
  }
}

/** One call for each kind of thing that is expected something of. */
async function readNamed(
  expect: OperationOf<'read-back'>['expect'],
  { session, attempt }: StepContext,
): Promise<Omit<ReadBack, 'tags'>> {
  const { iam } = session;
  const { userName } = attempt.target;
  const ofPolicies = expect.attachedPolicies !== undefined || expect.detachedPolicies !== undefined;
  const [accessKeys, attachedPolicies, groups, hasLoginProfile] = await Promise.all([
    expect.accessKeys && readKeys(iam, userName, { lastUsed: false }),
    ofPolicies ? readAttachedPolicies(iam, userName) : undefined,
    expect.groups && readGroups(iam, userName),
    expect.consolePassword === undefined ? undefined : readHasLoginProfile(iam, userName),
  ]);
  return {
    accessKeys: accessKeys ?? [],
    attachedPolicies: attachedPolicies ?? [],
    groups: groups ?? [],
    hasLoginProfile: hasLoginProfile ?? false,
  };
}

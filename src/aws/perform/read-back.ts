import type { OperationOf } from '../../domain/operation.ts';
import { readKeys } from '../read/access-keys.ts';
import { readOtherCredentials } from '../read/other-credentials.ts';
import {
  readAttachedPolicies,
  readGroups,
  readHasLoginProfile,
  readInlinePolicies,
  readMfaDevices,
} from '../read/user.ts';
import { pause } from '../timing.ts';
import { pinnedUser } from './pinned-user.ts';
import { type ReadBack, readBackDifferences } from './read-back-differences.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';

/**
 * Reads what an action changed, and no more, and compares it with what was approved. A late read gets a few chances. Where there may be
 * nothing else, two looks in a row must say so: somebody may be adding things at this very moment, and a late read would hide them.
 */
export async function readBack(
  { expect, orGone }: OperationOf<'read-back'>,
  context: StepContext,
): Promise<StepResult> {
  const { attempt, where, timing } = context;
  const { userName } = attempt.target;
  const wanted = expect.nothingElse === undefined ? 1 : 2;
  let agreeing = 0;
  for (let look = 1; ; look++) {
    const pinned = await pinnedUser(context);
    if (pinned.kind === 'another') return orGone ? pinned.left : pinned.refusal;
    if (pinned.kind === 'absent' && orGone) return alreadyDone();
    if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${userName}`);
    const { tags, boundaryArn } = pinned.user;
    const found = readBackDifferences(expect, {
      tags,
      ...(boundaryArn === undefined ? {} : { boundaryArn }),
      ...(await readNamed(expect, context)),
    });
    agreeing = found.length === 0 ? agreeing + 1 : 0;
    if (agreeing === wanted) return done({ userId: pinned.user.userId });
    if (agreeing === 0 && look >= timing.polls)
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
): Promise<Omit<ReadBack, 'tags' | 'boundaryArn'>> {
  const { iam } = session;
  const { userName } = attempt.target;
  const ifAsked = <T>(
    kind: NonNullable<typeof expect.nothingElse>[number],
    expectations: readonly unknown[],
    read: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> => {
    const asked = expect.nothingElse?.includes(kind) || expectations.some((one) => one !== undefined);
    return asked ? read() : Promise.resolve([]);
  };
  const [
    accessKeys,
    attachedPolicies,
    groups,
    inlinePolicies,
    otherCredentials,
    mfaDevices,
    hasLoginProfile,
  ] = await Promise.all([
    ifAsked('accessKeys', [expect.accessKeys], () => readKeys(iam, userName, { lastUsed: false })),
    ifAsked('attachedPolicies', [expect.attachedPolicies, expect.detachedPolicies], () =>
      readAttachedPolicies(iam, userName),
    ),
    ifAsked('groups', [expect.groups, expect.absentGroups], () => readGroups(iam, userName)),
    ifAsked('inlinePolicies', [expect.inlinePolicies, expect.absentInlinePolicies], () =>
      readInlinePolicies(iam, userName),
    ),
    ifAsked('otherCredentials', [expect.otherCredentials], () => readOtherCredentials(iam, userName)),
    ifAsked('mfaDevices', [expect.mfaDevices], () => readMfaDevices(iam, userName)),
    expect.consolePassword === undefined ? false : readHasLoginProfile(iam, userName),
  ]);
  return {
    accessKeys,
    attachedPolicies,
    groups,
    inlinePolicies,
    otherCredentials,
    mfaDevices,
    hasLoginProfile,
  };
}

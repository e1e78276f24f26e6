import { DeleteUserPolicyCommand, GetUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { readDocument, sameDocument } from '../policy-document.ts';
import { pause } from '../timing.ts';
import {
  alreadyDone,
  done,
  failed,
  type NotDone,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';
import { takesBack, targetUser } from './target-user.ts';

/** Sets an inline policy. With `before`, only in the place of exactly that: what somebody wrote meanwhile is not overwritten. */
export async function putUserPolicy(
  { policyName, document, before }: OperationOf<'put-user-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: false });
  if (target.kind === 'not') return target.result;
  const there = await lookFor(context, policyName, before === undefined ? undefined : [before, document]);
  if (there !== undefined && sameDocument(there, document) && !takesBack(context)) return alreadyDone();
  if (before !== undefined && !isOneOf(there, [before, document]))
    return somethingElse(context, policyName, there);
  const about = { UserName: userName, PolicyName: policyName, PolicyDocument: document };
  const put = session.iamOnce.send(new PutUserPolicyCommand(about));
  return (await orAbsent(put)) === undefined ? notVisibleYet(context, `The user ${userName}`) : done();
}

/** Deletes an inline policy. With `before`, only if that is what it says: an undo could not bring anything else back. */
export async function deleteUserPolicy(
  { policyName, before }: OperationOf<'delete-user-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  if (before !== undefined) {
    const there = await lookFor(context, policyName, [before]);
    if (there !== undefined && !sameDocument(there, before)) return somethingElse(context, policyName, there);
  }
  const about = { UserName: attempt.target.userName, PolicyName: policyName };
  // Once, so that “there is none” is never the echo of a call that was lost: an undo relies on it.
  const deleted = await orAbsent(session.iamOnce.send(new DeleteUserPolicyCommand(about)));
  return deleted === undefined ? alreadyDone() : done();
}

/** What the policy says, or undefined. Anything but what is expected is looked at again: it may be a late read. */
async function lookFor(
  { session, attempt, timing }: StepContext,
  policyName: string,
  expected: readonly string[] | undefined,
): Promise<string | undefined> {
  const about = { UserName: attempt.target.userName, PolicyName: policyName };
  for (let look = 1; ; look++) {
    const answer = await orAbsent(session.iam.send(new GetUserPolicyCommand(about)));
    const there = answer && readDocument(answer.PolicyDocument);
    if (expected === undefined || isOneOf(there, expected) || look >= timing.polls) return there;
    await pause(timing.pollMs);
  }
}

function isOneOf(there: string | undefined, documents: readonly string[]): boolean {
  return there !== undefined && documents.some((document) => sameDocument(there, document));
}

function somethingElse(
  { attempt, where }: StepContext,
  policyName: string,
  there: string | undefined,
): NotDone {
  const policy = `The inline policy ${policyName} of ${attempt.target.userName} in ${where.account}`;
  return failed(
    'mismatch',
    there === undefined
      ? `${policy} is gone, although the plan was to change it. Nothing was put in its place. Look at the user, then ask again.`
      : `${policy} says something else than when this was planned, so it was not touched. Look at the user, then ask again.`,
  );
}

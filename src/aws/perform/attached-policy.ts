import { AttachUserPolicyCommand, DetachUserPolicyCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { familyOf } from '../error-family.ts';
import { readManagedPolicy } from '../read/managed-policy.ts';
import { readAttachedPolicies } from '../read/user.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';
import { takesBack, targetUser } from './target-user.ts';

/** Attaches a managed policy. One that hung there before is `already-done`, so that an undo leaves it. */
export async function attachUserPolicy(
  { policyArn }: OperationOf<'attach-user-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt, where } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: false });
  if (target.kind === 'not') return target.result;
  if (!takesBack(context)) {
    const attached = await readAttachedPolicies(session.iam, userName);
    if (attached.some(({ arn }) => arn === policyArn)) return alreadyDone();
  }
  try {
    // Once, because the SDK takes the limit for throttling; attaching twice is attaching once (IAM API reference).
    const about = { UserName: userName, PolicyArn: policyArn };
    if ((await orAbsent(session.iamOnce.send(new AttachUserPolicyCommand(about)))) !== undefined)
      return done();
  } catch (error) {
    if (familyOf(error) !== 'limit') throw error;
    return failed(
      'limit',
      `The user ${userName} in ${where.account} has as many policies attached as AWS allows, so ${policyArn} was not added. Ask again: the plan is then made with what is attached.`,
    );
  }
  if ((await readManagedPolicy(session.iam, policyArn)) === undefined)
    return failed(
      'gone',
      `The policy ${policyArn} is not in ${where.account}. Deploy manifests/aws/member-role.yaml there, then retry.`,
    );
  return notVisibleYet(context, `The user ${userName}`);
}

export async function detachUserPolicy(
  { policyArn }: OperationOf<'detach-user-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  const about = { UserName: attempt.target.userName, PolicyArn: policyArn };
  // Once, so that “it isn’t attached” is never the echo of a call that was lost: an undo relies on it.
  const detached = await orAbsent(session.iamOnce.send(new DetachUserPolicyCommand(about)));
  return detached === undefined ? alreadyDone() : done();
}

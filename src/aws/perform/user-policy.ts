import { DeleteUserPolicyCommand, GetUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { sameDocument } from '../policy-document.ts';
import { pinnedUser } from './pinned-user.ts';
import { alreadyDone, done, notVisibleYet, type StepContext, type StepResult } from './step-context.ts';

export async function putUserPolicy(
  { policyName, document }: OperationOf<'put-user-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const { userName } = attempt.target;
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.refusal;
  if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${userName}`);
  const about = { UserName: userName, PolicyName: policyName };
  const before = await orAbsent(session.iam.send(new GetUserPolicyCommand(about)));
  if (before?.PolicyDocument !== undefined && sameDocument(before.PolicyDocument, document))
    return alreadyDone();
  const put = session.iamOnce.send(new PutUserPolicyCommand({ ...about, PolicyDocument: document }));
  return (await orAbsent(put)) === undefined ? notVisibleYet(context, `The user ${userName}`) : done();
}

export async function deleteUserPolicy(
  { policyName }: OperationOf<'delete-user-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.left;
  if (pinned.kind === 'absent') return alreadyDone();
  const about = { UserName: attempt.target.userName, PolicyName: policyName };
  const deleted = await orAbsent(session.iam.send(new DeleteUserPolicyCommand(about)));
  return deleted === undefined ? alreadyDone() : done();
}

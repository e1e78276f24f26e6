import { AddUserToGroupCommand, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { readGroups } from '../read/user.ts';
import { carriesRequest } from './pinned-user.ts';
import { alreadyDone, done, notVisibleYet, type StepContext, type StepResult } from './step-context.ts';
import { takesBack, targetUser } from './target-user.ts';

/** Joins a group. A membership that was there before is `already-done`, so that an undo leaves it. */
export async function addUserToGroup(
  { groupName }: OperationOf<'add-user-to-group'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: false });
  if (target.kind === 'not') return target.result;
  // A user that this request has just made can be in no group yet.
  const isNew = carriesRequest(target.user, attempt.requestId) && attempt.number === 1;
  if (!isNew && !takesBack(context) && (await isMember(context, groupName))) return alreadyDone();
  // Joining twice is joining once (IAM API reference), so nothing is lost if the answer is.
  const joined = session.iam.send(new AddUserToGroupCommand({ UserName: userName, GroupName: groupName }));
  return (await orAbsent(joined)) === undefined
    ? notVisibleYet(context, `The user ${userName} or the group ${groupName}`)
    : done();
}

export async function removeUserFromGroup(
  { groupName }: OperationOf<'remove-user-from-group'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  const about = { UserName: attempt.target.userName, GroupName: groupName };
  if (!takesBack(context) && !(await isMember(context, groupName))) return alreadyDone();
  return (await orAbsent(session.iam.send(new RemoveUserFromGroupCommand(about)))) === undefined
    ? alreadyDone()
    : done();
}

async function isMember({ session, attempt }: StepContext, groupName: string): Promise<boolean> {
  const groups = await readGroups(session.iam, attempt.target.userName);
  return groups.some((group) => group.toLowerCase() === groupName.toLowerCase());
}

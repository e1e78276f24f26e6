import {
  AddUserToGroupCommand,
  paginateListGroupsForUser,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { collect } from '../collect.ts';
import { pinnedUser } from './pinned-user.ts';
import { alreadyDone, done, notVisibleYet, type StepContext, type StepResult } from './step-context.ts';

export async function addUserToGroup(
  { groupName }: OperationOf<'add-user-to-group'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const { userName } = attempt.target;
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.refusal;
  if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${userName}`);
  if (attempt.number > 1 && (await isMember(context, groupName))) return alreadyDone();
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
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.left;
  if (pinned.kind === 'absent') return alreadyDone();
  const about = { UserName: attempt.target.userName, GroupName: groupName };
  if (!(await isMember(context, groupName))) return alreadyDone();
  return (await orAbsent(session.iam.send(new RemoveUserFromGroupCommand(about)))) === undefined
    ? alreadyDone()
    : done();
}

async function isMember({ session, attempt }: StepContext, groupName: string): Promise<boolean> {
  const pages = paginateListGroupsForUser({ client: session.iam }, { UserName: attempt.target.userName });
  const groups = await collect(pages, (page) => page.Groups);
  return groups.some((group) => group.GroupName?.toLowerCase() === groupName.toLowerCase());
}

import { CreateGroupCommand, DeleteGroupCommand, GetGroupCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { familyOf } from '../error-family.ts';
import { readGroup } from '../read/group.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';

/**
 * Makes the group. One that is there already is taken over only while it is as empty as a new one, or when an earlier attempt
 * of this request may have made it: the plan was approved with this group missing.
 */
export async function createGroup(
  { groupName, path }: OperationOf<'create-group'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, where } = context;
  try {
    await session.iamOnce.send(new CreateGroupCommand({ GroupName: groupName, Path: path }));
    return done();
  } catch (error) {
    if (familyOf(error) !== 'already-exists') throw error;
  }
  const there = await readGroup(session.iam, groupName);
  if (there === undefined) return notVisibleYet(context, `The group ${groupName}`);
  const carries = [...there.policyArns, ...there.inlinePolicies.map(({ policyName }) => policyName)];
  if (there.path === path && carries.length === 0) return alreadyDone();
  return failed(
    'already-exists',
    `${where.account} has a group ${there.groupName} under ${there.path} by now${carries.length > 0 ? `, with ${carries.join(', ')}` : ''}. It was not touched. Ask again: the plan will be made with it.`,
  );
}

/** Deletes the group if nobody and nothing is in it; whoever joined it meanwhile keeps it. */
export async function deleteGroup(
  { groupName }: OperationOf<'delete-group'>,
  { session, where }: StepContext,
): Promise<StepResult> {
  const found = await orAbsent(session.iam.send(new GetGroupCommand({ GroupName: groupName })));
  if (found === undefined) return alreadyDone();
  const left = (why: string) =>
    alreadyDone({ note: `The group ${groupName} in ${where.account} was left: ${why}.` });
  const members = (found.Users ?? []).map((user) => user.UserName);
  if (members.length > 0) return left(`${members.slice(0, 5).join(', ')} joined it`);
  try {
    const deleted = await orAbsent(session.iamOnce.send(new DeleteGroupCommand({ GroupName: groupName })));
    return deleted === undefined ? alreadyDone() : done();
  } catch (error) {
    if (familyOf(error) !== 'conflict') throw error;
    return left('something else is attached to it');
  }
}

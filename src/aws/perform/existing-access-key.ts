import { DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { readKeys } from '../read/access-keys.ts';
import { alreadyDone, done, failed, type StepContext, type StepResult } from './step-context.ts';
import { takesBack, targetUser } from './target-user.ts';

/** Enables or disables one key. A key that is gone can't be enabled, and need not be disabled. */
export async function setAccessKeyStatus(
  { accessKeyId, status }: OperationOf<'set-access-key-status'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt, where } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: status === 'Inactive' });
  if (target.kind === 'not') return target.result;
  if (!takesBack(context)) {
    const keys = await readKeys(session.iam, userName, { lastUsed: false });
    if (keys.some((key) => key.id === accessKeyId && key.status === status)) return alreadyDone();
  }
  // Setting a status twice is setting it once. A key that isn't listed may be hidden by a late read: only this call is believed.
  const about = { UserName: userName, AccessKeyId: accessKeyId };
  const updated = session.iam.send(new UpdateAccessKeyCommand({ ...about, Status: status }));
  if ((await orAbsent(updated)) !== undefined) return done();
  const gone = `The access key …${accessKeyId.slice(-4)} of ${userName} in ${where.account} is gone`;
  if (status === 'Inactive') return alreadyDone({ note: `${gone}: nobody can use it.` });
  if (takesBack(context)) return alreadyDone({ note: `${gone}, so it could not be enabled again.` });
  return failed('gone', `${gone}, so it can’t be enabled. Create a new one instead.`);
}

/** Deletes one key for good. No look before: a list may be late, and AWS says itself when there is no such key. */
export async function removeAccessKey(
  { accessKeyId }: OperationOf<'remove-access-key'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  const about = { UserName: attempt.target.userName, AccessKeyId: accessKeyId };
  // Once, so that “there is none” is never the echo of a call that was lost.
  const removed = await orAbsent(session.iamOnce.send(new DeleteAccessKeyCommand(about)));
  return removed === undefined ? alreadyDone() : done();
}

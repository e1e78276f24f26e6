import type { AccessKeyId } from '../../domain/ids.ts';
import type { OperationOf } from '../../domain/operation.ts';
import { sinkFor } from '../deliver/sink-for.ts';
import { readKeyIds } from '../read/access-keys.ts';
import { discardKeys } from './orphan-keys.ts';
import { carriesRequest, type PinnedUser, pinnedUser } from './pinned-user.ts';
import { alreadyDone, done, type StepContext, type StepResult } from './step-context.ts';

/** Deletes the key and the stored secret that this request made. Without a key id: every key of a user that this request made. */
export async function deleteAccessKey(
  operation: OperationOf<'delete-access-key'>,
  context: StepContext,
): Promise<StepResult> {
  const pinned = await pinnedUser(context);
  const ids = await keysToDelete(operation.accessKeyId, pinned, context);
  const obstacle = await discardKeys(context, ids);
  if (obstacle !== undefined) return obstacle;
  const secret = await sinkFor(operation.deliver, context).withdraw();
  if (secret === 'left')
    return alreadyDone({
      note: `The secret in ${context.where.account} was left as it is: it does not carry the tag of ${context.attempt.requestId}.`,
    });
  if (ids.length > 0) return done();
  return pinned.kind === 'another' ? pinned.left : alreadyDone();
}

async function keysToDelete(
  named: AccessKeyId | undefined,
  pinned: PinnedUser,
  { session, attempt }: StepContext,
): Promise<readonly AccessKeyId[]> {
  if (pinned.kind !== 'ours') return [];
  const ids = await readKeyIds(session.iam, attempt.target.userName);
  if (named !== undefined) return ids.filter((id) => id === named);
  return carriesRequest(pinned.user, attempt.requestId) ? ids : [];
}

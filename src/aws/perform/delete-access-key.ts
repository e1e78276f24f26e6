import type { AccessKeyFacts } from '../../domain/facts.ts';
import { AccessKeyId } from '../../domain/ids.ts';
import type { OperationOf } from '../../domain/operation.ts';
import type { Preparation } from '../../domain/step.ts';
import { sinkFor } from '../deliver/sink-for.ts';
import { readKeyIds, readKeys } from '../read/access-keys.ts';
import { discardKeys } from './orphan-keys.ts';
import { carriesRequest, type PinnedUser, pinnedUser } from './pinned-user.ts';
import { alreadyDone, done, type StepContext, type StepResult } from './step-context.ts';

/**
 * Deletes the key and the stored secret that this request made. Without a key id: every key of a user that this request made, and
 * of another user the key that can only be this request's.
 */
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
  const { userName } = attempt.target;
  if (named !== undefined) return (await readKeyIds(session.iam, userName)).filter((id) => id === named);
  if (carriesRequest(pinned.user, attempt.requestId)) return readKeyIds(session.iam, userName);
  const keys = await readKeys(session.iam, userName, { lastUsed: true });
  return keys.filter((key) => isLost(key, attempt.preparation)).map(({ id }) => AccessKeyId.parse(id));
}

/** Clocks differ, and an answer may be late. */
const aroundMs = 300_000;

/** Made while this request tried to make one, by nobody who has told its id, and never used: nobody has its secret. */
function isLost(
  { id, createdAt, lastUsed }: AccessKeyFacts,
  { accessKeyIdsBefore, triedBetween }: Preparation,
): boolean {
  if (!accessKeyIdsBefore || !triedBetween || lastUsed) return false;
  const madeAt = Date.parse(createdAt);
  return (
    !accessKeyIdsBefore.some((before) => before === id) &&
    madeAt >= Date.parse(triedBetween.from) - aroundMs &&
    madeAt <= Date.parse(triedBetween.to) + aroundMs
  );
}

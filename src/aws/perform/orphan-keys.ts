import { DeleteAccessKeyCommand } from '@aws-sdk/client-iam';
import type { AccessKeyId } from '../../domain/ids.ts';
import { orAbsent } from '../absent.ts';
import { readFailure } from '../errors.ts';
import { readKeyIds } from '../read/access-keys.ts';
import { pause } from '../timing.ts';
import { failed, type NotDone, retry, type StepContext } from './step-context.ts';

/** Keys that were not there before the first attempt. Looks several times, because a new key may not be listed yet. */
export async function keysSince(
  { session, attempt, timing }: StepContext,
  before: readonly AccessKeyId[],
  looks: number,
): Promise<readonly AccessKeyId[]> {
  for (let look = 1; ; look++) {
    const ids = await readKeyIds(session.iam, attempt.target.userName);
    const added = ids.filter((id) => !before.includes(id));
    if (added.length > 0 || look >= looks) return added;
    await pause(timing.pollMs);
  }
}

/** Deletes keys whose secret nobody has. Gives what to answer if one could not be deleted. */
export async function discardKeys(
  { session, attempt, where }: StepContext,
  ids: readonly AccessKeyId[],
): Promise<NotDone | undefined> {
  for (const id of ids) {
    try {
      await orAbsent(
        session.iam.send(new DeleteAccessKeyCommand({ UserName: attempt.target.userName, AccessKeyId: id })),
      );
    } catch (error) {
      const failure = readFailure(error, where);
      // The next attempt begins by looking for such keys.
      if (failure.temporary)
        return retry(
          `The access key ${id}, whose secret is lost, could not be deleted yet. ${failure.message}`,
          failure.afterMs ?? 5_000,
        );
      return failed(
        'secret-lost',
        `The access key ${id} was made, nobody has its secret, and it could not be deleted. ${failure.message} Delete that key by hand.`,
      );
    }
  }
  return undefined;
}

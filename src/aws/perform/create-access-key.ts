import { CreateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { AccessKeyId } from '../../domain/ids.ts';
import type { OperationOf } from '../../domain/operation.ts';
import type { Prepared } from '../../domain/outcome.ts';
import type { Sink, SinkTrouble } from '../deliver/sink.ts';
import { sinkFor } from '../deliver/sink-for.ts';
import { familyOf, mayHaveApplied } from '../error-family.ts';
import { readKeyIds } from '../read/access-keys.ts';
import { discardKeys, keysSince } from './orphan-keys.ts';
import { pinnedUser } from './pinned-user.ts';
import {
  alreadyDone,
  done,
  failed,
  type NotDone,
  notVisibleYet,
  retry,
  type StepContext,
  type StepResult,
} from './step-context.ts';

/** The keys that are there before: committed with the intent, so that a key without a known secret can be told from them. */
export async function prepareAccessKey(
  context: StepContext,
): Promise<Omit<Extract<Prepared, { kind: 'ready' }>, 'calls'> | NotDone> {
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.refusal;
  if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${context.attempt.target.userName}`);
  const accessKeyIdsBefore = await readKeyIds(context.session.iam, context.attempt.target.userName);
  return { kind: 'ready', preparation: { accessKeyIdsBefore } };
}

/**
 * Makes one key and brings its secret where it belongs, or leaves none. AWS has no token against repetition here, so the call is sent once,
 * and whatever may have come of an attempt without a delivered secret is deleted before anything else.
 */
export async function createAccessKey(
  operation: OperationOf<'create-access-key'>,
  context: StepContext,
): Promise<StepResult> {
  const { attempt } = context;
  const before = attempt.preparation.accessKeyIdsBefore;
  if (before === undefined) throw new Error('create-access-key without its preparation');
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'another') return pinned.refusal;
  if (pinned.kind === 'absent') return notVisibleYet(context, `The user ${attempt.target.userName}`);

  const sink = sinkFor(operation.deliver, context);
  const state = await sink.look();
  const earlier = attempt.number > 1 ? await keysSince(context, before, 2) : [];
  if (state.kind === 'holds' && earlier.includes(state.accessKeyId)) {
    const { accessKeyId, handOver } = state;
    const others = await discardKeys(
      context,
      earlier.filter((id) => id !== accessKeyId),
    );
    return others ?? alreadyDone({ produced: { accessKeyId, handOver } });
  }
  // A key that the secret speaks of and the list doesn't show may only be hidden by a late read: it goes too.
  const stray = state.kind === 'holds' && !before.includes(state.accessKeyId) ? [state.accessKeyId] : [];
  const obstacle = await discardKeys(context, [...earlier, ...stray]);
  if (obstacle !== undefined) return obstacle;
  if (state.kind === 'holds') {
    await sink.withdraw();
    return retry(
      'A secret without its key was left by an earlier attempt and has been removed. It is tried again.',
      1_000,
    );
  }
  return isTrouble(state) ? troubleResult(state) : makeAndDeliver(context, before, sink);
}

async function makeAndDeliver(
  context: StepContext,
  before: readonly AccessKeyId[],
  sink: Sink,
): Promise<StepResult> {
  const { session, attempt, timing, where } = context;
  const lost = async () => {
    const orphans = await keysSince(context, before, timing.polls);
    const obstacle = await discardKeys(context, orphans);
    const came =
      orphans.length > 0
        ? 'The key that came of it was deleted, because nobody has its secret.'
        : 'No key came of it.';
    return (
      obstacle ??
      retry(
        `AWS’s answer to the new access key in ${where.account} was lost. ${came} It is tried again.`,
        2_000,
      )
    );
  };

  // From here on an interruption would leave a key behind: the signal isn't looked at until the end.
  const answer = await session.iamOnce
    .send(new CreateAccessKeyCommand({ UserName: attempt.target.userName }))
    .catch(async (error: unknown) => {
      const family = familyOf(error);
      if (family !== undefined && !mayHaveApplied(family)) throw error;
      if (family !== undefined) return undefined;
      // A bug, after which a key may be there all the same. Its words are not passed on: they could hold the answer.
      await lost();
      throw new Error('CreateAccessKey broke in an unexpected way');
    });
  const accessKeyId = answer?.AccessKey?.AccessKeyId as AccessKeyId | undefined;
  const secretAccessKey = answer?.AccessKey?.SecretAccessKey;
  if (accessKeyId === undefined || secretAccessKey === undefined) return lost();

  const delivered = await sink.deliver({ accessKeyId, secretAccessKey }).catch((error: unknown) => error);
  if (isDelivered(delivered)) return done({ accessKeyId, handOver: delivered.handOver });
  const obstacle = await discardKeys(context, [accessKeyId]);
  if (obstacle !== undefined) return obstacle;
  if (isTrouble(delivered)) return troubleResult(delivered);
  // A bug. Its words are not trusted: they may repeat what was to be delivered.
  throw new Error(`Handing over a secret broke: ${delivered instanceof Error ? delivered.name : 'unknown'}`);
}

function isDelivered(
  value: unknown,
): value is Extract<Awaited<ReturnType<Sink['deliver']>>, { kind: 'delivered' }> {
  return hasKind(value) && value.kind === 'delivered';
}

function isTrouble(value: unknown): value is SinkTrouble {
  return hasKind(value) && (value.kind === 'temporary' || value.kind === 'refused');
}

const hasKind = (value: unknown): value is { readonly kind: unknown } =>
  typeof value === 'object' && value !== null && 'kind' in value;

function troubleResult(state: SinkTrouble): NotDone {
  return state.kind === 'temporary' ? retry(state.reason, state.afterMs) : failed(state.code, state.message);
}

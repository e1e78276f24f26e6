import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import { AccessKeyId } from '../../domain/ids.ts';
import { sha256 } from '../../domain/json.ts';
import type { Delivery } from '../../domain/operation.ts';
import type { HandOver } from '../../domain/step.ts';
import { type Tag, tagKeys } from '../../domain/user.ts';
import { orAbsent } from '../absent.ts';
import { familyOf, shapeOf } from '../error-family.ts';
import { readFailure } from '../errors.ts';
import type { StepContext } from '../perform/step-context.ts';
import {
  type Delivered,
  payload,
  type SecretKey,
  type Sink,
  type SinkState,
  type SinkTrouble,
} from './sink.ts';

/** Says on the secret itself which key it belongs to: that proves a delivery whose answer was lost. */
export const ACCESS_KEY_TAG = 'chatelaine:access-key-id';

/** AWS Secrets Manager in the user's own account. */
export function secretsManagerSink(
  place: Extract<Delivery, { kind: 'secrets-manager' }>,
  { session, attempt, where }: StepContext,
): Sink {
  const client = session.secrets(place.region);
  const { requestId, stepKey } = attempt;
  const quiet = { ...where, quoteAws: false };

  const pointer = (secretArn: string): HandOver => ({
    kind: 'secrets-manager',
    secretArn,
    secretName: place.secretName,
    region: place.region,
  });

  const describe = () => orAbsent(client.send(new DescribeSecretCommand({ SecretId: place.secretName })));

  async function look(): Promise<SinkState> {
    const found = await describe();
    if (found === undefined) return { kind: 'free' };
    if (found.DeletedDate !== undefined) return beingDeleted(found);
    const key = AccessKeyId.safeParse(tagOf(found, ACCESS_KEY_TAG));
    if (isOurs(found) && key.success && found.ARN !== undefined)
      return { kind: 'holds', accessKeyId: key.data, handOver: pointer(found.ARN) };
    return {
      kind: 'refused',
      code: 'already-exists',
      message: `A secret ${place.secretName} is in ${where.account} (${place.region}) already and isn’t this request’s. It was not touched. Remove or rename it, then retry.`,
    };
  }

  const isOurs = (found: DescribeSecretCommandOutput) => tagOf(found, tagKeys.request) === requestId;

  const nameNotFreeYet: SinkTrouble = {
    kind: 'temporary',
    reason: `The earlier secret ${place.secretName} is being deleted. It is tried again.`,
    afterMs: 10_000,
  };

  function beingDeleted(found: DescribeSecretCommandOutput): SinkTrouble {
    if (isOurs(found)) return nameNotFreeYet;
    return {
      kind: 'refused',
      code: 'conflict',
      message: `A secret ${place.secretName} in ${where.account} (${place.region}) waits for its deletion, and AWS keeps the name until then. Restore it, or delete it without recovery, then retry.`,
    };
  }

  async function afterFailure(error: unknown, key: SecretKey): Promise<Delivered> {
    if (familyOf(error) === undefined) throw new Error('Storing the secret broke in an unexpected way');
    // Whatever was answered, the secret's own tags say whether it is there.
    const state = await look().catch(() => undefined);
    if (state?.kind === 'holds' && state.accessKeyId === key.accessKeyId)
      return { kind: 'delivered', handOver: state.handOver };
    if (state?.kind === 'refused' || state?.kind === 'temporary') return state;
    // A secret that was just deleted for good keeps its name for some seconds, and is no longer shown.
    if (/scheduled for deletion/i.test(shapeOf(error).text)) return nameNotFreeYet;
    const { temporary, code, message, afterMs } = readFailure(error, quiet);
    const words = `The secret could not be stored. ${message}`;
    return temporary
      ? { kind: 'temporary', reason: words, afterMs: afterMs ?? 5_000 }
      : { kind: 'refused', code, message: words };
  }

  return {
    look,
    async deliver(key) {
      try {
        const created = await client.send(
          new CreateSecretCommand({
            Name: place.secretName,
            Description: `Access key ${key.accessKeyId} of ${attempt.target.userName}, made by Chatelaine for ${requestId}`,
            // The same token for the same key: the SDK's own repetitions and ours store it once.
            ClientRequestToken: tokenOf(`${stepKey} ${key.accessKeyId}`),
            SecretString: payload(key),
            Tags: secretTags(place.tags, requestId, key.accessKeyId).map(({ key: Key, value }) => ({
              Key,
              Value: value,
            })),
          }),
        );
        return { kind: 'delivered', handOver: pointer(created.ARN ?? place.secretName) };
      } catch (error) {
        return afterFailure(error, key);
      }
    },
    async withdraw() {
      const found = await describe();
      if (found === undefined) return 'gone';
      if (!isOurs(found)) return 'left';
      const about = { SecretId: found.ARN ?? place.secretName, ForceDeleteWithoutRecovery: true };
      try {
        await orAbsent(client.send(new DeleteSecretCommand(about)));
      } catch (error) {
        // A repetition by the SDK finds no secret and so no tag, which the role demands: it is refused although all is done.
        if ((await describe()) !== undefined) throw error;
      }
      return 'gone';
    },
  };
}

function secretTags(tags: readonly Tag[], requestId: string, accessKeyId: string): readonly Tag[] {
  const own = [
    { key: tagKeys.request, value: requestId },
    { key: ACCESS_KEY_TAG, value: accessKeyId },
  ];
  return [...tags.filter(({ key }) => !own.some((tag) => tag.key === key)), ...own];
}

function tagOf(found: DescribeSecretCommandOutput, key: string): string | undefined {
  return found.Tags?.find((tag) => tag.Key === key)?.Value;
}

/** A UUID that is always the same for the same text: tokens are 32 to 64 characters (Secrets Manager API reference). */
function tokenOf(text: string): string {
  const hex = sha256(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

import { z } from 'zod';
import { AccessKeyId, type RequestId, type StepKey, UserId } from './ids.ts';
import { IamOperation } from './operation.ts';

/** One call to AWS as CloudTrail will show it. */
export const AwsCall = z.object({
  service: z.string(),
  operation: z.string(),
  requestId: z.string().optional(),
  at: z.string(),
});
export type AwsCall = z.infer<typeof AwsCall>;

/** Where somebody can fetch the secret: a pointer, or a ciphertext that only its owner's key opens. */
export const HandOver = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('secrets-manager'),
    secretArn: z.string(),
    secretName: z.string(),
    region: z.string(),
  }),
  z.object({ kind: z.literal('age'), recipient: z.string(), ciphertext: z.string() }),
]);
export type HandOver = z.infer<typeof HandOver>;

/** What a step brought into the world that later steps, messages and an undo need. Never a secret. */
export const Produced = z.object({
  userId: UserId.optional(),
  accessKeyId: AccessKeyId.optional(),
  handOver: HandOver.optional(),
});
export type Produced = z.infer<typeof Produced>;

/** Read before an operation and committed with its intent: lets a crashed attempt be recognised. */
export const Preparation = z.object({
  accessKeyIdsBefore: z.array(AccessKeyId).readonly().optional(),
  /** While taking back: when the key whose id was never learnt must have been made. */
  triedBetween: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type Preparation = z.infer<typeof Preparation>;

/** `undone`: taken back with its stage, and to be done again if the request goes on. */
export const StepState = z.enum(['intended', 'done', 'already-done', 'failed', 'undone']);
export type StepState = z.infer<typeof StepState>;

/** A row of the step ledger. Before an operation its intent is committed, after it its outcome. */
export const Step = z.object({
  key: z.string().transform((key) => key as StepKey),
  requestId: z.string().transform((id) => id as RequestId),
  direction: z.enum(['do', 'undo']),
  stage: z.number().int(),
  index: z.number().int(),
  operation: IamOperation,
  state: StepState,
  attempts: z.number().int(),
  preparation: Preparation,
  calls: z.array(AwsCall).readonly(),
  produced: Produced.optional(),
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
  /** What was left as it is, and why. */
  note: z.string().optional(),
  intendedAt: z.string(),
  finishedAt: z.string().optional(),
});
export type Step = z.infer<typeof Step>;

export function stepKey(
  requestId: RequestId,
  direction: 'do' | 'undo',
  stage: number,
  index: number,
): StepKey {
  return `${requestId}/${direction}/${stage}/${index}` as StepKey;
}

import { z } from 'zod';
import { Gate } from './gate.ts';
import { PlanHash } from './ids.ts';
import { canonicalJson, sha256 } from './json.ts';
import { IamOperation } from './operation.ts';
import { UserSnapshot } from './snapshot.ts';
import { UserRef } from './user.ts';

export const Stage = z.object({
  id: z.string(),
  title: z.string(),
  /** What has to come true before its first operation. */
  gate: Gate.optional(),
  operations: z.array(IamOperation).readonly(),
  /** Once its gate is open nothing of the request is taken back any more: it can only go on. */
  forGood: z.literal(true).optional(),
});
export type Stage = z.infer<typeof Stage>;

/** A fact that the plan stands on. When it reads differently later, the plan has drifted and nothing runs. */
export const Pin = z.object({ subject: z.string(), is: z.string() });
export type Pin = z.infer<typeof Pin>;

export const Plan = z.object({
  action: z.string(),
  target: UserRef,
  stages: z.array(Stage).readonly(),
  pins: z.array(Pin).readonly(),
  /** The action that takes it back once it stands. It may need a decision of its own, so the request itself has no undo then. */
  takenBackBy: z.string().optional(),
  /** The user as it was, of an action that ends it. */
  snapshot: UserSnapshot.optional(),
});
export type Plan = z.infer<typeof Plan>;

/** What an approval is bound to: SHA-256 of the plan's canonical JSON, its pinned facts included. */
export function planHash(plan: Plan): PlanHash {
  return PlanHash.parse(sha256(canonicalJson(plan)));
}

/** The differences between an approved plan and the one that today's facts give, in sentences for the card. */
export function planDifferences(
  approved: Plan,
  today: Plan,
  describe: (operation: IamOperation) => string,
): readonly string[] {
  const before = new Map(approved.pins.map((pin) => [pin.subject, pin.is]));
  const after = new Map(today.pins.map((pin) => [pin.subject, pin.is]));
  const subjects = new Set([...before.keys(), ...after.keys()]);
  const pins = [...subjects]
    .filter((subject) => before.get(subject) !== after.get(subject))
    .map(
      (subject) =>
        `${subject}: was ${before.get(subject) ?? 'not part of the plan'}, is ${after.get(subject) ?? 'no longer part of the plan'}`,
    );
  const words = (plan: Plan) =>
    plan.stages.flatMap((stage) => stage.operations.map((o) => [canonicalJson(o), describe(o)] as const));
  const had = new Map(words(approved));
  const has = new Map(words(today));
  const gone = [...had].filter(([json]) => !has.has(json)).map(([, text]) => `no longer: ${text}`);
  const added = [...has].filter(([json]) => !had.has(json)).map(([, text]) => `new: ${text}`);
  return [...pins, ...gone, ...added];
}

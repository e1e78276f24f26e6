import { z } from 'zod';
import type { AccessKeyFacts, Facts, UserFacts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { describeOperation } from '../domain/operation-words.ts';
import type { Pin, Plan } from '../domain/plan.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Summary } from '../domain/summary.ts';
import type { Choice, FormField, PlanningContext } from './action.ts';
import { ExistingUser, present, refuseStranger, refuseTarget } from './existing-user.ts';

/** What the three actions on one access key have in common. */
export const AccessKeyInput = ExistingUser.extend({
  accessKey: AccessKeyId,
  reason: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z.string().trim().min(3, 'The reason is too short to mean anything.').max(200).optional(),
  ),
});
export type AccessKeyInput = z.infer<typeof AccessKeyInput>;

export const accessKeyForm: readonly FormField[] = [
  { name: 'accessKey', label: 'Access key', input: { kind: 'from-facts' } },
  { name: 'reason', label: 'Why', optional: true, input: { kind: 'text', maxLength: 200 } },
];

export function keyChoices(facts: Facts, fits: (key: AccessKeyFacts) => boolean): readonly Choice[] {
  return present(facts)
    .user.accessKeys.filter(fits)
    .map((key) => ({
      value: key.id,
      text: `…${key.id.slice(-4)}, ${key.status.toLowerCase()}`,
      description: lastUse(key),
    }));
}

/** When, which service, which region: what an owner has to see before a key is disabled. */
export function lastUse(key: AccessKeyFacts): string {
  if (!key.lastUsed) return `never used, created ${key.createdAt.slice(0, 10)}`;
  const { at, service, region } = key.lastUsed;
  return `last used ${at.slice(0, 16).replace('T', ' ')} UTC, ${service}${region === 'N/A' ? '' : ` in ${region}`}`;
}

export const keyOf = (user: UserFacts, id: string): AccessKeyFacts | undefined =>
  user.accessKeys.find((key) => key.id === id);

/** The key of a plan: `refuse` has shown that it is there. */
export function presentKey(input: AccessKeyInput, facts: Facts): AccessKeyFacts {
  const key = keyOf(present(facts).user, input.accessKey);
  if (!key) throw new Error('Planned for a key that is not there.');
  return key;
}

export function refuseKey(
  input: AccessKeyInput,
  facts: Facts,
  context: PlanningContext,
  what: string,
): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const { user } = present(facts);
  const stranger = refuseStranger(user, context, what);
  if (stranger) return stranger;
  if (!keyOf(user, input.accessKey)) {
    return refusal(
      'invalid-input',
      `${user.userName} has no access key ${input.accessKey}. Choose one from the list.`,
      'accessKey',
    );
  }
  return undefined;
}

export const keyPin = (key: AccessKeyFacts): Pin => ({
  subject: `access key …${key.id.slice(-4)}`,
  is: key.status.toLowerCase(),
});

export function summarizeKey(
  title: string,
  input: AccessKeyInput,
  facts: Facts,
  plan: Plan,
  { account }: PlanningContext,
): Summary {
  const key = presentKey(input, facts);
  return {
    title,
    lines: [
      { label: 'Account', text: `${account.name} (${account.id})` },
      { label: 'Access key', text: `${key.id}, ${key.status.toLowerCase()}` },
      { label: 'Use', text: lastUse(key), wide: true },
      ...(input.reason === undefined ? [] : [{ label: 'Why', text: input.reason, wide: true }]),
    ],
    plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
  };
}

import { z } from 'zod';
import type { AccessKeyFacts, Facts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { lastUse } from '../domain/last-use.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';
import type { FormField, LifecycleAction, PlanningContext } from './action.ts';
import {
  beginAs,
  ExistingUser,
  needsInFull,
  oneStage,
  planFor,
  present,
  presentOwner,
  refuseStranger,
  refuseTarget,
  subjectOf,
} from './existing-user.ts';

const AccessKeyInput = ExistingUser.extend({
  accessKey: AccessKeyId,
  reason: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z.string().trim().min(3, 'The reason is too short to mean anything.').max(200).optional(),
  ),
});
type AccessKeyInput = z.infer<typeof AccessKeyInput>;

const form: readonly FormField[] = [
  { name: 'accessKey', label: 'Access key', input: { kind: 'from-facts' } },
  { name: 'reason', label: 'Why', optional: true, input: { kind: 'text', maxLength: 200 } },
];

/** What one action on one access key says for itself; everything else they have in common. */
export interface AccessKeyAction {
  readonly id: string;
  readonly title: string;
  readonly verb: string;
  /** Follows “Only they, their team or an approver can …”. */
  readonly what: string;
  readonly fits: (key: AccessKeyFacts) => boolean;
  /** Said about a key that doesn't fit; `…Q7TA` is the key's end. */
  readonly refusal: (key: string) => string;
  readonly risk: (facts: Facts, context: PlanningContext) => Risk;
  /** With its read-back. */
  readonly operations: (accessKeyId: AccessKeyId) => readonly IamOperation[];
}

export function accessKeyAction(action: AccessKeyAction): LifecycleAction<AccessKeyInput> {
  return {
    id: action.id,
    title: action.title,
    verb: action.verb,
    about: 'user',
    tells: ['owner'],
    Input: AccessKeyInput,
    form,
    subject: subjectOf,
    owner: presentOwner,
    excludes: () => [],
    begin: beginAs(action.what, (facts) => ({ values: {}, options: { accessKey: choices(facts, action) } })),
    needs: needsInFull,
    refuse: (input, facts, context) => refuse(input, facts, context, action),
    risk: (_input, facts, context) => action.risk(facts, context),
    plan: (input, facts) =>
      planFor(
        action.id,
        present(facts),
        oneStage(action.verb, action.title, action.operations(input.accessKey)),
        [{ subject: `access key ${end(input.accessKey)}`, is: chosenKey(input, facts).status.toLowerCase() }],
      ),
    summarize: (input, facts, plan, { account }): Summary => ({
      title: `${action.title.replace(' an access key', '')} a key of ${input.userName}`,
      lines: [
        { label: 'Account', text: `${account.name} (${account.id})` },
        {
          label: 'Access key',
          text: `${input.accessKey}, ${chosenKey(input, facts).status.toLowerCase()}`,
        },
        { label: 'Use', text: lastUse(chosenKey(input, facts)), wide: true },
        ...(input.reason === undefined ? [] : [{ label: 'Why', text: input.reason, wide: true }]),
      ],
      plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
    }),
  };
}

const end = (accessKeyId: string) => `…${accessKeyId.slice(-4)}`;

function choices(facts: Facts, { fits }: AccessKeyAction) {
  return present(facts)
    .user.accessKeys.filter(fits)
    .map((key) => ({
      value: key.id,
      text: `${end(key.id)}, ${key.status.toLowerCase()}`,
      description: lastUse(key),
    }));
}

function keyOf(input: AccessKeyInput, facts: Facts): AccessKeyFacts | undefined {
  return present(facts).user.accessKeys.find((key) => key.id === input.accessKey);
}

/** The key of a plan: `refuse` has shown that it is there. */
function chosenKey(input: AccessKeyInput, facts: Facts): AccessKeyFacts {
  const key = keyOf(input, facts);
  if (!key) throw new Error('Planned for a key that is not there.');
  return key;
}

function refuse(
  input: AccessKeyInput,
  facts: Facts,
  context: PlanningContext,
  action: AccessKeyAction,
): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const { user } = present(facts);
  const stranger = refuseStranger(user, context, action.what);
  if (stranger) return stranger;
  const key = keyOf(input, facts);
  if (!key) {
    const none = `${user.userName} has no access key ${input.accessKey}. Choose one from the list.`;
    return refusal('invalid-input', none, 'accessKey');
  }
  return action.fits(key) ? undefined : refusal('not-now', action.refusal(end(key.id)), 'accessKey');
}

import { z } from 'zod';
import type { Facts } from '../domain/facts.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { undoOf } from '../domain/undo.ts';
import type { LifecycleAction, PastChange, PlanningContext } from './action.ts';
import {
  beginAs,
  ExistingUser,
  needsInFull,
  oneStage,
  planFor,
  present,
  presentOwner,
  refuseTarget,
  subjectOf,
} from './existing-user.ts';

const Input = ExistingUser.extend({
  reason: z
    .string({ error: 'Say why it is safe again.' })
    .trim()
    .min(3, 'Say why it is safe again.')
    .max(300),
});
type Input = z.infer<typeof Input>;

/** The policies by which AWS itself quarantines a leaked key (V1 to V4 so far). */
const quarantinedByAws = /\/AWSCompromisedKeyQuarantine/;

/** Takes the last quarantine back, exactly: keys that were disabled before it stay disabled. The deny goes last. */
export const restoreUser: LifecycleAction<Input> = {
  id: 'restore-user',
  title: 'Restore',
  verb: 'restore',
  about: 'user',
  tells: ['owner', 'security'],
  Input,
  form: [{ name: 'reason', label: 'Why it is safe again', input: { kind: 'text', maxLength: 300 } }],
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs(undefined),
  needs: needsInFull,
  refuse,
  risk: (_input, facts) =>
    present(facts).user.attachedPolicies.some((policy) => quarantinedByAws.test(policy.arn))
      ? {
          level: 'sensitive',
          reasons: ['AWS itself has quarantined a key of this user; its policy stays attached'],
        }
      : { level: 'standard', reasons: ['what was stopped works again'] },
  plan(_input, facts, context) {
    const { user } = present(facts);
    const undo = inverse(lastQuarantine(context)).filter((operation) => applies(operation, facts));
    const keys = undo.flatMap((operation) =>
      operation.kind === 'set-access-key-status' ? [{ id: operation.accessKeyId, is: operation.status }] : [],
    );
    const detached = undo.flatMap((operation) =>
      operation.kind === 'detach-user-policy' ? [operation.policyArn] : [],
    );
    const operations: IamOperation[] = [
      ...undo,
      { kind: 'read-back', expect: { accessKeys: keys, detachedPolicies: detached } },
    ];
    return planFor(
      'restore-user',
      present(facts),
      oneStage('restore', 'Give back what was there', operations),
      [
        {
          subject: 'keys',
          is:
            user.accessKeys
              .map((key) => `${key.id} ${key.status}`)
              .sort()
              .join(', ') || 'none',
        },
      ],
    );
  },
  summarize: (input, _facts, plan, context) => ({
    title: `Restore ${input.userName}`,
    lines: [
      { label: 'Account', text: `${context.account.name} (${context.account.id})` },
      { label: 'Takes back', text: lastQuarantine(context)?.requestId ?? '' },
      { label: 'Why', text: input.reason, wide: true },
    ],
    plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
  }),
};

function lastQuarantine({ history }: Pick<PlanningContext, 'history'>): PastChange | undefined {
  const last = history.find((past) => past.action === 'quarantine-user' || past.action === 'restore-user');
  return last?.action === 'quarantine-user' ? last : undefined;
}

/** What takes the quarantine's operations back, last first: so the keys come before the deny. */
function inverse(quarantine: PastChange | undefined): readonly IamOperation[] {
  const operations = quarantine?.plan.stages.flatMap((stage) => stage.operations) ?? [];
  return operations.toReversed().flatMap((operation) => undoOf(operation, undefined));
}

/** A key that somebody has deleted meanwhile can't be enabled. */
function applies(operation: IamOperation, facts: Facts): boolean {
  if (operation.kind !== 'set-access-key-status') return true;
  return present(facts).user.accessKeys.some((key) => key.id === operation.accessKeyId);
}

function refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const { user } = present(facts);
  if (lastQuarantine(context)?.plan.target.userId === user.userId) return undefined;
  return refusal(
    'not-now',
    `${user.userName} in ${context.account.name} is not in a quarantine that I made. There is nothing to take back.`,
  );
}

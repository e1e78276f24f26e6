import { z } from 'zod';
import type { UserFacts } from '../domain/facts.ts';
import type { IamOperation } from '../domain/operation.ts';
import { refusal } from '../domain/refusal.ts';
import { undoOf } from '../domain/undo.ts';
import type { PastChange, PlanningContext } from './action.ts';
import { ExistingUser, oneStage } from './existing-user.ts';
import { userAction } from './user-action.ts';

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
export const restoreUser = userAction<Input>({
  id: 'restore-user',
  title: 'Restore',
  verb: 'restore',
  tells: ['owner', 'security'],
  Input,
  form: [{ name: 'reason', label: 'Why it is safe again', input: { kind: 'text', maxLength: 300 } }],
  fits: ({ user }, context) => lastQuarantine(context)?.plan.target.userId === user.userId,
  refuse: (_input, { user }, context) =>
    lastQuarantine(context)?.plan.target.userId === user.userId
      ? undefined
      : refusal(
          'not-now',
          `${user.userName} in ${context.account.name} is not in a quarantine that I made. There is nothing to take back.`,
        ),
  risk: (_input, { user }) =>
    user.attachedPolicies.some((policy) => quarantinedByAws.test(policy.arn))
      ? {
          level: 'sensitive',
          reasons: ['AWS itself has quarantined a key of this user; its policy stays attached'],
        }
      : { level: 'standard', reasons: ['what was stopped works again'] },
  stages(_input, { user }, context) {
    const undo = inverse(lastQuarantine(context)).filter((operation) => applies(operation, user));
    const keys = undo.flatMap((operation) =>
      operation.kind === 'set-access-key-status' ? [{ id: operation.accessKeyId, is: operation.status }] : [],
    );
    const detached = undo.flatMap((operation) =>
      operation.kind === 'detach-user-policy' ? [operation.policyArn] : [],
    );
    return oneStage('restore', 'Give back what was there', [
      ...undo,
      { kind: 'read-back', expect: { accessKeys: keys, detachedPolicies: detached } },
    ]);
  },
  pins: (_input, { user }) => [
    {
      subject: 'keys',
      is:
        user.accessKeys
          .map((key) => `${key.id} ${key.status}`)
          .sort()
          .join(', ') || 'none',
    },
  ],
  heading: ({ userName }) => `Restore ${userName}`,
  lines: (input, _facts, context) => [
    { label: 'Takes back', text: lastQuarantine(context)?.requestId ?? '' },
    { label: 'Why', text: input.reason, wide: true },
  ],
});

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
function applies(operation: IamOperation, { accessKeys }: UserFacts): boolean {
  if (operation.kind !== 'set-access-key-status') return true;
  return accessKeys.some((key) => key.id === operation.accessKeyId);
}

import { z } from 'zod';
import type { AccessKeyFacts, Facts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { lastUse } from '../domain/last-use.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { isQuarantined, quarantineArn, quarantineGroup } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { LifecycleAction, PlanningContext } from './action.ts';
import {
  beginAs,
  ExistingUser,
  oneStage,
  planFor,
  present,
  presentOwner,
  refuseTarget,
  subjectOf,
} from './existing-user.ts';

const Input = ExistingUser.extend({
  reason: z
    .string({ error: 'Say why: the owner reads it.' })
    .trim()
    .min(3, 'Say why: the owner reads it.')
    .max(300),
});
type Input = z.infer<typeof Input>;

/** AWS attaches ten managed policies to a user at most; the group carries the same policy for those who have ten. */
export const mostAttached = 10;

/**
 * At once, by responders, without an approval: the deny first, because an attacker races it, then the keys. Nothing is
 * deleted, so a restore gives back exactly what was there; a console password is of no use under the deny.
 */
export const quarantineUser: LifecycleAction<Input> = {
  id: 'quarantine-user',
  title: 'Quarantine',
  verb: 'quarantine',
  about: 'user',
  tells: ['owner', 'security'],
  Input,
  form: [
    {
      name: 'reason',
      label: 'Why',
      hint: 'The owner and the security channel read it.',
      input: { kind: 'text', maxLength: 300 },
    },
  ],
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs(undefined),
  needs: (_input, { house, account }) => ({
    user: 'full',
    groups: [],
    policies: [quarantineArn(house, account.id)],
  }),
  refuse,
  risk: (_input, _facts, { requester }) =>
    requester.isResponder
      ? { level: 'routine', reasons: ['responders quarantine at once'] }
      : { level: 'standard', reasons: ['everything that uses this user stops'] },
  plan(_input, facts, context) {
    const { user } = present(facts);
    const group = quarantineGroup(context.house);
    const policyArn = quarantineArn(context.house, context.account.id);
    const active = activeKeys(facts);
    const deny: IamOperation =
      user.attachedPolicies.length < mostAttached
        ? { kind: 'attach-user-policy', policyArn }
        : { kind: 'add-user-to-group', groupName: group };
    const operations: IamOperation[] = [
      deny,
      ...active.map((key) => ({
        kind: 'set-access-key-status' as const,
        accessKeyId: AccessKeyId.parse(key.id),
        status: 'Inactive' as const,
        before: 'Active' as const,
      })),
      {
        kind: 'read-back',
        expect: {
          ...(deny.kind === 'attach-user-policy' ? { attachedPolicies: [policyArn] } : { groups: [group] }),
          accessKeys: active.map((key) => ({ id: AccessKeyId.parse(key.id), is: 'Inactive' as const })),
        },
      },
    ];
    return planFor(
      'quarantine-user',
      present(facts),
      oneStage('quarantine', 'Deny, then disable', operations),
      [{ subject: 'active keys', is: active.map((key) => key.id).join(', ') || 'none' }],
    );
  },
  summarize: (input, facts, plan, { account }) => ({
    title: `Quarantine ${input.userName}`,
    lines: [
      { label: 'Account', text: `${account.name} (${account.id})` },
      { label: 'Why', text: input.reason, wide: true },
      ...activeKeys(facts).map((key) => ({
        label: `Key …${key.id.slice(-4)}`,
        text: lastUse(key),
        wide: true,
      })),
      {
        label: 'Afterwards',
        text: 'it can do nothing; /iam restore gives back exactly what was there',
        wide: true,
      },
    ],
    plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
  }),
};

const activeKeys = (facts: Facts): readonly AccessKeyFacts[] =>
  present(facts).user.accessKeys.filter((key) => key.status === 'Active');

function refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const { user } = present(facts);
  const policyArn = quarantineArn(context.house, context.account.id);
  if (!facts.policies[policyArn]) {
    return refusal(
      'policy-missing',
      `The policy ${policyArn} doesn’t exist in ${context.account.name}. Deploy the member role’s stack there; until then disable the keys one by one.`,
    );
  }
  if (isQuarantined(user, context.house, context.account.id)) {
    return refusal(
      'not-now',
      `${user.userName} is in quarantine already. /iam restore ${user.userName} takes it back.`,
    );
  }
  return undefined;
}

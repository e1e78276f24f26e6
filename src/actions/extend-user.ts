import { z } from 'zod';
import type { Facts } from '../domain/facts.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import type { LifecycleAction, PlanningContext } from './action.ts';
import { refuseEnd } from './end-date.ts';
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
import { presentValues } from './tag-input.ts';

const Input = ExistingUser.extend({
  ends: z.iso.date('Choose the day on which the user ends.'),
  reason: z
    .string({ error: 'Say why it is still needed.' })
    .trim()
    .min(3, 'Say why it is still needed.')
    .max(200),
});
type Input = z.infer<typeof Input>;

export const extendUser: LifecycleAction<Input> = {
  id: 'extend-user',
  title: 'End date',
  verb: 'extend',
  about: 'user',
  tells: ['owner'],
  Input,
  form: [
    { name: 'ends', label: 'Ends on', input: { kind: 'date' } },
    { name: 'reason', label: 'Why it is still needed', input: { kind: 'text', maxLength: 200 } },
  ],
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs('move its end date', (facts) => {
    const ends = tagValue(present(facts).user.tags, tagKeys.ends);
    const values: Record<string, string> = ends === undefined ? {} : { ends };
    return { values, options: {} };
  }),
  needs: needsInFull,
  refuse,
  risk: () => ({ level: 'standard', reasons: ['a long-lived key lives longer'] }),
  plan(input, facts) {
    const set = [{ key: tagKeys.ends, value: input.ends }];
    const operations: IamOperation[] = [
      { kind: 'tag-user', set, before: presentValues(present(facts).user.tags, [tagKeys.ends]) },
      { kind: 'read-back', expect: { tags: set } },
    ];
    return planFor('extend-user', present(facts), oneStage('ends', 'Move the end date', operations));
  },
  summarize: (input, facts, plan, { account }) => ({
    title: `Extend ${input.userName}`,
    lines: [
      { label: 'Account', text: `${account.name} (${account.id})` },
      {
        label: 'Ends',
        text: `${input.ends} (was ${tagValue(present(facts).user.tags, tagKeys.ends) ?? 'without an end'})`,
      },
      { label: 'Why', text: input.reason, wide: true },
    ],
    plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
  }),
};

function refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const { user } = present(facts);
  const stranger = refuseStranger(user, context, 'move its end date');
  if (stranger) return stranger;
  if (tagValue(user.tags, tagKeys.ends) === input.ends)
    return refusal('not-now', `${user.userName} ends on ${input.ends} already.`, 'ends');
  return refuseEnd(input.ends, context.house.users.maxDays, context.now);
}

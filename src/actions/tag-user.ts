import { z } from 'zod';
import type { Facts } from '../domain/facts.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { relationTo } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagValue } from '../domain/user.ts';
import type { LifecycleAction, PlanningContext } from './action.ts';
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
import { parseTags, presentValues, type TagChange, tagProblem } from './tag-input.ts';

const Input = ExistingUser.extend({
  tags: z.string({ error: 'Write at least one tag as key=value.' }).max(3000),
});
type Input = z.infer<typeof Input>;

/** AWS takes fifty tags on a user (IAM quotas). */
const mostTags = 50;

export const tagUser: LifecycleAction<Input> = {
  id: 'tag-user',
  title: 'Tags',
  verb: 'tag',
  about: 'user',
  tells: [],
  Input,
  form: [
    {
      name: 'tags',
      label: 'Tags',
      placeholder: 'cost-center=4711\n-old-key',
      hint: 'One a line: key=value sets, -key removes.',
      input: { kind: 'paragraph', maxLength: 3000 },
    },
  ],
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs('change its tags'),
  needs: needsInFull,
  refuse,
  risk: (_input, facts, { requester }) =>
    ['owner', 'team'].includes(relationTo(present(facts).user, requester))
      ? { level: 'routine', reasons: ['its owner or their team changes its tags'] }
      : { level: 'standard', reasons: ['somebody else’s tags'] },
  plan(input, facts) {
    const { user } = present(facts);
    const { set, remove } = change(input, facts);
    const before = presentValues(
      user.tags,
      set.map((tag) => tag.key),
    );
    const operations: IamOperation[] = [
      ...(set.length > 0 ? [{ kind: 'tag-user' as const, set, before }] : []),
      ...(remove.length > 0
        ? [{ kind: 'untag-user' as const, keys: remove, before: presentValues(user.tags, remove) }]
        : []),
      { kind: 'read-back', expect: { tags: set, absentTags: remove } },
    ];
    return planFor('tag-user', present(facts), oneStage('tags', 'Set the tags', operations));
  },
  summarize: (input, facts, plan, { account }) => ({
    title: `Tags of ${input.userName}`,
    lines: [
      { label: 'Account', text: `${account.name} (${account.id})` },
      ...change(input, facts).set.map((tag) => {
        const before = tagValue(present(facts).user.tags, tag.key);
        return {
          label: tag.key,
          text: before === undefined ? tag.value : `${tag.value} (was ${before})`,
          wide: true,
        };
      }),
      ...change(input, facts).remove.map((key) => ({ label: key, text: 'removed', wide: true })),
    ],
    plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
  }),
};

/** Only what differs from what is there; keys in the spelling that is there. */
function change(input: Input, facts: Facts): TagChange {
  const wanted = parseTags(input.tags);
  if ('problem' in wanted) return { set: [], remove: [] };
  const { tags } = present(facts).user;
  const spelling = (key: string) => presentValues(tags, [key])[0]?.key ?? key;
  return {
    set: wanted.set
      .filter((tag) => tagValue(tags, tag.key) !== tag.value)
      .map((tag) => ({ key: spelling(tag.key), value: tag.value })),
    remove: wanted.remove.filter((key) => tagValue(tags, key) !== undefined).map(spelling),
  };
}

function refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const { user } = present(facts);
  const stranger = refuseStranger(user, context, 'change its tags');
  if (stranger) return stranger;
  const wanted = parseTags(input.tags);
  if ('problem' in wanted) return refusal('invalid-input', wanted.problem, 'tags');
  const problem = tagProblem(wanted, context.house);
  if (problem) return refusal('invalid-input', problem, 'tags');
  const { set, remove } = change(input, facts);
  if (set.length + remove.length === 0)
    return refusal('not-now', `${user.userName} is tagged so already. There is nothing to do.`, 'tags');
  const added = set.filter((tag) => tagValue(user.tags, tag.key) === undefined).length;
  if (user.tags.length + added - remove.length > mostTags)
    return refusal(
      'invalid-input',
      `AWS takes ${mostTags} tags on a user; that would be ${user.tags.length + added - remove.length}.`,
      'tags',
    );
  return undefined;
}

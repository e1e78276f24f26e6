import { z } from 'zod';
import type { UserFacts } from '../domain/facts.ts';
import type { IamOperation } from '../domain/operation.ts';
import { relationTo } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import type { PlanningContext } from './action.ts';
import { beginAs, ExistingUser, oneStage, present } from './existing-user.ts';
import { parseTags, presentValues, refuseTooMany, type TagChange, tagProblem } from './tag-input.ts';
import { type Present, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  tags: z.string({ error: 'Write at least one tag as key=value.' }).max(3000),
});
type Input = z.infer<typeof Input>;

const belongsTo = 'change its tags';

export const tagUser = userAction<Input>({
  id: 'tag-user',
  title: 'Tags',
  verb: 'tag',
  tells: [],
  concerns: ['tags'],
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
  belongsTo,
  begin: beginAs(belongsTo, (facts) => ({ values: {}, options: {}, known: tagsOf(present(facts).user) })),
  refuse,
  risk: (_input, { user }, { requester }) =>
    ['owner', 'team'].includes(relationTo(user, requester))
      ? { level: 'routine', reasons: ['its owner or their team changes its tags'] }
      : { level: 'standard', reasons: ['somebody else’s tags'] },
  stages(input, { user }) {
    const { set, remove } = change(input, user);
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
    return oneStage('tags', 'Set the tags', operations);
  },
  heading: ({ userName }) => `Tags of ${userName}`,
  lines(input, { user }) {
    const { set, remove } = change(input, user);
    return [
      ...set.map(({ key, value }) => {
        const before = tagValue(user.tags, key);
        return { label: key, text: before === undefined ? value : `${value} (was ${before})`, wide: true };
      }),
      ...remove.map((key) => ({ label: key, text: 'removed', wide: true })),
    ];
  },
});

/** Its owner is a person’s id here, and is changed by a transfer. */
const tagsOf = ({ tags }: UserFacts) =>
  tags
    .filter(({ key }) => key.toLowerCase() !== tagKeys.owner)
    .map(({ key, value }) => ({ label: key, text: value }));

/** Only what differs from what is there; keys in the spelling that is there. */
function change(input: Input, { tags }: UserFacts): TagChange {
  const wanted = parseTags(input.tags);
  if ('problem' in wanted) return { set: [], remove: [] };
  const spelling = (key: string) => presentValues(tags, [key])[0]?.key ?? key;
  return {
    set: wanted.set
      .filter((tag) => tagValue(tags, tag.key) !== tag.value)
      .map((tag) => ({ key: spelling(tag.key), value: tag.value })),
    remove: wanted.remove.filter((key) => tagValue(tags, key) !== undefined).map(spelling),
  };
}

function refuse(input: Input, { user }: Present, { house }: PlanningContext): Refusal | undefined {
  const wanted = parseTags(input.tags);
  if ('problem' in wanted) return refusal('invalid-input', wanted.problem, 'tags');
  const problem = tagProblem(wanted, house);
  if (problem) return refusal('invalid-input', problem, 'tags');
  const { set, remove } = change(input, user);
  if (set.length + remove.length === 0)
    return refusal('not-now', `${user.userName} is tagged so already. There is nothing to do.`, 'tags');
  return refuseTooMany(user, set, remove, 'tags');
}

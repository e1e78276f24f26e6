import type { z } from 'zod';
import type { UserFacts } from '../domain/facts.ts';
import { Slug } from '../domain/ids.ts';
import { ownerOf } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Tag, tagKeys, tagText } from '../domain/user.ts';
import type { FormContext, PlanningContext } from './action.ts';
import { beginAs, ExistingUser, oneStage, present } from './existing-user.ts';
import { said } from './input-text.ts';
import { untouchedKeys } from './new-key.ts';
import { presentValues, refuseTooMany } from './tag-input.ts';
import { userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  team: Slug,
  purpose: said('Say what it is for.', 150),
});
type Input = z.infer<typeof Input>;

/** “It's mine”: somebody answers for a user that nobody owned. */
export const claimUser = userAction<Input>({
  id: 'claim-user',
  title: 'Claim',
  verb: 'claim',
  tells: [],
  concerns: ['ownership', 'tags'],
  Input,
  form: [
    { name: 'team', label: 'Team', input: { kind: 'team' } },
    {
      name: 'purpose',
      label: 'What it is for',
      placeholder: 'Nightly backup of the shop',
      input: { kind: 'text', maxLength: 150 },
    },
  ],
  owner: (_input, _facts, { requester }) => requester.id,
  begin: beginAs(
    undefined,
    (facts, context) => refuseOwned(present(facts).user, context) ?? { values: {}, options: {} },
  ),
  fits: ({ user }) => ownerOf(user) === undefined,
  refuse(input, { user }, context) {
    const owned = refuseOwned(user, context);
    if (owned) return owned;
    return context.house.teams.some((team) => team.id === input.team)
      ? refuseTooMany(user, tags(input, context))
      : refusal('invalid-input', 'Choose a team from the list.', 'team');
  },
  risk: () => ({ level: 'standard', reasons: ['whoever owns a user may have its keys changed'] }),
  stages(input, { user }, context) {
    const set = tags(input, context);
    const before = presentValues(
      user.tags,
      set.map((tag) => tag.key),
    );
    return oneStage('claim', 'Set the owner', [
      { kind: 'tag-user', set, before },
      { kind: 'read-back', expect: { tags: set } },
    ]);
  },
  heading: ({ userName }) => `Claim ${userName}`,
  lines: (input, { user }, { house }) => [
    { label: 'Team', text: house.teams.find((team) => team.id === input.team)?.name ?? input.team },
    { label: 'Purpose', text: input.purpose, wide: true },
    { label: 'Access keys', text: untouchedKeys(user) },
  ],
});

function tags(input: Input, { requester }: PlanningContext): readonly Tag[] {
  return [
    { key: tagKeys.owner, value: requester.id },
    { key: tagKeys.team, value: input.team },
    { key: tagKeys.purpose, value: tagText(input.purpose) },
  ];
}

function refuseOwned(user: UserFacts, { account, requester }: FormContext): Refusal | undefined {
  const owner = ownerOf(user);
  if (owner === undefined) return undefined;
  if (owner === requester.id)
    return refusal('not-now', `${user.userName} is yours already. There is nothing to do.`);
  return refusal(
    'not-yours',
    `${user.userName} in ${account.name} has an owner already. Talk to them first.`,
  );
}

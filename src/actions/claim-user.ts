import { z } from 'zod';
import type { Facts, UserFacts } from '../domain/facts.ts';
import { Slug } from '../domain/ids.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import { ownerOf } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Tag, tagKeys } from '../domain/user.ts';
import type { FormContext, LifecycleAction, PlanningContext } from './action.ts';
import {
  beginAs,
  ExistingUser,
  needsInFull,
  oneStage,
  planFor,
  present,
  refuseTarget,
  subjectOf,
} from './existing-user.ts';
import { presentValues } from './tag-input.ts';

const Input = ExistingUser.extend({
  team: Slug,
  purpose: z.string({ error: 'Say what it is for.' }).trim().min(3, 'Say what it is for.').max(150),
});
type Input = z.infer<typeof Input>;

/** “It's mine”: somebody answers for a user that nobody owned. */
export const claimUser: LifecycleAction<Input> = {
  id: 'claim-user',
  title: 'Claim',
  verb: 'claim',
  about: 'user',
  tells: [],
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
  subject: subjectOf,
  owner: (_input, _facts, { requester }) => requester.id,
  excludes: () => [],
  begin: (facts, context) =>
    (facts.user && refuseOwned(facts.user, context)) ?? beginAs(undefined)(facts, context),
  needs: needsInFull,
  refuse,
  risk: () => ({ level: 'standard', reasons: ['whoever owns a user may have its keys changed'] }),
  plan(input, facts, context) {
    const set = tags(input, context);
    const { user } = present(facts);
    const operations: IamOperation[] = [
      {
        kind: 'tag-user',
        set,
        before: presentValues(
          user.tags,
          set.map((tag) => tag.key),
        ),
      },
      { kind: 'read-back', expect: { tags: set } },
    ];
    return planFor('claim-user', present(facts), oneStage('claim', 'Set the owner', operations));
  },
  summarize: (input, facts, plan, { account, house }) => ({
    title: `Claim ${input.userName}`,
    lines: [
      { label: 'Account', text: `${account.name} (${account.id})` },
      { label: 'Team', text: house.teams.find((team) => team.id === input.team)?.name ?? input.team },
      { label: 'Purpose', text: input.purpose, wide: true },
      { label: 'Access keys', text: String(present(facts).user.accessKeys.length) },
    ],
    plan: plan.stages.flatMap((stage) => stage.operations.map(describeOperation)),
  }),
};

function tags(input: Input, { requester }: PlanningContext): readonly Tag[] {
  return [
    { key: tagKeys.owner, value: requester.id },
    { key: tagKeys.team, value: input.team },
    { key: tagKeys.purpose, value: input.purpose },
  ];
}

function refuse(input: Input, facts: Facts, context: PlanningContext): Refusal | undefined {
  const target = refuseTarget(input, facts, context);
  if (target) return target;
  const owned = refuseOwned(present(facts).user, context);
  if (owned) return owned;
  if (!context.house.teams.some((team) => team.id === input.team))
    return refusal('invalid-input', 'Choose a team from the list.', 'team');
  return undefined;
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

import type { z } from 'zod';
import { SlackUserId, Slug } from '../domain/ids.ts';
import { ownerOf } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Tag, tagKeys, tagValue } from '../domain/user.ts';
import type { PlanningContext } from './action.ts';
import { beginAs, ExistingUser, present } from './existing-user.ts';
import { reason } from './input-text.ts';
import { untouchedKeys } from './new-key.ts';
import { presentValues, refuseTooMany } from './tag-input.ts';
import { type Present, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  newOwner: SlackUserId,
  team: Slug,
  reason,
});
type Input = z.infer<typeof Input>;

const belongsTo = 'hand it over';
const dayMs = 86_400_000;

/** Another person answers for the user, once they have accepted it. Neither the old nor the new owner decides on it. */
export const transferUser = userAction<Input>({
  id: 'transfer-user',
  title: 'Transfer',
  verb: 'transfer',
  tells: ['owner'],
  concerns: ['ownership'],
  Input,
  form: [
    { name: 'newOwner', label: 'New owner', input: { kind: 'person' } },
    { name: 'team', label: 'Team', input: { kind: 'team' } },
    { name: 'reason', label: 'Why', input: { kind: 'text', maxLength: 300 } },
  ],
  belongsTo,
  begin: beginAs(belongsTo, (facts, { account }) => {
    const { user } = present(facts);
    const nobodys = refuseUnowned(user, account);
    if (nobodys) return nobodys;
    const team = tagValue(user.tags, tagKeys.team);
    const values: Record<string, string> = team === undefined ? {} : { team };
    return { values, options: {} };
  }),
  fits: ({ user }) => ownerOf(user) !== undefined,
  owner: ({ newOwner }) => newOwner,
  appoints: ({ newOwner }) => ({ id: newOwner, field: 'newOwner' }),
  excludes(input, facts) {
    const old = ownerOf(present(facts).user);
    return [
      { id: input.newOwner, why: 'you would own it' },
      ...(old === undefined ? [] : [{ id: old, why: 'you own it' }]),
    ];
  },
  refuse,
  risk: () => ({ level: 'standard', reasons: ['whoever owns a user may have its keys changed'] }),
  stages(input, { user }, { house }) {
    const set = tags(input);
    const before = presentValues(
      user.tags,
      set.map((tag) => tag.key),
    );
    return [
      {
        id: 'transfer',
        title: 'Set the new owner',
        gate: {
          kind: 'confirm',
          by: 'owner',
          question: `Will you answer for ${user.userName}: its keys, its end date, what it is for?`,
          yes: 'I’ll own it',
          no: 'Decline',
          remindEveryMs: house.transfer.remindEveryDays * dayMs,
          giveUpAfterMs: house.transfer.giveUpAfterDays * dayMs,
        },
        operations: [
          { kind: 'tag-user', set, before },
          { kind: 'read-back', expect: { tags: set } },
        ],
      },
    ];
  },
  pins: (_input, { user }) => [
    { subject: 'owner', is: tagValue(user.tags, tagKeys.owner) ?? 'nobody' },
    { subject: 'team', is: tagValue(user.tags, tagKeys.team) ?? 'none' },
  ],
  heading: ({ userName }) => `Transfer ${userName}`,
  lines: (input, { user }, { house }) => [
    { label: 'Why', text: input.reason, wide: true },
    ...[ownerOf(user)].flatMap((owner) =>
      owner ? [{ label: 'From', text: String(owner), person: owner }] : [],
    ),
    { label: 'To', text: String(input.newOwner), person: input.newOwner },
    { label: 'Team', text: house.teams.find(({ id }) => id === input.team)?.name ?? input.team },
    { label: 'Purpose', text: tagValue(user.tags, tagKeys.purpose) ?? 'not said', wide: true },
    { label: 'Access keys', text: untouchedKeys(user) },
    { label: 'Ends', text: tagValue(user.tags, tagKeys.ends) ?? 'without an end' },
  ],
});

const tags = ({ newOwner, team }: Input): readonly Tag[] => [
  { key: tagKeys.owner, value: newOwner },
  { key: tagKeys.team, value: team },
];

function refuse(input: Input, { user }: Present, { house, account }: PlanningContext): Refusal | undefined {
  const nobodys = refuseUnowned(user, account);
  if (nobodys) return nobodys;
  if (ownerOf(user) === input.newOwner)
    return refusal('not-now', `${user.userName} belongs to them already. Choose somebody else.`, 'newOwner');
  if (!house.teams.some(({ id }) => id === input.team))
    return refusal('invalid-input', 'Choose a team from the list.', 'team');
  return refuseTooMany(user, tags(input));
}

function refuseUnowned(user: Present['user'], account: PlanningContext['account']): Refusal | undefined {
  if (ownerOf(user) !== undefined) return undefined;
  return refusal(
    'not-now',
    `${user.userName} in ${account.name} belongs to nobody, so nobody can hand it over. Claim it: /iam claim ${user.userName}`,
  );
}

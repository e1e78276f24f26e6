import { z } from 'zod';
import { boundaryArn, type House } from '../domain/house.ts';
import { Slug } from '../domain/ids.ts';
import type { IamOperation } from '../domain/operation.ts';
import { ownerOf, relationTo } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Summary } from '../domain/summary.ts';
import { type Tag, tagKeys, tagText, tagValue } from '../domain/user.ts';
import type { FormField, PlanningContext } from './action.ts';
import { refuseEnd } from './end-date.ts';
import { beginAs, ExistingUser, oneStage, present } from './existing-user.ts';
import { line } from './input-text.ts';
import { untouchedKeys } from './new-key.ts';
import { presentValues, refuseTooMany } from './tag-input.ts';
import { type Present, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  team: Slug,
  environment: Slug,
  purpose: line('The purpose', 150),
  usedFrom: line('Where the key is used', 100),
  ends: z.iso.date('Choose the day on which the user ends.'),
  boundary: z.enum(['set', 'leave']),
});
type Input = z.infer<typeof Input>;

const form: readonly FormField[] = [
  { name: 'team', label: 'Team', input: { kind: 'team' } },
  { name: 'purpose', label: 'What it is for', input: { kind: 'text', maxLength: 150 } },
  { name: 'environment', label: 'Environment', input: { kind: 'text', maxLength: 40 } },
  { name: 'usedFrom', label: 'Where its key is used', input: { kind: 'text', maxLength: 100 } },
  { name: 'ends', label: 'Ends on', hint: 'It can be extended later.', input: { kind: 'date' } },
  {
    name: 'boundary',
    label: 'Permissions boundary',
    input: {
      kind: 'choice',
      options: [
        {
          value: 'set',
          text: 'Set it',
          description: 'Bounds what the user can ever do. Can’t be removed from here',
        },
        {
          value: 'leave',
          text: 'Leave it as it is',
          description: 'Its access can’t be changed from here then',
        },
      ],
    },
  },
];

/** A user that was made elsewhere is owned, described and bounded from now on. Its keys are not touched. */
export const adoptUser = userAction<Input>({
  id: 'adopt-user',
  title: 'Adopt',
  verb: 'adopt',
  tells: ['security'],
  concerns: ['ownership', 'tags', 'end-date', 'access'],
  Input,
  form,
  begin: beginAs(
    undefined,
    (facts, context) => refuseManaged(present(facts), context) ?? prefill(facts, context),
  ),
  needs: (_input, { house, account }) => ({
    user: 'full',
    groups: [],
    policies: [boundaryArn(house, account.id)],
  }),
  fits: ({ user }) => refuseKnown(user) === undefined,
  refuse,
  risk: ({ boundary }, { user }) => ({
    level: 'standard',
    reasons: [
      'whoever owns a user may have its keys changed',
      ...(boundary === 'set' && user.boundaryArn === undefined
        ? ['the boundary may stop what it does today']
        : []),
    ],
  }),
  stages(input, { user }, context) {
    const set = tags(input, user, context);
    const before = presentValues(
      user.tags,
      set.map((tag) => tag.key),
    );
    const boundary = boundaryArn(context.house, context.account.id);
    const bound = setsBoundary(input, user);
    const operations: IamOperation[] = [
      { kind: 'tag-user', set, before },
      ...(bound ? [{ kind: 'put-user-boundary', boundaryArn: boundary } as const] : []),
      { kind: 'read-back', expect: { tags: set, ...(bound ? { boundaryArn: boundary } : {}) } },
    ];
    return oneStage('adopt', bound ? 'Describe and bound it' : 'Describe it', operations);
  },
  pins: (_input, { user }) => [
    { subject: 'owner', is: tagValue(user.tags, tagKeys.owner) ?? 'nobody' },
    { subject: 'boundary', is: user.boundaryArn ?? 'none' },
  ],
  heading: ({ userName }) => `Adopt ${userName}`,
  lines: (input, { user }, { house, account }) => [
    { label: 'Purpose', text: input.purpose, wide: true },
    { label: 'Team', text: house.teams.find(({ id }) => id === input.team)?.name ?? input.team },
    { label: 'Environment', text: input.environment },
    { label: 'Ends', text: input.ends },
    { label: 'Used from', text: input.usedFrom, wide: true },
    { label: 'Access keys', text: untouchedKeys(user) },
    {
      label: 'Boundary',
      text: boundaryWords(input, user, boundaryArn(house, account.id)),
      wide: true,
    },
    {
      label: 'May today',
      text:
        [
          ...user.groups.map((name) => `group ${name}`),
          ...user.attachedPolicies.map(({ name }) => `policy ${name}`),
          ...user.inlinePolicies.map(({ policyName }) => `inline policy ${policyName}`),
        ].join(', ') || 'nothing',
      wide: true,
    },
    ...missingTags(user, house),
  ],
});

function boundaryWords(input: Input, { boundaryArn: has }: Present['user'], own: string): string {
  if (has === undefined) return input.boundary === 'set' ? 'set now' : 'none, and left so';
  return has === own ? 'has it already' : `has another one, which stays: ${has}`;
}

/** What the house asks for and this form doesn’t: it can be added as soon as the user is known here. */
function missingTags({ tags: has }: Present['user'], { tags: { required } }: House): Summary['lines'] {
  const missing = required.map(({ key }) => key).filter((key) => tagValue(has, key) === undefined);
  return missing.length > 0
    ? [{ label: 'Still missing', text: `${missing.join(', ')}: /iam tag adds them`, wide: true }]
    : [];
}

const setsBoundary = ({ boundary }: Input, user: Present['user']) =>
  boundary === 'set' && user.boundaryArn === undefined;

function prefill(facts: Parameters<typeof present>[0], { account }: Pick<PlanningContext, 'account'>) {
  const { tags: has } = present(facts).user;
  const values: Record<string, string> = { environment: account.environment, boundary: 'set' };
  for (const name of ['team', 'purpose', 'usedFrom', 'ends'] as const) {
    const value = tagValue(has, tagKeys[name]);
    if (value !== undefined) values[name] = value;
  }
  return { values, options: {} };
}

function tags(
  input: Input,
  user: Present['user'],
  { requester, requestId }: PlanningContext,
): readonly Tag[] {
  return [
    { key: tagKeys.kind, value: 'service' },
    { key: tagKeys.owner, value: ownerOf(user) ?? requester.id },
    { key: tagKeys.team, value: input.team },
    { key: tagKeys.purpose, value: tagText(input.purpose) },
    { key: tagKeys.environment, value: input.environment },
    { key: tagKeys.usedFrom, value: tagText(input.usedFrom) },
    { key: tagKeys.ends, value: input.ends },
    { key: tagKeys.adopted, value: requestId },
  ];
}

function refuse(input: Input, facts: Present, context: PlanningContext): Refusal | undefined {
  const managed = refuseManaged(facts, context);
  if (managed) return managed;
  const { house, account } = context;
  const { user } = facts;
  if (!house.teams.some(({ id }) => id === input.team))
    return refusal('invalid-input', 'Choose a team from the list.', 'team');
  if (house.environments.length > 0 && !house.environments.includes(input.environment))
    return refusal(
      'invalid-input',
      `The environment is one of ${house.environments.join(', ')}.`,
      'environment',
    );
  const boundary = boundaryArn(house, account.id);
  if (setsBoundary(input, user) && !facts.policies[boundary])
    return refusal(
      'boundary-missing',
      `The permissions boundary ${boundary} doesn’t exist in ${account.name}. Deploy the member role’s stack there first, or leave the boundary as it is.`,
      'boundary',
    );
  return (
    refuseEnd(input.ends, house.users.maxDays, context.now) ?? refuseTooMany(user, tags(input, user, context))
  );
}

/** Only what Chatelaine doesn't know yet, and nobody else answers for. */
function refuseManaged(
  { user }: Present,
  { account, requester }: Pick<PlanningContext, 'account' | 'requester'>,
) {
  const known = refuseKnown(user);
  if (known) return known;
  return ownerOf(user) !== undefined && relationTo(user, requester) === 'stranger'
    ? refusal('not-yours', `${user.userName} in ${account.name} has an owner already. Talk to them first.`)
    : undefined;
}

/** What nobody could adopt. */
function refuseKnown(user: Present['user']): Refusal | undefined {
  const request = tagValue(user.tags, tagKeys.request) ?? tagValue(user.tags, tagKeys.adopted);
  if (request !== undefined)
    return refusal(
      'not-now',
      `${user.userName} is known here already (${request}). There is nothing to adopt.`,
    );
  if (tagValue(user.tags, tagKeys.kind) === 'human')
    return refusal(
      'not-now',
      `${user.userName} is tagged as a person’s user, and only service users are kept here. Let the person use Identity Center.`,
    );
  if (user.hasLoginProfile)
    return refusal(
      'not-now',
      `${user.userName} has a console password, so it looks like a person. Remove the password first (/iam console ${user.userName}), or let the person use Identity Center.`,
    );
  return undefined;
}

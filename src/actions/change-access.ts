import { z } from 'zod';
import type { Bundle } from '../domain/catalog.ts';
import type { UserFacts } from '../domain/facts.ts';
import { boundaryArn } from '../domain/house.ts';
import { Slug } from '../domain/ids.ts';
import type { IamOperation } from '../domain/operation.ts';
import { relationTo } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { type Risk, raise, worst } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';
import { declaredNetworks } from '../policy/source-network.ts';
import { refuseGroups, refuseNetworks, refuseNotOffered } from './access-checks.ts';
import type { FormContext, FormField, PlanningContext } from './action.ts';
import { bundlePins, chosenBundles, createGroup, groupsOf, policiesOf } from './bundle-groups.ts';
import { judgedRisk, mayLines } from './bundle-judgement.ts';
import { networkPolicies, sourceNetworkPolicyName } from './create-service-user-plan.ts';
import { beginAs, ExistingUser, oneStage, present, subjectOf } from './existing-user.ts';
import { heldDocuments } from './held-access.ts';
import { list, optionalLine, reason } from './input-text.ts';
import { type Present, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  bundles: list(Slug, 8),
  networks: list(z.string(), 10),
  noNetworkReason: optionalLine('The reason', 200),
  reason,
});
type Input = z.infer<typeof Input>;

const belongsTo = 'change what it may do';

const form: readonly FormField[] = [
  {
    name: 'bundles',
    label: 'What it may do',
    optional: true,
    hint: 'Everything that it should have afterwards.',
    input: { kind: 'bundles', max: 8 },
  },
  {
    name: 'networks',
    label: 'Source networks',
    optional: true,
    placeholder: '198.51.100.0/24, vpc-0a1b2c3d',
    hint: 'All public addresses or VPCs that its calls may come from afterwards. The key works from nowhere else.',
    input: { kind: 'text', maxLength: 400 },
  },
  {
    name: 'noNetworkReason',
    label: 'Why no source network',
    optional: true,
    hint: 'Only if the addresses can’t be known. Raises the approval level.',
    input: { kind: 'text', maxLength: 200 },
  },
  { name: 'reason', label: 'Why', input: { kind: 'text', maxLength: 300 } },
];

/** Adds and removes bundles and changes the networks that a key works from. Other groups and policies stay as they are. */
export const changeAccess = userAction<Input>({
  id: 'change-access',
  title: 'Access',
  verb: 'change the access of',
  tells: ['owner'],
  concerns: ['access'],
  Input,
  form,
  belongsTo,
  subject: (input) => ({ ...subjectOf(input), bundles: input.bundles }),
  begin: beginAs(belongsTo, (facts, context) => {
    const { user } = present(facts);
    return {
      values: {
        bundles: heldBundles(user, context).map(({ id }) => id),
        networks: networksOf(user).join(', '),
      },
      options: {},
      known: [
        { label: 'Groups', text: user.groups.join(', ') || 'none' },
        { label: 'Policies of its own', text: policyNames(user).join(', ') || 'none' },
        { label: 'From', text: networksOf(user).join(', ') || 'any network' },
      ],
    };
  }),
  needs(input, { house, account }) {
    const bundles = chosenBundles(input.bundles, house);
    return {
      user: 'full',
      held: true,
      groups: groupsOf(bundles),
      policies: [...new Set([boundaryArn(house, account.id), ...policiesOf(bundles)])],
    };
  },
  gives: (input, { user }, context) => {
    const { added, drops } = changes(input, user, context);
    return added.length > 0 || drops !== undefined;
  },
  fits: ({ user }, { house, account }) => user.boundaryArn === boundaryArn(house, account.id),
  refuse,
  risk,
  stages(input, facts, context) {
    const { joins, leaves, policy, drops } = changes(input, facts.user, context);
    const missing = joins.filter((name) => facts.groups[name] === undefined);
    const bundles = chosenBundles(input.bundles, context.house);
    const operations: IamOperation[] = [
      // What narrows comes first: nobody gets more, even for a moment, than the old and the new access together.
      ...(policy ? [{ kind: 'put-user-policy' as const, ...policy }] : []),
      ...(drops ? [{ kind: 'delete-user-policy' as const, ...drops }] : []),
      ...leaves.map((groupName) => ({ kind: 'remove-user-from-group' as const, groupName })),
      ...joins.map((groupName) => ({ kind: 'add-user-to-group' as const, groupName })),
      {
        kind: 'read-back',
        expect: {
          groups: groupsOf(bundles),
          absentGroups: leaves,
          ...(policy
            ? { inlinePolicies: [{ policyName: policy.policyName, document: policy.document }] }
            : {}),
          ...(drops ? { absentInlinePolicies: [drops.policyName] } : {}),
        },
      },
    ];
    const groups = missing.flatMap((name) => createGroup(name, bundles, context.house.users.path));
    return [
      ...(groups.length > 0 ? [{ id: 'groups', title: 'Make the groups', operations: groups }] : []),
      ...oneStage('access', 'Change the access', operations),
    ];
  },
  pins: (input, facts, { house }) => [
    { subject: 'boundary', is: facts.user.boundaryArn ?? 'none' },
    { subject: 'groups', is: facts.user.groups.join(', ') || 'none' },
    { subject: 'source networks', is: networksOf(facts.user).join(', ') || 'any' },
    ...bundlePins(facts, chosenBundles(input.bundles, house), []),
  ],
  heading: ({ userName }) => `Access of ${userName}`,
  lines,
});

const policyNames = ({ attachedPolicies, inlinePolicies }: UserFacts): readonly string[] => [
  ...attachedPolicies.map(({ name }) => name),
  ...inlinePolicies.map(({ policyName }) => policyName),
];

/** The bundles whose group the user is in. */
function heldBundles(user: UserFacts, { house }: FormContext): readonly Bundle[] {
  const groups = user.groups.map((name) => name.toLowerCase());
  return house.bundles.filter((bundle) => groups.includes(bundle.group.toLowerCase()));
}

const networkPolicyOf = (user: UserFacts) =>
  user.inlinePolicies.find(({ policyName }) => policyName === sourceNetworkPolicyName);

const networksOf = (user: UserFacts): readonly string[] =>
  declaredNetworks(networkPolicyOf(user)?.document ?? '');

function changes(input: Input, user: UserFacts, context: FormContext) {
  const wanted = chosenBundles(input.bundles, context.house);
  const held = heldBundles(user, context);
  const before = networkPolicyOf(user);
  const [policy] = networkPolicies(input.networks);
  const isSame = policy?.document === before?.document;
  return {
    added: wanted.filter((bundle) => !held.includes(bundle)),
    removed: held.filter((bundle) => !wanted.includes(bundle)),
    joins: groupsOf(wanted).filter((name) => !groupsOf(held).includes(name)),
    leaves: groupsOf(held).filter((name) => !groupsOf(wanted).includes(name)),
    policy: policy && !isSame ? { ...policy, ...(before ? { before: before.document } : {}) } : undefined,
    drops: before && !policy ? { policyName: before.policyName, before: before.document } : undefined,
  };
}

function risk(input: Input, facts: Present, context: PlanningContext): Risk {
  const { user } = facts;
  const { added, policy, drops } = changes(input, user, context);
  const own = ['owner', 'team'].includes(relationTo(user, context.requester));
  const base: Risk = own
    ? { level: 'routine', reasons: ['its owner or their team takes access away'] }
    : { level: 'standard', reasons: ['somebody else’s access'] };
  const more = added.map(
    (bundle): Risk => ({
      level: bundle.risk === 'high' ? 'sensitive' : 'standard',
      reasons: [`the bundle ${bundle.title} is added, of ${bundle.risk} risk`],
    }),
  );
  const networks: Risk[] = policy ? [{ level: 'standard', reasons: ['its source networks change'] }] : [];
  const judgements =
    added.length > 0 ? judgedRisk(added, facts, context, heldAfter(input, facts, context)) : [];
  const judged = worst([base, ...more, ...networks, ...judgements]);
  return drops
    ? raise(worst([judged, { level: 'standard', reasons: [] }]), 'it works from any network')
    : judged;
}

/** What stays: the groups and policies that this change doesn't take away. */
function heldAfter(input: Input, facts: Present, context: PlanningContext) {
  const { leaves } = changes(input, facts.user, context);
  return heldDocuments(facts.user, facts, leaves);
}

function lines(input: Input, facts: Present, context: PlanningContext): Summary['lines'] {
  const { user } = facts;
  const { added, removed, policy, drops } = changes(input, user, context);
  const was = networksOf(user);
  return [
    { label: 'Why', text: input.reason, wide: true },
    ...added.flatMap((bundle) => mayLines('May from now on', bundle, facts, context)),
    ...removed.map(({ may, title }) => ({ label: 'May no longer', text: `${may} (${title})`, wide: true })),
    ...((policy ?? drops)
      ? fromLines(was, declaredNetworks(policy?.document ?? ''))
      : [{ label: 'From', text: `${was.join(', ') || 'any network'}, as before`, wide: true }]),
    ...(drops && input.noNetworkReason !== undefined
      ? [{ label: 'Why no source network', text: input.noNetworkReason, wide: true }]
      : []),
  ];
}

/** From where calls were possible and are no more, and the other way round. */
function fromLines(was: readonly string[], is: readonly string[]): Summary['lines'] {
  const line = (label: string, text: string) => ({ label, text, wide: true });
  if (is.length === 0) return [line('From now on', `from any network (was ${was.join(', ')})`)];
  if (was.length === 0) return [line('From now on', `only from ${is.join(', ')} (was any network)`)];
  const more = is.filter((place) => !was.includes(place));
  const less = was.filter((place) => !is.includes(place));
  const stays = is.filter((place) => was.includes(place));
  return [
    ...(more.length > 0 ? [line('From now on also from', more.join(', '))] : []),
    ...(less.length > 0 ? [line('No longer from', less.join(', '))] : []),
    ...(stays.length > 0 ? [line('From, as before', stays.join(', '))] : []),
  ];
}

function refuse(input: Input, facts: Present, context: PlanningContext): Refusal | undefined {
  const { user } = facts;
  const { house, account } = context;
  if (user.boundaryArn !== boundaryArn(house, account.id))
    return refusal(
      'not-now',
      `${user.userName} is not under the permissions boundary of this house, so its access isn’t changed from here. ${
        user.boundaryArn === undefined
          ? `Bring it in first: /iam adopt ${user.userName}`
          : `It has another one, ${user.boundaryArn}, that only an administrator of the account can replace.`
      }`,
    );
  const held = heldBundles(user, context).map(({ id }) => String(id));
  const added = input.bundles.filter((id) => !held.includes(id));
  const unknown = refuseNotOffered(added, context);
  if (unknown) return unknown;
  const networks =
    networksOf(user).length === 0 && input.networks.length === 0 ? undefined : refuseNetworks(input, context);
  if (networks) return networks;
  const { removed, policy, drops } = changes(input, user, context);
  if (added.length + removed.length === 0 && !policy && !drops)
    return refusal(
      'not-now',
      `${user.userName} has exactly this access already. There is nothing to change.`,
    );
  return refuseGroups(chosenBundles(added, house), facts, context, heldAfter(input, facts, context));
}

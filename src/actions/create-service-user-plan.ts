import { type Bundle, bundlePolicyName } from '../domain/catalog.ts';
import type { Facts, GroupFacts } from '../domain/facts.ts';
import { boundaryArn, type House } from '../domain/house.ts';
import type { GroupName, PolicyArn } from '../domain/ids.ts';
import { canonicalJson, sha256 } from '../domain/json.ts';
import type { Delivery, IamOperation } from '../domain/operation.ts';
import type { Pin, Plan } from '../domain/plan.ts';
import { type Tag, tagKeys, tagText } from '../domain/user.ts';
import { parseNetwork, sourceNetworkPolicy } from '../policy/source-network.ts';
import type { PlanningContext } from './action.ts';
import type { CreateServiceUserInput } from './create-service-user-input.ts';

/** The inline policy that binds the key to its declared networks. */
export const sourceNetworkPolicyName = 'chatelaine-source-network';

export function chosenBundles(input: CreateServiceUserInput, house: House): readonly Bundle[] {
  return house.bundles.filter((bundle) => input.bundles.some((chosen) => chosen === bundle.id));
}

export const boundaryOf = ({ house, account }: Pick<PlanningContext, 'house' | 'account'>): PolicyArn =>
  boundaryArn(house, account.id);

export function planServiceUser(input: CreateServiceUserInput, facts: Facts, context: PlanningContext): Plan {
  const { house, account } = context;
  const bundles = chosenBundles(input, house);
  const groups = [...new Set(bundles.map((bundle) => bundle.group))];
  const tags = userTags(input, context);
  const inlinePolicies = networkPolicies(input);
  const boundary = boundaryOf(context);
  const groupStage = groups
    .filter((name) => facts.groups[name] === undefined)
    .flatMap((name) => createGroup(name, bundles, house.users.path));
  return {
    action: 'create-service-user',
    target: { accountId: account.id, userName: input.userName },
    stages: [
      ...(groupStage.length > 0 ? [{ id: 'groups', title: 'Make the groups', operations: groupStage }] : []),
      {
        id: 'user',
        title: 'Create the user',
        operations: [
          { kind: 'create-user', path: house.users.path, boundaryArn: boundary, tags },
          ...inlinePolicies.map((policy) => ({ kind: 'put-user-policy' as const, ...policy })),
          ...groups.map((groupName) => ({ kind: 'add-user-to-group' as const, groupName })),
        ],
      },
      {
        id: 'key',
        title: 'Create and hand over the key',
        operations: [{ kind: 'create-access-key', deliver: delivery(input, context) }],
      },
      {
        id: 'verify',
        title: 'Read back',
        operations: [
          {
            kind: 'verify-user',
            expect: {
              path: house.users.path,
              boundaryArn: boundary,
              tags,
              groups,
              inlinePolicies,
              activeAccessKeys: 1,
            },
          },
        ],
      },
    ],
    pins: pins(input, facts, bundles, boundary),
  };
}

/** The policies of a group that is made: exactly what the catalogue says. */
function createGroup(
  groupName: GroupName,
  bundles: readonly Bundle[],
  path: string,
): readonly IamOperation[] {
  const own = bundles.filter((bundle) => bundle.group === groupName);
  return [
    { kind: 'create-group', groupName, path },
    ...own.flatMap((bundle): IamOperation[] => [
      ...bundle.managedPolicies.map((policyArn) => ({
        kind: 'attach-group-policy' as const,
        groupName,
        policyArn,
      })),
      ...(bundle.document
        ? [
            {
              kind: 'put-group-policy' as const,
              groupName,
              policyName: bundlePolicyName(bundle),
              document: canonicalJson(bundle.document),
            },
          ]
        : []),
    ]),
  ];
}

function networkPolicies(input: CreateServiceUserInput) {
  const networks = input.networks
    .map(parseNetwork)
    .flatMap((network) => ('text' in network ? [network.text] : []));
  return networks.length > 0
    ? [{ policyName: sourceNetworkPolicyName, document: sourceNetworkPolicy(networks) }]
    : [];
}

function userTags(input: CreateServiceUserInput, { requestId }: PlanningContext): readonly Tag[] {
  const tag = (key: string, value: string | undefined): Tag[] =>
    value === undefined ? [] : [{ key, value: tagText(value) }];
  return [
    ...tag(tagKeys.kind, 'service'),
    ...tag(tagKeys.owner, input.owner),
    ...tag(tagKeys.team, input.team),
    ...tag(tagKeys.purpose, input.purpose),
    ...tag(tagKeys.environment, input.environment),
    ...tag(tagKeys.usedFrom, input.usedFrom),
    ...tag(tagKeys.ends, input.ends),
    ...tag(tagKeys.whyNotARole, input.insist ?? input.path),
    ...tag(tagKeys.ticket, input.ticket),
    ...tag(tagKeys.request, requestId),
  ];
}

function delivery(input: CreateServiceUserInput, { house, account, requestId }: PlanningContext): Delivery {
  if (input.delivery === 'age' && input.ageRecipient !== undefined)
    return { kind: 'age', recipient: input.ageRecipient };
  return {
    kind: 'secrets-manager',
    region: account.region,
    secretName: `${house.handOver.secretPrefix}${input.userName}`,
    tags: [
      { key: tagKeys.owner, value: input.owner },
      { key: tagKeys.team, value: input.team },
      { key: tagKeys.request, value: requestId },
    ],
  };
}

/** What the plan stands on. A policy's default version is pinned, because a safe name may get a new one. */
function pins(
  input: CreateServiceUserInput,
  facts: Facts,
  bundles: readonly Bundle[],
  boundary: PolicyArn,
): readonly Pin[] {
  const policies = [...new Set([boundary, ...bundles.flatMap((bundle) => bundle.managedPolicies)])].sort();
  const groups = [...new Set(bundles.map((bundle) => bundle.group))].sort();
  return [
    { subject: `user name ${input.userName}`, is: facts.user ? `taken by ${facts.user.userId}` : 'free' },
    ...policies.map((arn) => {
      const policy = facts.policies[arn];
      return {
        subject: `policy ${arn}`,
        is: policy ? `${policy.defaultVersionId}, ${short(policy.documentHash)}` : 'missing',
      };
    }),
    ...groups.map((name) => ({ subject: `group ${name}`, is: groupState(facts.groups[name]) })),
  ];
}

function groupState(group: GroupFacts | undefined): string {
  if (!group) return 'missing';
  const attached = group.attachedPolicies
    .map((policy) => `${policy.arn} ${policy.defaultVersionId} ${policy.documentHash}`)
    .sort();
  const inline = group.inlinePolicies.map((policy) => `${policy.policyName} ${policy.document}`).sort();
  return `there, ${short(sha256(canonicalJson([attached, inline])))}`;
}

const short = (hash: string) => hash.slice(0, 12);

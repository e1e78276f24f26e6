import type { Facts } from '../domain/facts.ts';
import { boundaryArn } from '../domain/house.ts';
import type { PolicyArn } from '../domain/ids.ts';
import type { Plan } from '../domain/plan.ts';
import { type Tag, tagKeys, tagText } from '../domain/user.ts';
import { isVpc, parseNetwork, sourceNetworkPolicy } from '../policy/source-network.ts';
import type { PlanningContext } from './action.ts';
import { bundlePins, chosenBundles, createGroup, groupsOf } from './bundle-groups.ts';
import type { CreateServiceUserInput } from './create-service-user-input.ts';
import { deliveryOf } from './key-delivery.ts';

/** The inline policy that binds the key to its declared networks. */
export const sourceNetworkPolicyName = 'chatelaine-source-network';

export const boundaryOf = ({ house, account }: Pick<PlanningContext, 'house' | 'account'>): PolicyArn =>
  boundaryArn(house, account.id);

export function planServiceUser(input: CreateServiceUserInput, facts: Facts, context: PlanningContext): Plan {
  const { house, account } = context;
  const bundles = chosenBundles(input.bundles, house);
  const groups = groupsOf(bundles);
  const tags = userTags(input, context);
  const inlinePolicies = networkPolicies(input.networks);
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
        operations: [
          {
            kind: 'create-access-key',
            deliver: deliveryOf(input, { ...input, name: secretName(input, context) }, context),
          },
        ],
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
    pins: [
      { subject: `user name ${input.userName}`, is: facts.user ? `taken by ${facts.user.userId}` : 'free' },
      ...bundlePins(facts, bundles, [boundary]),
    ],
  };
}

/** The secret of a user of the same name that is gone may still be there. */
const secretName = ({ userName, like }: CreateServiceUserInput, { requestId }: PlanningContext) =>
  like === undefined ? userName : `${userName}-${requestId}`;

/** None where the key works from any network. */
export function networkPolicies(texts: readonly string[]) {
  const networks = texts.flatMap((text) => {
    const network = isVpc(text) ? { text } : parseNetwork(text);
    return 'text' in network ? [network.text] : [];
  });
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

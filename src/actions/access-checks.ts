import { type Bundle, bundlePolicyName, isOffered } from '../domain/catalog.ts';
import type { Facts } from '../domain/facts.ts';
import type { GroupName } from '../domain/ids.ts';
import { canonicalJson } from '../domain/json.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { JudgedPolicy } from '../policy/judge.ts';
import { isPrivate, isVpc, parseNetwork } from '../policy/source-network.ts';
import type { PlanningContext } from './action.ts';
import { chosenBundles } from './bundle-groups.ts';
import { refuseDangerous } from './bundle-judgement.ts';

export function refuseNotOffered(
  ids: readonly string[],
  { house, account }: Pick<PlanningContext, 'house' | 'account'>,
): Refusal | undefined {
  const offered = chosenBundles(ids, house).filter((bundle) => isOffered(bundle, account));
  const missing = ids.filter((id) => !offered.some((bundle) => bundle.id === id));
  return missing.length > 0
    ? refusal(
        'bundle-not-offered',
        `Not offered in ${account.name}: ${missing.join(', ')}. Choose from the list.`,
        'bundles',
      )
    : undefined;
}

/** What in the account forbids joining the groups of these bundles, and what they would open to somebody who has `held` already. */
export function refuseGroups(
  bundles: readonly Bundle[],
  facts: Facts,
  context: PlanningContext,
  held: readonly JudgedPolicy[] = [],
): Refusal | undefined {
  const { account } = context;
  for (const bundle of bundles) {
    const missing = bundle.managedPolicies.find((arn) => !facts.policies[arn]);
    if (missing)
      return refusal(
        'policy-missing',
        `The bundle ${bundle.title} names ${missing}, which doesn’t exist in ${account.name}. Ask whoever keeps the catalogue.`,
        'bundles',
      );
    const why = groupDiffers(bundle.group, facts, context);
    if (why) return refusal('group-differs', why, 'bundles');
  }
  return refuseDangerous(bundles, facts, context, held);
}

/** Networks that AWS never sees, or that admit too much; none at all needs a reason where the house asks for networks. */
export function refuseNetworks(
  input: { readonly networks: readonly string[]; readonly noNetworkReason?: string },
  { house }: Pick<PlanningContext, 'house'>,
): Refusal | undefined {
  if (input.networks.length === 0) {
    if (!house.network.requireSource || input.noNetworkReason !== undefined) return undefined;
    return refusal(
      'invalid-input',
      'Name the networks the key is used from, or say below why they can’t be known.',
      'networks',
    );
  }
  for (const text of input.networks) {
    if (isVpc(text)) continue;
    const network = parseNetwork(text);
    if ('problem' in network) return refusal('invalid-input', network.problem, 'networks');
    if (isPrivate(network))
      return refusal(
        'invalid-input',
        `${network.text} is private: AWS never sees it. Give the public address behind which it goes out, or the VPC (vpc-…) whose endpoints it uses.`,
        'networks',
      );
    const least = network.family === 4 ? house.network.minPrefixLength : 32;
    if (network.prefixLength < least)
      return refusal(
        'invalid-input',
        `${network.text} is too wide; at least /${least} is asked for here.`,
        'networks',
      );
  }
  return undefined;
}

/** A group that is there already has to carry exactly what the catalogue says: approvers read the catalogue. */
function groupDiffers(
  groupName: GroupName,
  facts: Facts,
  { house, account }: PlanningContext,
): string | undefined {
  const bundles = house.bundles.filter((bundle) => bundle.group === groupName);
  const group = facts.groups[groupName];
  if (!group) {
    if (bundles.every((bundle) => bundle.createGroup)) return undefined;
    return `The group ${groupName} doesn’t exist in ${account.name} and the catalogue doesn’t let me make it. Ask whoever keeps the catalogue.`;
  }
  const wanted = [
    ...bundles.flatMap((bundle) => bundle.managedPolicies.map(String)),
    ...bundles.flatMap((bundle) =>
      bundle.document ? [`${bundlePolicyName(bundle)} ${canonicalJson(bundle.document)}`] : [],
    ),
  ];
  const actual = [
    ...group.attachedPolicies.map((policy) => String(policy.arn)),
    ...group.inlinePolicies.map((policy) => `${policy.policyName} ${policy.document}`),
  ];
  const same = wanted.length === actual.length && wanted.every((item) => actual.includes(item));
  return same
    ? undefined
    : `The group ${groupName} in ${account.name} carries other policies than the catalogue says. Nothing is added to it until somebody has looked. Ask whoever keeps the catalogue.`;
}

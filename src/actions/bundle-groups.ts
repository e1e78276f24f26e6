import { type Bundle, bundlePolicyName } from '../domain/catalog.ts';
import type { Facts, GroupFacts } from '../domain/facts.ts';
import type { House } from '../domain/house.ts';
import type { GroupName, PolicyArn } from '../domain/ids.ts';
import { canonicalJson, sha256 } from '../domain/json.ts';
import type { IamOperation } from '../domain/operation.ts';
import type { Pin } from '../domain/plan.ts';

export function chosenBundles(ids: readonly string[], house: House): readonly Bundle[] {
  return house.bundles.filter((bundle) => ids.some((chosen) => chosen === bundle.id));
}

export const groupsOf = (bundles: readonly Bundle[]): readonly GroupName[] => [
  ...new Set(bundles.map((bundle) => bundle.group)),
];

export const policiesOf = (bundles: readonly Bundle[]): readonly PolicyArn[] => [
  ...new Set(bundles.flatMap((bundle) => bundle.managedPolicies)),
];

/** The policies of a group that is made: exactly what the catalogue says. */
export function createGroup(
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

/** What a plan that joins groups stands on. A policy's default version is pinned, because a safe name may get a new one. */
export function bundlePins(
  facts: Facts,
  bundles: readonly Bundle[],
  others: readonly PolicyArn[],
): readonly Pin[] {
  const policies = [...new Set([...others, ...policiesOf(bundles)])].sort();
  return [
    ...policies.map((arn) => {
      const policy = facts.policies[arn];
      return {
        subject: `policy ${arn}`,
        is: policy ? `${policy.defaultVersionId}, ${short(policy.documentHash)}` : 'missing',
      };
    }),
    ...[...groupsOf(bundles)]
      .sort()
      .map((name) => ({ subject: `group ${name}`, is: groupState(facts.groups[name]) })),
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

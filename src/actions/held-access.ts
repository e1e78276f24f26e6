import type { Facts, UserFacts } from '../domain/facts.ts';
import type { GroupName, PolicyArn } from '../domain/ids.ts';
import type { Risk } from '../domain/risk.ts';
import { plainest } from '../policy/guard.ts';
import { type JudgedPolicy, judge } from '../policy/judge.ts';

/** What a user has by its groups and by itself, as far as it was read; without the groups that it is about to leave. */
export function heldDocuments(
  user: UserFacts,
  facts: Facts,
  leaving: readonly GroupName[] = [],
): readonly JudgedPolicy[] {
  const groups = user.groups
    .filter((name) => !leaving.includes(name))
    .flatMap((name) => facts.groups[name] ?? []);
  const read = (policy: { readonly arn: PolicyArn }): JudgedPolicy[] => {
    const document = facts.policies[policy.arn]?.document;
    return document === undefined ? [] : [{ name: policyName(policy.arn), document, held: true }];
  };
  return [
    ...groups.flatMap((group) => [
      ...group.attachedPolicies.map(({ arn, document }) => ({
        name: `${policyName(arn)} of the group ${group.groupName}`,
        document,
        held: true as const,
      })),
      ...group.inlinePolicies.map(({ policyName: name, document }) => ({
        name: `${name} of the group ${group.groupName}`,
        document,
        held: true as const,
      })),
    ]),
    ...user.attachedPolicies.flatMap(read),
    ...user.inlinePolicies.map(({ policyName: name, document }) => ({ name, document, held: true as const })),
  ];
}

/**
 * What a user’s policies make of it within its boundary: `administrator-equivalent`, or the ways it can escalate by. A boundary that
 * wasn’t read limits nothing. Empty if there is nothing to say.
 */
export function userPowers(user: UserFacts, facts: Facts): readonly string[] {
  const document = user.boundaryArn && facts.policies[user.boundaryArn]?.document;
  const boundary = document ? { name: 'the boundary', document } : undefined;
  const told = judge(heldDocuments(user, facts), boundary);
  if (told.administrator) return ['administrator-equivalent'];
  return plainest(told.escalations).map(({ path }) => `can ${path.title}`);
}

/** A new credential for an administrator, or for somebody who can become one, is no standard affair. */
export function powersRisk(user: UserFacts, facts: Facts): readonly Risk[] {
  const [power, ...others] = userPowers(user, facts);
  if (power === undefined) return [];
  const more = others.length > 0 ? `, and ${others.length} more ways to more permissions` : '';
  const reason = power.startsWith('can ') ? `it ${power}${more}` : `it is ${power}`;
  return [{ level: 'sensitive', reasons: [reason] }];
}

/** `ReadOnlyAccess` */
export const policyName = (arn: PolicyArn): string => arn.split('/').at(-1) ?? arn;

import { z } from 'zod';
import type { UserFacts } from './facts.ts';
import { PolicyArn } from './ids.ts';
import { Tag } from './user.ts';

/** Everything that is known about a user before it goes, without a secret: what an auditor reads, and what a new user can be made from. */
export const UserSnapshot = z.object({
  userName: z.string(),
  userId: z.string(),
  arn: z.string(),
  path: z.string(),
  createdAt: z.string(),
  tags: z.array(Tag).readonly(),
  boundaryArn: PolicyArn.optional(),
  groups: z.array(z.string()).readonly(),
  attachedPolicies: z.array(z.string()).readonly(),
  inlinePolicies: z.array(z.object({ policyName: z.string(), document: z.string() })).readonly(),
  accessKeys: z.array(z.object({ id: z.string(), status: z.string(), createdAt: z.string() })).readonly(),
  otherCredentials: z
    .array(z.object({ credential: z.string(), id: z.string(), status: z.string(), createdAt: z.string() }))
    .readonly(),
  mfaDevices: z.array(z.string()).readonly(),
  hasLoginProfile: z.boolean(),
});
export type UserSnapshot = z.infer<typeof UserSnapshot>;

/** In a fixed order, so that the same user gives the same snapshot; last use is left out, because it moves. */
export function snapshotOf(user: UserFacts): UserSnapshot {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    userName: user.userName,
    userId: user.userId,
    arn: user.arn,
    path: user.path,
    createdAt: user.createdAt,
    tags: user.tags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    ...(user.boundaryArn === undefined ? {} : { boundaryArn: user.boundaryArn }),
    groups: [...user.groups].sort(),
    attachedPolicies: user.attachedPolicies.map(({ arn }) => String(arn)).sort(),
    inlinePolicies: user.inlinePolicies
      .map(({ policyName, document }) => ({ policyName, document }))
      .toSorted((a, b) => (a.policyName < b.policyName ? -1 : 1)),
    accessKeys: byId(user.accessKeys).map(({ id, status, createdAt }) => ({ id, status, createdAt })),
    otherCredentials: byId(user.otherCredentials ?? []).map(({ credential, id, status, createdAt }) => ({
      credential,
      id,
      status,
      createdAt,
    })),
    mfaDevices: [...user.mfaDevices].sort(),
    hasLoginProfile: user.hasLoginProfile,
  };
}

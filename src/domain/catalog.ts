import { z } from 'zod';
import { AccountId, GroupName, PolicyArn, Slug } from './ids.ts';

/** A reviewed set of permissions: one IAM group per account. `may` says in words what it allows. */
export const Bundle = z.strictObject({
  id: Slug,
  title: z.string().min(3).max(60),
  may: z.string().min(5).max(150).describe('What it allows, in words, for the approver.'),
  risk: z.enum(['low', 'medium', 'high']),
  group: GroupName.describe('The IAM group that carries the permissions.'),
  createGroup: z
    .boolean()
    .default(true)
    .describe('Make the group where it is missing, with exactly these policies.'),
  managedPolicies: z.array(PolicyArn).default([]),
  document: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('An inline policy document for the group, instead of or beside managed policies.'),
  accept: z
    .array(
      z.strictObject({
        path: z.string().min(1).describe('The path’s id as the refusal names it, or administrator.'),
        statement: z
          .record(z.string(), z.unknown())
          .describe('The whole statement, just as the policy has it.'),
        reason: z.string().min(10).max(300),
      }),
    )
    .default([])
    .describe('Statements that are given although they open a way to more permissions. Each is announced.'),
  accounts: z.array(AccountId).optional().describe('Offered only in these accounts; everywhere if left out.'),
  environments: z.array(Slug).optional().describe('Offered only in accounts of these environments.'),
});
export type Bundle = z.infer<typeof Bundle>;

/** The inline policy's name on a bundle's group. */
export const bundlePolicyName = (bundle: Bundle): string => `chatelaine-${bundle.id}`;

export function isOffered(
  bundle: Bundle,
  account: { readonly id: AccountId; readonly environment: string },
): boolean {
  if (bundle.accounts && !bundle.accounts.includes(account.id)) return false;
  return (
    !bundle.environments || bundle.environments.some((environment) => environment === account.environment)
  );
}

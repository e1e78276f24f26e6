import type { UserFacts } from './facts.ts';
import type { OtherCredentialKind } from './operation.ts';

/** How other credentials are deleted when a user goes (AWS.md, “To delete a user”). */
const credentialOrder: readonly OtherCredentialKind[] = [
  'service-specific-credential',
  'ssh-public-key',
  'signing-certificate',
];

/** AWS lists things in any order. A plan and its hash must not depend on it: oldest first, names by the alphabet. */
export function inOrder(user: UserFacts): UserFacts {
  const { otherCredentials } = user;
  return {
    ...user,
    tags: by(user.tags, ({ key }) => key),
    groups: by(user.groups, (name) => name),
    attachedPolicies: by(user.attachedPolicies, ({ arn }) => arn),
    inlinePolicies: by(user.inlinePolicies, ({ policyName }) => policyName),
    accessKeys: by(user.accessKeys, ({ createdAt, id }) => `${createdAt} ${id}`),
    mfaDevices: by(user.mfaDevices, (serial) => serial),
    ...(otherCredentials && {
      otherCredentials: by(
        otherCredentials,
        ({ credential, createdAt, id }) => `${credentialOrder.indexOf(credential)} ${createdAt} ${id}`,
      ),
    }),
  };
}

function by<T>(list: readonly T[], key: (item: T) => string): readonly T[] {
  return list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

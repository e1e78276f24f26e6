import type { UserFacts } from '../../domain/facts.ts';
import type { OperationOf } from '../../domain/operation.ts';
import { type Tag, tagValue } from '../../domain/user.ts';
import { sameDocument } from '../policy-document.ts';

type Expectation = OperationOf<'verify-user'>['expect'];
type Seen = Pick<
  UserFacts,
  | 'path'
  | 'boundaryArn'
  | 'tags'
  | 'groups'
  | 'inlinePolicies'
  | 'attachedPolicies'
  | 'accessKeys'
  | 'hasLoginProfile'
>;

/** What differs between what was planned and what is there, in words. Tags that others added are no difference; permissions are. */
export function differences(expect: Expectation, seen: Seen): readonly string[] {
  const found: string[] = [];
  if (seen.path !== expect.path) found.push(`path is ${seen.path}, not ${expect.path}`);
  if (seen.boundaryArn !== expect.boundaryArn)
    found.push(`boundary is ${seen.boundaryArn ?? 'missing'}, not ${expect.boundaryArn}`);
  found.push(...tagDifferences(expect.tags, seen.tags));
  found.push(...setDifferences('group', expect.groups, seen.groups));
  found.push(
    ...setDifferences(
      'inline policy',
      expect.inlinePolicies.map(({ policyName }) => policyName),
      seen.inlinePolicies.map(({ policyName }) => policyName),
    ),
  );
  for (const { policyName, document } of expect.inlinePolicies) {
    const is = seen.inlinePolicies.find((policy) => policy.policyName === policyName);
    if (is !== undefined && !sameDocument(is.document, document))
      found.push(`inline policy ${policyName} says something else`);
  }
  found.push(...seen.attachedPolicies.map(({ name }) => `policy ${name} is attached and should not be`));
  const active = seen.accessKeys.filter(({ status }) => status === 'Active').length;
  if (active !== expect.activeAccessKeys)
    found.push(`${active} active access keys, not ${expect.activeAccessKeys}`);
  if (seen.hasLoginProfile) found.push('it has a console password');
  return found;
}

export function tagDifferences(expected: readonly Tag[], seen: readonly Tag[]): readonly string[] {
  return expected.flatMap(({ key, value }) => {
    const is = tagValue(seen, key);
    return is === value ? [] : [`tag ${key} is ${is === undefined ? 'missing' : `“${is}”`}, not “${value}”`];
  });
}

function setDifferences(
  what: string,
  expected: readonly string[],
  seen: readonly string[],
): readonly string[] {
  return [
    ...expected.filter((name) => !seen.includes(name)).map((name) => `${what} ${name} is missing`),
    ...seen.filter((name) => !expected.includes(name)).map((name) => `${what} ${name} should not be there`),
  ];
}

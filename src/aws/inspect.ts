import type { IAMClient } from '@aws-sdk/client-iam';
import type { FactNeeds, Facts, GroupFacts, PolicyFacts, UserFacts } from '../domain/facts.ts';
import type { GroupName, PolicyArn, UserName } from '../domain/ids.ts';
import type { UserRef } from '../domain/user.ts';
import { mapBounded } from './bounded.ts';
import { type GroupWithArns, readGroup } from './read/group.ts';
import { readManagedPolicy } from './read/managed-policy.ts';
import { readUserBasics, readUserInFull, readUserWithEverything } from './read/user.ts';
import { readUserNames, sameName } from './read/user-names.ts';

// Enough to be quick, few enough not to throttle an account that others work in too.
const WIDTH = 6;

/** Reads what planning asked for, side by side. Throws what the SDK throws. */
export async function inspectAccount(
  iam: IAMClient,
  target: UserRef,
  needs: FactNeeds,
): Promise<Pick<Facts, 'user' | 'caseTwin' | 'groups' | 'policies'>> {
  const readGroups = (names: readonly GroupName[]) =>
    mapBounded(names, WIDTH, async (name) => [name, await readGroup(iam, name)] as const);
  const [named, asked] = await Promise.all([
    readNamed(iam, target.userName, needs.user),
    readGroups(needs.groups),
  ]);
  const held = needs.held ? named.user : undefined;
  const own = (held?.groups ?? []).filter((name) => !needs.groups.includes(name));
  const groups = [...asked, ...(await readGroups(own))];
  const wanted = [
    ...needs.policies,
    ...(held?.attachedPolicies ?? []).map(({ arn }) => arn),
    ...(held?.boundaryArn === undefined ? [] : [held.boundaryArn]),
  ];
  const arns = new Set([...wanted, ...groups.flatMap(([, group]) => group?.policyArns ?? [])]);
  const policies = new Map(
    await mapBounded([...arns], WIDTH, async (arn) => [arn, await readManagedPolicy(iam, arn)] as const),
  );
  return {
    ...named,
    groups: Object.fromEntries(groups.map(([name, group]) => [name, group && groupFacts(group, policies)])),
    policies: Object.fromEntries(wanted.map((arn) => [arn, policies.get(arn)])),
  };
}

async function readNamed(
  iam: IAMClient,
  userName: UserName,
  depth: FactNeeds['user'],
): Promise<{ readonly user?: UserFacts; readonly caseTwin?: UserName }> {
  const user = await readUser(iam, userName, depth);
  if (user !== undefined) return user.userName === userName ? { user } : { caseTwin: user.userName };
  const twin = sameName(await readUserNames(iam), userName);
  return twin === undefined || twin === userName ? {} : { caseTwin: twin };
}

function readUser(
  iam: IAMClient,
  userName: UserName,
  depth: FactNeeds['user'],
): Promise<UserFacts | undefined> {
  switch (depth) {
    case 'existence':
      return readUserBasics(iam, userName);
    case 'full':
      return readUserInFull(iam, userName);
    case 'everything':
      return readUserWithEverything(iam, userName);
  }
}

function groupFacts(
  group: GroupWithArns,
  policies: ReadonlyMap<PolicyArn, PolicyFacts | undefined>,
): GroupFacts {
  return {
    groupName: group.groupName,
    path: group.path,
    inlinePolicies: group.inlinePolicies,
    attachedPolicies: group.policyArns.flatMap((arn) => policies.get(arn) ?? []),
  };
}

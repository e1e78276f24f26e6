import {
  GetGroupCommand,
  GetGroupPolicyCommand,
  type IAMClient,
  paginateListAttachedGroupPolicies,
  paginateListGroupPolicies,
} from '@aws-sdk/client-iam';
import type { GroupFacts } from '../../domain/facts.ts';
import type { GroupName, PolicyArn } from '../../domain/ids.ts';
import { orAbsent } from '../absent.ts';
import { mapBounded } from '../bounded.ts';
import { collect } from '../collect.ts';
import { readDocument } from '../policy-document.ts';

/** A group and what hangs on it; its managed policies by ARN only. */
export type GroupWithArns = Omit<GroupFacts, 'attachedPolicies'> & {
  readonly policyArns: readonly PolicyArn[];
};

/** The group, or undefined when there is none. */
export async function readGroup(iam: IAMClient, groupName: GroupName): Promise<GroupWithArns | undefined> {
  const about = { GroupName: groupName };
  // One member is enough: GetGroup is asked for the group itself.
  const found = await orAbsent(iam.send(new GetGroupCommand({ ...about, MaxItems: 1 })));
  if (found?.Group === undefined) return undefined;
  const [attached, inlineNames] = await Promise.all([
    collect(paginateListAttachedGroupPolicies({ client: iam }, about), (page) => page.AttachedPolicies),
    collect(paginateListGroupPolicies({ client: iam }, about), (page) => page.PolicyNames),
  ]);
  const inlinePolicies = await mapBounded(inlineNames, 4, async (policyName) => {
    const answer = await iam.send(new GetGroupPolicyCommand({ ...about, PolicyName: policyName }));
    return { policyName, document: readDocument(answer.PolicyDocument) };
  });
  return {
    groupName: (found.Group.GroupName ?? groupName) as GroupName,
    path: found.Group.Path ?? '/',
    policyArns: attached.flatMap(({ PolicyArn: arn }) => (arn === undefined ? [] : [arn as PolicyArn])),
    inlinePolicies,
  };
}

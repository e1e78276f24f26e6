import {
  AttachGroupPolicyCommand,
  DeleteGroupPolicyCommand,
  DetachGroupPolicyCommand,
  GetGroupPolicyCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { sameDocument } from '../policy-document.ts';
import { readGroup } from '../read/group.ts';
import { readManagedPolicy } from '../read/managed-policy.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';

export async function attachGroupPolicy(
  { groupName, policyArn }: OperationOf<'attach-group-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt, where } = context;
  if (attempt.number > 1) {
    const group = await readGroup(session.iam, groupName);
    if (group?.policyArns.includes(policyArn)) return alreadyDone();
  }
  // Attaching twice is attaching once (IAM API reference).
  const attach = session.iam.send(
    new AttachGroupPolicyCommand({ GroupName: groupName, PolicyArn: policyArn }),
  );
  if ((await orAbsent(attach)) !== undefined) return done();
  if ((await readManagedPolicy(session.iam, policyArn)) === undefined)
    return failed(
      'gone',
      `The policy ${policyArn} is not in ${where.account}. Make it there or change the bundle, then ask again.`,
    );
  return notVisibleYet(context, `The group ${groupName}`);
}

export async function putGroupPolicy(
  { groupName, policyName, document }: OperationOf<'put-group-policy'>,
  context: StepContext,
): Promise<StepResult> {
  const { iam, iamOnce } = context.session;
  const about = { GroupName: groupName, PolicyName: policyName };
  const before = await orAbsent(iam.send(new GetGroupPolicyCommand(about)));
  if (before?.PolicyDocument !== undefined && sameDocument(before.PolicyDocument, document))
    return alreadyDone();
  const put = iamOnce.send(new PutGroupPolicyCommand({ ...about, PolicyDocument: document }));
  return (await orAbsent(put)) === undefined ? notVisibleYet(context, `The group ${groupName}`) : done();
}

/** Looks first: what is gone has no path any more, and a role that may act under a path only is refused it. */
export async function detachGroupPolicy(
  { groupName, policyArn }: OperationOf<'detach-group-policy'>,
  { session }: StepContext,
): Promise<StepResult> {
  const group = await readGroup(session.iam, groupName);
  if (!group?.policyArns.includes(policyArn)) return alreadyDone();
  const detach = session.iam.send(
    new DetachGroupPolicyCommand({ GroupName: groupName, PolicyArn: policyArn }),
  );
  return (await orAbsent(detach)) === undefined ? alreadyDone() : done();
}

/** Looks first, for the same reason. */
export async function deleteGroupPolicy(
  { groupName, policyName }: OperationOf<'delete-group-policy'>,
  { session }: StepContext,
): Promise<StepResult> {
  const about = { GroupName: groupName, PolicyName: policyName };
  if ((await orAbsent(session.iam.send(new GetGroupPolicyCommand(about)))) === undefined)
    return alreadyDone();
  const deleted = await orAbsent(session.iam.send(new DeleteGroupPolicyCommand(about)));
  return deleted === undefined ? alreadyDone() : done();
}

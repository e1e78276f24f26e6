import { PutUserPermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { readManagedPolicy } from '../read/managed-policy.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';
import { targetUser } from './target-user.ts';

/** Sets the boundary of a user that has none. Another one is never replaced: it may be the narrower of the two. */
export async function putUserBoundary(
  { boundaryArn }: OperationOf<'put-user-boundary'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt, where } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: false });
  if (target.kind === 'not') return target.result;
  const present = target.user.boundaryArn;
  if (present === boundaryArn) return alreadyDone();
  if (present !== undefined)
    return failed(
      'mismatch',
      `The user ${userName} in ${where.account} has the boundary ${present} by now. It was not replaced. Look at the user, then ask again.`,
    );
  // Setting it twice is setting it once.
  const put = session.iam.send(
    new PutUserPermissionsBoundaryCommand({ UserName: userName, PermissionsBoundary: boundaryArn }),
  );
  if ((await orAbsent(put)) !== undefined) return done();
  if ((await readManagedPolicy(session.iam, boundaryArn)) === undefined)
    return failed(
      'gone',
      `The policy ${boundaryArn} is not in ${where.account}. Deploy manifests/aws/member-role.yaml there, then retry.`,
    );
  return notVisibleYet(context, `The user ${userName}`);
}

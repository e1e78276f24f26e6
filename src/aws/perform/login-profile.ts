import { DeleteLoginProfileCommand } from '@aws-sdk/client-iam';
import { orAbsent } from '../absent.ts';
import { alreadyDone, done, type StepContext, type StepResult } from './step-context.ts';
import { targetUser } from './target-user.ts';

/** Takes the console password away for good. */
export async function deleteLoginProfile(context: StepContext): Promise<StepResult> {
  const { session, attempt } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  // Once, so that “there is none” is never the echo of a call that was lost.
  const deleted = session.iamOnce.send(new DeleteLoginProfileCommand({ UserName: attempt.target.userName }));
  return (await orAbsent(deleted)) === undefined ? alreadyDone() : done();
}

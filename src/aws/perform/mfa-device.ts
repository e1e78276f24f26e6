import { DeactivateMFADeviceCommand, DeleteVirtualMFADeviceCommand } from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { orAbsent } from '../absent.ts';
import { familyOf } from '../error-family.ts';
import { pause } from '../timing.ts';
import { alreadyDone, done, type StepContext, type StepResult } from './step-context.ts';
import { targetUser } from './target-user.ts';

/** Takes an MFA device off the user and deletes a virtual one, whose serial number is an ARN. Either part may have been done before. */
export async function removeMfaDevice(
  { serialNumber }: OperationOf<'remove-mfa-device'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt, where } = context;
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  const about = { UserName: attempt.target.userName, SerialNumber: serialNumber };
  const deactivated = await orAbsent(session.iamOnce.send(new DeactivateMFADeviceCommand(about)));
  const virtual = serialNumber.startsWith('arn:') ? await deleteVirtual(serialNumber, context) : 'none';
  if (virtual === 'in use')
    return {
      kind: deactivated === undefined ? 'already-done' : 'done',
      note: `The virtual MFA device ${serialNumber} in ${where.account} is off this user but assigned to another, so it was not deleted.`,
    };
  return deactivated === undefined && virtual === 'none' ? alreadyDone() : done();
}

/** IAM may take a moment to notice that the device is free; one that stays assigned is another user's by now. */
async function deleteVirtual(
  serialNumber: string,
  { session, timing }: StepContext,
): Promise<'deleted' | 'none' | 'in use'> {
  for (let look = 1; ; look++) {
    try {
      const about = { SerialNumber: serialNumber };
      const deleted = await orAbsent(session.iamOnce.send(new DeleteVirtualMFADeviceCommand(about)));
      return deleted === undefined ? 'none' : 'deleted';
    } catch (error) {
      if (familyOf(error) !== 'conflict') throw error;
      if (look >= timing.polls) return 'in use';
      await pause(timing.pollMs);
    }
  }
}

import {
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  type IAMClient,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UpdateSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import type { OperationOf } from '../../domain/operation.ts';
import { credentialWords } from '../../domain/operation-words.ts';
import { orAbsent } from '../absent.ts';
import { readCredentialsOf } from '../read/other-credentials.ts';
import { alreadyDone, done, failed, type StepContext, type StepResult } from './step-context.ts';
import { takesBack, targetUser } from './target-user.ts';

/** Enables or disables an SSH key, a certificate or a service-specific credential. One that is gone need not be disabled. */
export async function setCredentialStatus(
  operation: OperationOf<'set-credential-status'>,
  context: StepContext,
): Promise<StepResult> {
  const { credential, id, status } = operation;
  const { session, attempt, where } = context;
  const { userName } = attempt.target;
  const target = await targetUser(context, { removes: status === 'Inactive' });
  if (target.kind === 'not') return target.result;
  const what = `The ${credentialWords[credential]} …${id.slice(-4)} of ${userName} in ${where.account}`;
  if (!takesBack(context)) {
    const all = await readCredentialsOf(credential, session.iam, userName);
    const there = all.find((one) => one.id === id);
    if (there?.status === status) return alreadyDone();
    if (there?.status === 'Expired' && status === 'Inactive')
      return alreadyDone({ note: `${what} has expired: nobody can use it.` });
  }
  // Setting a status twice is setting it once. One that isn't listed may be hidden by a late read: only this call is believed.
  if ((await orAbsent(update(session.iam, userName, operation))) !== undefined) return done();
  if (status === 'Inactive') return alreadyDone({ note: `${what} is gone: nobody can use it.` });
  if (takesBack(context)) return alreadyDone({ note: `${what} is gone, so it could not be enabled again.` });
  return failed('gone', `${what} is gone, so it can’t be enabled. Its owner makes a new one.`);
}

/** Deletes one for good. No look before: a list may be late, and AWS says itself when there is none. */
export async function removeCredential(
  operation: OperationOf<'remove-credential'>,
  context: StepContext,
): Promise<StepResult> {
  const target = await targetUser(context, { removes: true });
  if (target.kind === 'not') return target.result;
  // Once, so that “there is none” is never the echo of a call that was lost.
  const removed = remove(context.session.iamOnce, context.attempt.target.userName, operation);
  return (await orAbsent(removed)) === undefined ? alreadyDone() : done();
}

function update(
  iam: IAMClient,
  userName: string,
  { credential, id, status }: OperationOf<'set-credential-status'>,
): Promise<object> {
  const to = { UserName: userName, Status: status };
  switch (credential) {
    case 'ssh-public-key':
      return iam.send(new UpdateSSHPublicKeyCommand({ ...to, SSHPublicKeyId: id }));
    case 'signing-certificate':
      return iam.send(new UpdateSigningCertificateCommand({ ...to, CertificateId: id }));
    case 'service-specific-credential':
      return iam.send(new UpdateServiceSpecificCredentialCommand({ ...to, ServiceSpecificCredentialId: id }));
  }
}

function remove(
  iam: IAMClient,
  userName: string,
  { credential, id }: OperationOf<'remove-credential'>,
): Promise<object> {
  const from = { UserName: userName };
  switch (credential) {
    case 'ssh-public-key':
      return iam.send(new DeleteSSHPublicKeyCommand({ ...from, SSHPublicKeyId: id }));
    case 'signing-certificate':
      return iam.send(new DeleteSigningCertificateCommand({ ...from, CertificateId: id }));
    case 'service-specific-credential':
      return iam.send(
        new DeleteServiceSpecificCredentialCommand({ ...from, ServiceSpecificCredentialId: id }),
      );
  }
}

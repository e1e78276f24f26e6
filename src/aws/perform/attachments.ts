import type { IAMClient } from '@aws-sdk/client-iam';
import { credentialWords } from '../../domain/operation-words.ts';
import { readKeyIds } from '../read/access-keys.ts';
import { readOtherCredentials } from '../read/other-credentials.ts';
import { readAttachments, readConsoleAccess } from '../read/user.ts';

/** Everything that keeps a user from being deleted, in words. The boundary does not. */
export async function whatHangsOn(iam: IAMClient, userName: string): Promise<readonly string[]> {
  const [attachments, keyIds, access, others] = await Promise.all([
    readAttachments(iam, userName),
    readKeyIds(iam, userName),
    readConsoleAccess(iam, userName),
    readOtherCredentials(iam, userName),
  ]);
  return [
    ...keyIds.map((id) => `the access key ${id}`),
    ...others.map(({ credential, id }) => `the ${credentialWords[credential]} ${id}`),
    ...attachments.groups.map((name) => `the group ${name}`),
    ...attachments.inlinePolicies.map(({ policyName }) => `the inline policy ${policyName}`),
    ...attachments.attachedPolicies.map(({ name }) => `the policy ${name}`),
    ...access.mfaDevices.map((serial) => `the MFA device ${serial}`),
    ...(access.hasLoginProfile ? ['a console password'] : []),
  ];
}

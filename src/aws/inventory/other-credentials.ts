import {
  type IAMClient,
  paginateListSigningCertificates,
  paginateListSSHPublicKeys,
  type ServiceSpecificCredentialMetadata,
} from '@aws-sdk/client-iam';
import type { OtherCredential } from '../../domain/inventory.ts';
import { collect } from '../collect.ts';
import { serviceCredentialPages } from '../read/other-credentials.ts';

/** All service-specific credentials of the account in one paged call, by user name. */
export async function readServiceCredentials(
  iam: IAMClient,
): Promise<ReadonlyMap<string, readonly OtherCredential[]>> {
  const listed = await collect(serviceCredentialPages(iam, { AllUsers: true }), (page) => page);
  const byUser = Map.groupBy(listed, ({ UserName: name }) => name ?? '');
  return new Map([...byUser].map(([name, list]) => [name, list.map(serviceCredential)]));
}

export async function readServiceCredentialsOf(
  iam: IAMClient,
  userName: string,
): Promise<readonly OtherCredential[]> {
  const listed = await collect(serviceCredentialPages(iam, { UserName: userName }), (page) => page);
  return listed.map(serviceCredential);
}

export async function readSshKeys(iam: IAMClient, userName: string): Promise<readonly OtherCredential[]> {
  const pages = paginateListSSHPublicKeys({ client: iam }, { UserName: userName });
  const keys = await collect(pages, (page) => page.SSHPublicKeys);
  return keys.map((key) => ({
    kind: 'ssh-public-key',
    id: key.SSHPublicKeyId ?? '',
    status: key.Status ?? 'Inactive',
    createdAt: key.UploadDate?.toISOString() ?? '',
  }));
}

export async function readCertificates(
  iam: IAMClient,
  userName: string,
): Promise<readonly OtherCredential[]> {
  const pages = paginateListSigningCertificates({ client: iam }, { UserName: userName });
  const certificates = await collect(pages, (page) => page.Certificates);
  return certificates.map((each) => ({
    kind: 'signing-certificate',
    id: each.CertificateId ?? '',
    status: each.Status ?? 'Inactive',
    createdAt: each.UploadDate?.toISOString() ?? '',
  }));
}

function serviceCredential(each: ServiceSpecificCredentialMetadata): OtherCredential {
  const endsAt = each.ExpirationDate?.toISOString();
  return {
    kind: 'service-specific-credential',
    id: each.ServiceSpecificCredentialId ?? '',
    status: each.Status ?? 'Inactive',
    createdAt: each.CreateDate?.toISOString() ?? '',
    ...(each.ServiceName === undefined ? {} : { service: each.ServiceName }),
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}

import {
  type IAMClient,
  ListServiceSpecificCredentialsCommand,
  type ListServiceSpecificCredentialsCommandInput,
  paginateListSigningCertificates,
  paginateListSSHPublicKeys,
  type ServiceSpecificCredentialMetadata,
} from '@aws-sdk/client-iam';
import type { OtherCredentialFacts } from '../../domain/facts.ts';
import type { OtherCredentialKind } from '../../domain/operation.ts';
import { collect } from '../collect.ts';

/** Every credential beside access keys and the password, in three lists read side by side. */
export async function readOtherCredentials(
  iam: IAMClient,
  userName: string,
): Promise<readonly OtherCredentialFacts[]> {
  const kinds: readonly OtherCredentialKind[] = [
    'ssh-public-key',
    'signing-certificate',
    'service-specific-credential',
  ];
  return (await Promise.all(kinds.map((kind) => readCredentialsOf(kind, iam, userName)))).flat();
}

/** Those of one kind, in one call if they are few. */
export async function readCredentialsOf(
  credential: OtherCredentialKind,
  iam: IAMClient,
  userName: string,
): Promise<readonly OtherCredentialFacts[]> {
  const about = { UserName: userName };
  switch (credential) {
    case 'ssh-public-key': {
      const pages = paginateListSSHPublicKeys({ client: iam }, about);
      const keys = await collect(pages, (page) => page.SSHPublicKeys);
      return keys.map((key) => facts(credential, key.SSHPublicKeyId, key.Status, key.UploadDate));
    }
    case 'signing-certificate': {
      const pages = paginateListSigningCertificates({ client: iam }, about);
      const certificates = await collect(pages, (page) => page.Certificates);
      return certificates.map((each) => facts(credential, each.CertificateId, each.Status, each.UploadDate));
    }
    case 'service-specific-credential': {
      const credentials = await collect(serviceCredentialPages(iam, about), (page) => page);
      return credentials.map((each) => ({
        ...facts(credential, each.ServiceSpecificCredentialId, each.Status, each.CreateDate),
        ...(each.ServiceName === undefined ? {} : { service: each.ServiceName }),
      }));
    }
  }
}

/** Of one user, or of all at once. The SDK has no paginator for this one, although it has pages. */
export async function* serviceCredentialPages(
  iam: IAMClient,
  about: Pick<ListServiceSpecificCredentialsCommandInput, 'UserName' | 'AllUsers'>,
): AsyncGenerator<readonly ServiceSpecificCredentialMetadata[]> {
  let marker: string | undefined;
  do {
    const page = await iam.send(new ListServiceSpecificCredentialsCommand({ ...about, Marker: marker }));
    yield page.ServiceSpecificCredentials ?? [];
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
}

function facts(
  credential: OtherCredentialKind,
  id: string | undefined,
  status: OtherCredentialFacts['status'] | undefined,
  createdAt: Date | undefined,
): OtherCredentialFacts {
  return {
    credential,
    id: id ?? '',
    status: status ?? 'Inactive',
    createdAt: createdAt?.toISOString() ?? '',
  };
}

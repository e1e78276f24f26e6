import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DeleteVirtualMFADeviceCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  ListVirtualMFADevicesCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import { PROD_EU } from '../../../src/sandbox/scenario/prod-eu.ts';
import { PROD_BOUNDARY, refusal, startFree } from './start.ts';

test('a user is deleted only when nothing hangs on it any more, but for the boundary', async (t) => {
  const { aws, client } = await startFree(t);
  const UserName = 'svc-doomed';
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
  aws.world.addUser(PROD_EU, { name: UserName, createdDaysAgo: 10, mfa: 'virtual', boundary: PROD_BOUNDARY });
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
  await client.send(new CreateLoginProfileCommand({ UserName, Password: 'Long-enough-for-2026' }));
  const { ServiceSpecificCredential: mirror } = await client.send(
    new CreateServiceSpecificCredentialCommand({ UserName, ServiceName: 'codecommit.amazonaws.com' }),
  );
  const { SSHPublicKey } = await client.send(
    new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: 'ssh-rsa AAAA doomed' }),
  );
  const { Certificate } = await client.send(
    new UploadSigningCertificateCommand({
      UserName,
      CertificateBody: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
    }),
  );
  await client.send(new AddUserToGroupCommand({ UserName, GroupName: 'developers' }));
  await client.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await client.send(
    new PutUserPolicyCommand({ UserName, PolicyName: 'deny', PolicyDocument: JSON.stringify(document) }),
  );

  const [device] =
    (
      await client.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned' }))
    ).VirtualMFADevices?.filter(({ User }) => User?.UserName === UserName) ?? [];
  const SerialNumber = device?.SerialNumber ?? '';
  await assert.rejects(
    client.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })),
    refusal('DeleteConflictException', 409),
  );

  const stillBlocked = (words: RegExp) =>
    assert.rejects(
      client.send(new DeleteUserCommand({ UserName })),
      refusal('DeleteConflictException', 409, words),
    );
  await stillBlocked(/login profile/);
  await client.send(new DeleteLoginProfileCommand({ UserName }));
  await stillBlocked(/access keys/);
  await client.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId }));
  await stillBlocked(/MFA device/);
  await client.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }));
  await client.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
  await stillBlocked(/signing certificates/);
  await client.send(
    new DeleteSigningCertificateCommand({ UserName, CertificateId: Certificate?.CertificateId }),
  );
  await stillBlocked(/SSH public keys/);
  await client.send(
    new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId: SSHPublicKey?.SSHPublicKeyId }),
  );
  await stillBlocked(/service specific credentials/);
  await client.send(
    new DeleteServiceSpecificCredentialCommand({
      UserName,
      ServiceSpecificCredentialId: mirror?.ServiceSpecificCredentialId,
    }),
  );
  await stillBlocked(/must delete policies first/);
  await client.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'deny' }));
  await stillBlocked(/detach all policies/);
  await client.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
  await stillBlocked(/group/);
  await client.send(new RemoveUserFromGroupCommand({ UserName, GroupName: 'developers' }));
  await client.send(new DeleteUserCommand({ UserName }));
  await assert.rejects(client.send(new GetUserCommand({ UserName })), refusal('NoSuchEntityException', 404));
});

test('a user made again under the same name has another id', async (t) => {
  const { client } = await startFree(t);
  const create = async () =>
    (await client.send(new CreateUserCommand({ UserName: 'svc-twice' }))).User?.UserId;
  const first = await create();
  await client.send(new DeleteUserCommand({ UserName: 'svc-twice' }));
  assert.notEqual(await create(), first);
});

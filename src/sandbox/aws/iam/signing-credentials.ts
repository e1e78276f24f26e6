import { createHash } from 'node:crypto';
import { AwsError, noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { text } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import { fingerprintOf } from '../world/build-user.ts';
import { newId } from '../world/identifiers.ts';
import type { SigningCertificate, SshKey, User } from '../world/state.ts';
import { readStatus, showStatus } from './access-keys.ts';
import { namedUser, namedUserOrCaller, userTarget } from './entities.ts';
import { limitExceeded, QUOTAS } from './rules.ts';

/** SSH public keys (CodeCommit) and X.509 signing certificates. */
export const signingCredentialOperations: Operations = {
  UploadSSHPublicKey: { writes: true, target: userTarget, run: uploadSshKey },
  GetSSHPublicKey: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const user = namedUser(context, parameters);
      const key = sshKeyOf(user, parameters);
      return {
        SSHPublicKey: { ...showSshKey(user, key), Fingerprint: key.fingerprint, SSHPublicKeyBody: key.body },
      };
    },
  },
  ListSSHPublicKeys: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      return pageAs(
        'SSHPublicKeys',
        pageOf(context, parameters, user.sshKeys, ({ id }) => id),
        (key) => showSshKey(user, key),
      );
    },
  },
  UpdateSSHPublicKey: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const key = sshKeyOf(namedUser(context, parameters), parameters);
      key.active = readStatus(text(parameters, 'Status'));
      return undefined;
    },
  },
  DeleteSSHPublicKey: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUser(context, parameters);
      const { id } = sshKeyOf(user, parameters);
      user.sshKeys = user.sshKeys.filter((key) => key.id !== id);
      return undefined;
    },
  },
  UploadSigningCertificate: { writes: true, target: userTarget, run: uploadCertificate },
  ListSigningCertificates: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      const page = pageOf(context, parameters, user.certificates, ({ id }) => id);
      return pageAs('Certificates', page, (certificate) => showCertificate(user, certificate));
    },
  },
  UpdateSigningCertificate: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const certificate = certificateOf(namedUserOrCaller(context, parameters), parameters);
      certificate.active = readStatus(text(parameters, 'Status'));
      return undefined;
    },
  },
  DeleteSigningCertificate: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      const { id } = certificateOf(user, parameters);
      user.certificates = user.certificates.filter((certificate) => certificate.id !== id);
      return undefined;
    },
  },
};

function uploadSshKey(context: Context, parameters: Parameters) {
  const user = namedUser(context, parameters);
  const body = text(parameters, 'SSHPublicKeyBody');
  if (!/^(ssh-rsa |-----BEGIN PUBLIC KEY-----)/.test(body)) {
    throw new AwsError(
      'UnrecognizedPublicKeyEncoding',
      'The public key encoding is unsupported or unrecognized.',
    );
  }
  if (user.sshKeys.some((key) => key.body === body))
    throw new AwsError(
      'DuplicateSSHPublicKey',
      'The SSH public key is already associated with the specified IAM user.',
    );
  if (user.sshKeys.length >= QUOTAS.SshKeysPerUser)
    throw limitExceeded('SSHPublicKeysPerUser', QUOTAS.SshKeysPerUser);
  const key: SshKey = {
    id: newId('APKA'),
    body,
    fingerprint: fingerprintOf(body),
    uploadedAt: context.now,
    active: true,
  };
  user.sshKeys.push(key);
  return {
    SSHPublicKey: { ...showSshKey(user, key), Fingerprint: key.fingerprint, SSHPublicKeyBody: key.body },
  };
}

function uploadCertificate(context: Context, parameters: Parameters) {
  const user = namedUserOrCaller(context, parameters);
  const body = text(parameters, 'CertificateBody');
  if (!body.includes('-----BEGIN CERTIFICATE-----'))
    throw new AwsError('MalformedCertificate', 'Certificate is malformed.');
  if (user.certificates.length >= QUOTAS.SigningCertificatesPerUser) {
    throw limitExceeded('SigningCertificatesPerUser', QUOTAS.SigningCertificatesPerUser);
  }
  const id = createHash('sha256').update(body).digest('hex').slice(0, 32).toUpperCase();
  if (user.certificates.some((certificate) => certificate.id === id)) {
    throw new AwsError('DuplicateCertificate', 'The certificate is already associated with a user.');
  }
  const certificate: SigningCertificate = { id, body, uploadedAt: context.now, active: true };
  user.certificates.push(certificate);
  return { Certificate: showCertificate(user, certificate) };
}

function sshKeyOf(user: User, parameters: Parameters): SshKey {
  const id = text(parameters, 'SSHPublicKeyId');
  const key = user.sshKeys.find((candidate) => candidate.id === id);
  if (key === undefined) throw noSuchEntity(`The Public Key with id ${id} cannot be found.`);
  return key;
}

function certificateOf(user: User, parameters: Parameters): SigningCertificate {
  const id = text(parameters, 'CertificateId');
  const certificate = user.certificates.find((candidate) => candidate.id === id);
  if (certificate === undefined) throw noSuchEntity(`The Certificate with id ${id} cannot be found.`);
  return certificate;
}

function showSshKey(user: User, { id, active, uploadedAt }: SshKey) {
  return { UserName: user.name, SSHPublicKeyId: id, Status: showStatus(active), UploadDate: uploadedAt };
}

function showCertificate(user: User, { id, body, active, uploadedAt }: SigningCertificate) {
  return {
    UserName: user.name,
    CertificateId: id,
    CertificateBody: body,
    Status: showStatus(active),
    UploadDate: uploadedAt,
  };
}

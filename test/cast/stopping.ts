import type { UserSeed } from '../../src/sandbox/aws/seed.ts';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { STAGING } from '../../src/sandbox/scenario/staging.ts';
import { allow, awsPolicy, key, known } from '../../src/sandbox/scenario/vocabulary.ts';
import { people } from '../../src/sandbox/workspace.ts';
import type { Scenario } from './scenario.ts';

const approved = { accountId: PROD_EU, gates: [], approvers: [people.platformApprover] } as const;

const quarantine: Scenario = {
  ...approved,
  action: 'quarantine-user',
  name: 'a responder, at once, two keys',
  userName: 'jenkins-old',
  by: people.responder,
  approvers: [],
  values: { reason: 'Seen on a paste site' },
  writes: ['AttachUserPolicy', 'UpdateAccessKey', 'UpdateAccessKey'],
  end: { is: 'there', keys: [false, false] },
};

/** Every kind of credential and attachment, three keys among them. */
const laden: UserSeed = {
  name: 'svc-laden',
  createdDaysAgo: 900,
  groups: ['developers', 'objects-read'],
  attached: [awsPolicy('AmazonS3FullAccess')],
  inline: { deploy: allow('lambda:InvokeFunction') },
  tags: known({ owner: people.requester, team: 'platform', purpose: 'everything' }),
  console: { createdDaysAgo: 300 },
  mfa: 'virtual',
  keys: [
    key(400, { daysAgo: 3, of: 's3' }),
    { ...key(300), active: false },
    key(20, { daysAgo: 1, of: 'sqs' }),
  ],
  sshKeys: [{ createdDaysAgo: 300 }],
  certificates: [{ createdDaysAgo: 300 }, { createdDaysAgo: 500, active: false }],
  serviceCredentials: [{ createdDaysAgo: 300, service: 'codecommit.amazonaws.com' }],
};

export const stopping: readonly Scenario[] = [
  quarantine,
  {
    ...approved,
    action: 'restore-user',
    name: 'what was quarantined comes back as it was',
    userName: 'jenkins-old',
    after: quarantine,
    by: people.responder,
    values: { reason: 'False alarm, the key was a test' },
    writes: ['UpdateAccessKey', 'UpdateAccessKey', 'DetachUserPolicy'],
    end: { is: 'there', keys: [true, true] },
  },
  {
    ...approved,
    accountId: STAGING,
    action: 'remove-login-profile',
    name: 'a service has no password',
    userName: 'svc-qa-portal',
    by: people.owner,
    values: { reason: 'A service has no password' },
    writes: ['DeleteLoginProfile'],
    end: { is: 'there', console: false },
  },
  {
    ...approved,
    action: 'offboard-user',
    name: 'with everything that can hang on a user',
    userName: 'svc-laden',
    planted: laden,
    by: people.requester,
    gates: [{ kind: 'time' }],
    values: { reason: 'The product has ended' },
    // The deny first, and last of all that hangs on it.
    writes: [
      'AttachUserPolicy',
      'UpdateAccessKey',
      'UpdateAccessKey',
      'UpdateServiceSpecificCredential',
      'UpdateSSHPublicKey',
      'UpdateSigningCertificate',
      'DeleteLoginProfile',
      'DeleteAccessKey',
      'DeleteAccessKey',
      'DeleteAccessKey',
      'DeleteServiceSpecificCredential',
      'DeleteSSHPublicKey',
      'DeleteSigningCertificate',
      'DeleteSigningCertificate',
      'DeactivateMFADevice',
      'DeleteVirtualMFADevice',
      'RemoveUserFromGroup',
      'RemoveUserFromGroup',
      'DeleteUserPolicy',
      'DetachUserPolicy',
      'DetachUserPolicy',
      'DeleteUser',
    ],
    end: { is: 'gone' },
  },
];

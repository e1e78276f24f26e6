import { AccessKeyId, GroupName, PolicyArn } from '../../src/domain/ids.ts';
import { canonicalJson } from '../../src/domain/json.ts';
import type { IamOperation, OperationOf } from '../../src/domain/operation.ts';
import { tagKeys } from '../../src/domain/user.ts';

export const QUARANTINE = PolicyArn.parse(
  'arn:aws:iam::123456789012:policy/chatelaine/chatelaine-quarantine',
);

export type ChangeKind =
  | 'tag-user'
  | 'untag-user'
  | 'set-access-key-status'
  | 'remove-access-key'
  | 'attach-user-policy'
  | 'detach-user-policy'
  | 'delete-login-profile'
  | 'put-user-boundary'
  | 'set-credential-status'
  | 'remove-credential'
  | 'remove-mfa-device'
  | 'remove-user'
  | 'verify-absent'
  | 'read-back';

/** The boundary of the users that the bot makes, in the same account. */
const BOUNDARY = PolicyArn.parse('arn:aws:iam::123456789012:policy/chatelaine/chatelaine-boundary');

/** What the inline policy `team` of a planted user says. */
export const TEAM_DOCUMENT = canonicalJson({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
const OTHER_DOCUMENT = canonicalJson({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
});

const padded = (number: number) => String(number).padStart(11, '0');
/** Ids of what `plant` gives to the user of a story, beside its access key. */
export const sshKeyOf = (number: number) => `APKASTORY${padded(number)}`;
export const certificateOf = (number: number) => `CERTSTORY${padded(number)}`;
export const serviceCredentialOf = (number: number) => `ACCASTORY${padded(number)}`;
export const mfaDeviceOf = (number: number) => `arn:aws:iam::123456789012:mfa/svc-story-${number}`;

export const keyOf = (number: number) => AccessKeyId.parse(`AKIASTORY${padded(number)}`);

/** A change of each kind, on the user that `plant` of existing.ts plants. */
export function changes(number: number): { readonly [K in ChangeKind]: OperationOf<K> } {
  const accessKeyId = keyOf(number);
  return {
    'tag-user': {
      kind: 'tag-user',
      set: [
        { key: 'cost-center', value: '4711' },
        { key: tagKeys.owner, value: 'U1' },
      ],
      before: [{ key: 'Cost-Center', value: '12' }],
    },
    'untag-user': {
      kind: 'untag-user',
      keys: ['old-key'],
      before: [{ key: 'Old-Key', value: 'something' }],
    },
    'set-access-key-status': {
      kind: 'set-access-key-status',
      accessKeyId,
      status: 'Inactive',
      before: 'Active',
    },
    'remove-access-key': { kind: 'remove-access-key', accessKeyId },
    'attach-user-policy': { kind: 'attach-user-policy', policyArn: QUARANTINE },
    'detach-user-policy': { kind: 'detach-user-policy', policyArn: QUARANTINE },
    'delete-login-profile': { kind: 'delete-login-profile' },
    'put-user-boundary': { kind: 'put-user-boundary', boundaryArn: BOUNDARY },
    'set-credential-status': setStatus('ssh-public-key', sshKeyOf(number)),
    'remove-credential': { kind: 'remove-credential', credential: 'ssh-public-key', id: sshKeyOf(number) },
    'remove-mfa-device': { kind: 'remove-mfa-device', serialNumber: mfaDeviceOf(number) },
    'remove-user': { kind: 'remove-user' },
    'verify-absent': { kind: 'verify-absent' },
    'read-back': {
      kind: 'read-back',
      expect: {
        tags: [{ key: 'cost-center', value: '12' }],
        absentTags: [tagKeys.owner],
        accessKeys: [
          { id: accessKeyId, is: 'Active' },
          { id: AccessKeyId.parse('AKIANEVERNEVERNEVER1'), is: 'gone' },
        ],
        attachedPolicies: [PolicyArn.parse('arn:aws:iam::aws:policy/ReadOnlyAccess')],
        detachedPolicies: [QUARANTINE],
        groups: [GroupName.parse('developers')],
        consolePassword: true,
      },
    },
  };
}

function setStatus(
  credential: OperationOf<'set-credential-status'>['credential'],
  id: string,
): OperationOf<'set-credential-status'> {
  return { kind: 'set-credential-status', credential, id, status: 'Inactive', before: 'Active' };
}

export type FurtherName =
  | 'disable the certificate'
  | 'disable the service credential'
  | 'delete the certificate'
  | 'delete the service credential'
  | 'change the inline policy'
  | 'delete the inline policy'
  | 'join a group'
  | 'leave the group'
  | 'read back, and nothing else';

/** Further changes of planted users, of kinds that are in the list already or that a creation has too. */
export function furtherChanges(number: number): { readonly [K in FurtherName]: IamOperation } {
  const certificate = { credential: 'signing-certificate', id: certificateOf(number) } as const;
  const service = { credential: 'service-specific-credential', id: serviceCredentialOf(number) } as const;
  const team = { policyName: 'team', before: TEAM_DOCUMENT };
  const groupName = GroupName.parse('metrics-read');
  return {
    'disable the certificate': setStatus(certificate.credential, certificate.id),
    'disable the service credential': setStatus(service.credential, service.id),
    'delete the certificate': { kind: 'remove-credential', ...certificate },
    'delete the service credential': { kind: 'remove-credential', ...service },
    'change the inline policy': { kind: 'put-user-policy', ...team, document: OTHER_DOCUMENT },
    'delete the inline policy': { kind: 'delete-user-policy', ...team },
    'join a group': { kind: 'add-user-to-group', groupName },
    'leave the group': { kind: 'remove-user-from-group', groupName },
    'read back, and nothing else': {
      kind: 'read-back',
      expect: {
        groups: [GroupName.parse('developers')],
        inlinePolicies: [{ policyName: 'team', document: TEAM_DOCUMENT }],
        absentInlinePolicies: ['old'],
        absentGroups: [groupName],
        otherCredentials: [
          { credential: 'ssh-public-key', id: sshKeyOf(number), is: 'Active' },
          { ...certificate, is: 'Active' },
          { ...service, is: 'Active' },
        ],
        mfaDevices: [mfaDeviceOf(number)],
        accessKeys: [{ id: keyOf(number), is: 'Active' }],
        nothingElse: ['accessKeys', 'groups', 'inlinePolicies', 'otherCredentials', 'mfaDevices'],
      },
    },
  };
}

export type ChangeName = ChangeKind | FurtherName;

export function changeNamed(name: ChangeName, number: number): IamOperation {
  return { ...changes(number), ...furtherChanges(number) }[name];
}

export function isChange(kind: string): kind is ChangeKind {
  return kind in changes(0);
}

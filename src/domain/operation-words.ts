import type { IamOperation, OtherCredentialKind } from './operation.ts';

/** What an operation does, in one short phrase for a plan that a person approves. */
export function describeOperation(operation: IamOperation): string {
  switch (operation.kind) {
    case 'create-user':
      return `create the user under ${operation.path} with ${operation.tags.length} tags and the boundary ${lastPart(operation.boundaryArn)}`;
    case 'put-user-policy':
      return `set the inline policy ${operation.policyName}`;
    case 'create-group':
      return `create the group ${operation.groupName}`;
    case 'attach-group-policy':
      return `attach ${lastPart(operation.policyArn)} to the group ${operation.groupName}`;
    case 'put-group-policy':
      return `set the policy ${operation.policyName} of the group ${operation.groupName}`;
    case 'add-user-to-group':
      return `join the group ${operation.groupName}`;
    case 'create-access-key':
      return operation.deliver.kind === 'age'
        ? 'create an access key → sealed to the requester’s age key'
        : `create an access key → Secrets Manager ${operation.deliver.secretName}`;
    case 'verify-user':
    case 'read-back':
      return 'read everything back and compare';
    case 'tag-user':
      return `set ${operation.set.map((tag) => `${tag.key} = ${tag.value}`).join(', ')}`;
    case 'untag-user':
      return `remove the tags ${operation.keys.join(', ')}`;
    case 'set-access-key-status':
      return `${operation.status === 'Active' ? 'enable' : 'disable'} the access key …${operation.accessKeyId.slice(-4)}`;
    case 'remove-access-key':
      return `delete the access key …${operation.accessKeyId.slice(-4)} for good`;
    case 'attach-user-policy':
      return `attach ${lastPart(operation.policyArn)} to the user`;
    case 'detach-user-policy':
      return `detach ${lastPart(operation.policyArn)} from the user`;
    case 'put-user-boundary':
      return `set the permissions boundary ${lastPart(operation.boundaryArn)}`;
    case 'set-credential-status':
      return `${operation.status === 'Active' ? 'enable' : 'disable'} the ${credentialWords[operation.credential]} …${operation.id.slice(-4)}`;
    case 'remove-credential':
      return `delete the ${credentialWords[operation.credential]} …${operation.id.slice(-4)} for good`;
    case 'remove-mfa-device':
      return `remove the MFA device ${lastPart(operation.serialNumber)} for good`;
    case 'remove-user':
      return 'delete the user for good';
    case 'verify-absent':
      return 'see that the user is gone';
    case 'delete-login-profile':
      return 'delete the console password for good';
    case 'delete-user':
      return 'delete the user';
    case 'delete-user-policy':
      return `delete the inline policy ${operation.policyName}`;
    case 'delete-group':
      return `delete the group ${operation.groupName} if it is empty`;
    case 'detach-group-policy':
      return `detach ${lastPart(operation.policyArn)} from the group ${operation.groupName}`;
    case 'delete-group-policy':
      return `delete the policy ${operation.policyName} of the group ${operation.groupName}`;
    case 'remove-user-from-group':
      return `leave the group ${operation.groupName}`;
    case 'delete-access-key':
      return 'delete the access key and its stored secret';
  }
}

export const credentialWords = {
  'ssh-public-key': 'SSH public key',
  'signing-certificate': 'signing certificate',
  'service-specific-credential': 'service-specific credential',
} as const satisfies Record<OtherCredentialKind, string>;

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

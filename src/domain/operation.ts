import { z } from 'zod';
import { AccessKeyId, GroupName, PolicyArn } from './ids.ts';
import { Tag } from './user.ts';

/** An IAM policy document in canonical JSON, as the plan shows it and the API receives it. */
const PolicyDocument = z.string().min(2);

/** Where a new secret goes, straight from AWS's answer. Nothing else ever holds it in the clear. */
export const Delivery = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('secrets-manager'),
    region: z.string(),
    secretName: z.string().max(512),
    tags: z.array(Tag).readonly(),
  }),
  z.object({ kind: z.literal('age'), recipient: z.string() }),
]);
export type Delivery = z.infer<typeof Delivery>;

/** Credentials beside access keys and the password. Service-specific ones are Bedrock's, CodeCommit's, CloudWatch Logs' and Keyspaces'. */
export const OtherCredentialKind = z.enum([
  'ssh-public-key',
  'signing-certificate',
  'service-specific-credential',
]);
export type OtherCredentialKind = z.infer<typeof OtherCredentialKind>;

/** How a credential is expected to be. `unusable`: disabled, expired or gone, whichever; nobody can use it. */
const CredentialState = z.enum(['Active', 'Inactive', 'gone', 'unusable']);

/**
 * What the bot can do to AWS: one kind each, on the plan's target user in the plan's account.
 * A new kind needs an arm in `aws/perform`, in `operation-words` and in `undo`; the compiler names them.
 */
export const IamOperation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create-user'),
    path: z.string(),
    boundaryArn: PolicyArn,
    tags: z.array(Tag).readonly(),
  }),
  z.object({
    kind: z.literal('put-user-policy'),
    policyName: z.string(),
    document: PolicyDocument,
    /** What the policy of this name says now; absent when there is none. */
    before: PolicyDocument.optional(),
  }),
  z.object({ kind: z.literal('create-group'), groupName: GroupName, path: z.string() }),
  z.object({ kind: z.literal('attach-group-policy'), groupName: GroupName, policyArn: PolicyArn }),
  z.object({
    kind: z.literal('put-group-policy'),
    groupName: GroupName,
    policyName: z.string(),
    document: PolicyDocument,
  }),
  z.object({ kind: z.literal('add-user-to-group'), groupName: GroupName }),
  z.object({ kind: z.literal('create-access-key'), deliver: Delivery }),
  z.object({
    kind: z.literal('verify-user'),
    expect: z.object({
      path: z.string(),
      boundaryArn: PolicyArn,
      tags: z.array(Tag).readonly(),
      groups: z.array(GroupName).readonly(),
      inlinePolicies: z.array(z.object({ policyName: z.string(), document: PolicyDocument })).readonly(),
      activeAccessKeys: z.number().int(),
    }),
  }),
  z.object({
    kind: z.literal('tag-user'),
    set: z.array(Tag).readonly(),
    /** The values that these keys have now; a key that isn't here is new. */
    before: z.array(Tag).readonly(),
  }),
  z.object({
    kind: z.literal('untag-user'),
    keys: z.array(z.string()).readonly(),
    before: z.array(Tag).readonly(),
  }),
  z.object({
    kind: z.literal('set-access-key-status'),
    accessKeyId: AccessKeyId,
    status: z.enum(['Active', 'Inactive']),
    before: z.enum(['Active', 'Inactive']),
  }),
  /** For good: no inverse. */
  z.object({ kind: z.literal('remove-access-key'), accessKeyId: AccessKeyId }),
  z.object({ kind: z.literal('attach-user-policy'), policyArn: PolicyArn }),
  z.object({ kind: z.literal('detach-user-policy'), policyArn: PolicyArn }),
  /** Where none is. Never taken back: the bot's role may remove no boundary from anybody. */
  z.object({ kind: z.literal('put-user-boundary'), boundaryArn: PolicyArn }),
  z.object({
    kind: z.literal('set-credential-status'),
    credential: OtherCredentialKind,
    id: z.string(),
    status: z.enum(['Active', 'Inactive']),
    before: z.enum(['Active', 'Inactive']),
  }),
  /** For good. */
  z.object({ kind: z.literal('remove-credential'), credential: OtherCredentialKind, id: z.string() }),
  /** Deactivates it and, when it is a virtual one (its serial is an ARN), deletes it. For good. */
  z.object({ kind: z.literal('remove-mfa-device'), serialNumber: z.string() }),
  /** The user itself, whoever made it, once nothing hangs on it. For good. */
  z.object({ kind: z.literal('remove-user') }),
  /** Sees that no user with the target's UserId is left; another of the same name is none of its business. */
  z.object({ kind: z.literal('verify-absent') }),
  /** For good: AWS keeps no password that could be put back. */
  z.object({ kind: z.literal('delete-login-profile') }),
  /** Reads back what an action on an existing user changed; only what is named is compared. */
  z.object({
    kind: z.literal('read-back'),
    /** A user that is gone, or whose name another one has, is as it should be. */
    orGone: z.literal(true).optional(),
    expect: z.object({
      tags: z.array(Tag).readonly().optional(),
      absentTags: z.array(z.string()).readonly().optional(),
      accessKeys: z
        .array(z.object({ id: AccessKeyId, is: CredentialState }))
        .readonly()
        .optional(),
      attachedPolicies: z.array(PolicyArn).readonly().optional(),
      detachedPolicies: z.array(PolicyArn).readonly().optional(),
      groups: z.array(GroupName).readonly().optional(),
      absentGroups: z.array(GroupName).readonly().optional(),
      inlinePolicies: z
        .array(z.object({ policyName: z.string(), document: PolicyDocument }))
        .readonly()
        .optional(),
      absentInlinePolicies: z.array(z.string()).readonly().optional(),
      boundaryArn: PolicyArn.optional(),
      otherCredentials: z
        .array(
          z.object({
            credential: OtherCredentialKind,
            id: z.string(),
            is: CredentialState,
          }),
        )
        .readonly()
        .optional(),
      mfaDevices: z.array(z.string()).readonly().optional(),
      /** Of which things there may be no other than those named. */
      nothingElse: z
        .array(
          z.enum([
            'accessKeys',
            'attachedPolicies',
            'groups',
            'inlinePolicies',
            'otherCredentials',
            'mfaDevices',
          ]),
        )
        .readonly()
        .optional(),
      consolePassword: z.boolean().optional(),
    }),
  }),
  z.object({ kind: z.literal('delete-user') }),
  z.object({
    kind: z.literal('delete-user-policy'),
    policyName: z.string(),
    /** What it says now, where it is to be put back when this is undone. */
    before: PolicyDocument.optional(),
  }),
  z.object({ kind: z.literal('delete-group'), groupName: GroupName }),
  z.object({ kind: z.literal('detach-group-policy'), groupName: GroupName, policyArn: PolicyArn }),
  z.object({ kind: z.literal('delete-group-policy'), groupName: GroupName, policyName: z.string() }),
  z.object({ kind: z.literal('remove-user-from-group'), groupName: GroupName }),
  z.object({ kind: z.literal('delete-access-key'), accessKeyId: AccessKeyId.optional(), deliver: Delivery }),
]);
export type IamOperation = z.infer<typeof IamOperation>;
export type OperationKind = IamOperation['kind'];
export type OperationOf<K extends OperationKind> = Extract<IamOperation, { kind: K }>;

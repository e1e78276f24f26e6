import { z } from 'zod';

/**
 * Branded identifiers: an account id can't be passed where a user name belongs.
 * Each schema is named like its type and holds the format's source.
 */
export const AccountId = z
  .string()
  .regex(/^\d{12}$/, 'An AWS account id has twelve digits.')
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

/** IAM user, group and policy names: `[\w+=,.@-]+` (IAM and STS quotas). ASCII only, so look-alikes can't pass. */
const iamName = (max: number) =>
  z
    .string()
    .min(1, 'The name is empty.')
    .max(max, `The name is longer than ${max} characters.`)
    .regex(/^[A-Za-z0-9_+=,.@-]+$/, 'Only the letters a–z, digits and _ + = , . @ - are allowed in a name.');

export const UserName = iamName(64).brand<'UserName'>();
export type UserName = z.infer<typeof UserName>;
export const GroupName = iamName(128).brand<'GroupName'>();
export type GroupName = z.infer<typeof GroupName>;

export const UserId = z
  .string()
  .regex(/^AIDA[A-Z0-9]{12,}$/)
  .brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const AccessKeyId = z
  .string()
  .regex(/^AKIA[A-Z0-9]{12,}$/)
  .brand<'AccessKeyId'>();
export type AccessKeyId = z.infer<typeof AccessKeyId>;

export const PolicyArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:iam::(?:\d{12}|aws):policy\/.+$/,
    'A managed policy is named by its ARN, arn:aws:iam::…:policy/….',
  )
  .brand<'PolicyArn'>();
export type PolicyArn = z.infer<typeof PolicyArn>;

export const SlackUserId = z
  .string()
  .regex(/^[UW][A-Z0-9]+$/, 'A Slack user id looks like U012ABCDEF.')
  .brand<'SlackUserId'>();
export type SlackUserId = z.infer<typeof SlackUserId>;
export const UserGroupId = z
  .string()
  .regex(/^S[A-Z0-9]+$/, 'A Slack user group id looks like S012ABCDEF.')
  .brand<'UserGroupId'>();
export type UserGroupId = z.infer<typeof UserGroupId>;
export const ChannelId = z
  .string()
  .regex(/^[CGD][A-Z0-9]+$/, 'A Slack channel id looks like C012ABCDEF.')
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;

/** `IAM-42`: the number people say, also the STS session name and source identity (2–64 characters). */
export const RequestId = z
  .string()
  .regex(/^IAM-[1-9]\d*$/, 'A request is named like IAM-42.')
  .brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;
export const requestId = (number: number): RequestId => RequestId.parse(`IAM-${number}`);

/** SHA-256 of a plan's canonical JSON, in hex. People see the first six digits. */
export const PlanHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'PlanHash'>();
export type PlanHash = z.infer<typeof PlanHash>;

/** Names a step of a request's ledger: `IAM-42/1/do/0/2` = run 1, forward, stage 0, operation 2. */
export type StepKey = string & z.core.$brand<'StepKey'>;

/** Names that a house gives in its configuration: bundles, teams, approver groups, environments. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use small letters, digits and hyphens, at most 40.');
export type Slug = z.infer<typeof Slug>;

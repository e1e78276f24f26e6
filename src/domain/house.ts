import { z } from 'zod';
import { ApprovalRule } from './approval-rule.ts';
import { attention } from './attention.ts';
import { Bundle } from './catalog.ts';
import { AccountId, ChannelId, PolicyArn, SlackUserId, Slug, UserGroupId, UserName } from './ids.ts';
import { Staleness } from './staleness.ts';

const Hours = z
  .number()
  .positive()
  .max(24 * 90);

const Days = z.number().positive().max(365);

export const AccountSettings = z.strictObject({
  id: AccountId,
  name: Slug.optional().describe('The name people use; the organization’s name if left out.'),
  environment: Slug.optional(),
  channel: ChannelId.optional().describe(
    'Where this account’s approvals go; the approvals channel if left out.',
  ),
  findingsChannel: ChannelId.optional().describe(
    'Where what is found in it is told; its channel if left out.',
  ),
  team: Slug.optional(),
  region: z.string().optional().describe('Where its secrets are stored.'),
});

export const Team = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(60),
  group: UserGroupId.optional().describe('The Slack user group behind the team.'),
  channel: ChannelId.optional(),
});
export type Team = z.infer<typeof Team>;

export const ApproverGroup = z
  .strictObject({
    id: Slug,
    name: z.string().min(1).max(60),
    users: z.array(SlackUserId).default([]),
    groups: z.array(UserGroupId).default([]),
  })
  .refine(
    (group) => group.users.length + group.groups.length > 0,
    'Name at least one Slack user or user group.',
  );
export type ApproverGroup = z.infer<typeof ApproverGroup>;

/**
 * What a house decides for itself: the part of `chatelaine.yaml` that the pure core judges by.
 * Secrets and addresses are not in it.
 */
export const House = z.strictObject({
  channels: z.strictObject({ approvals: ChannelId, security: ChannelId, audit: ChannelId }),
  accounts: z.array(AccountSettings).default([]),
  defaultEnvironment: Slug.default('unclassified'),
  environments: z.array(Slug).default([]),
  teams: z.array(Team).min(1),
  approvers: z.array(ApproverGroup).min(1),
  responders: z
    .strictObject({ users: z.array(SlackUserId).default([]), groups: z.array(UserGroupId).default([]) })
    .prefault({})
    .describe('Who may quarantine a user at once, without an approval.'),
  /** Slack accounts that belong to one human being. */
  people: z.array(z.array(SlackUserId).min(2)).default([]),
  bundles: z.array(Bundle).min(1),
  rules: z.array(ApprovalRule).default([]),
  users: z
    .strictObject({
      path: z
        .string()
        .regex(/^\/([\x21-\x7e]+\/)?$/, 'A path starts and ends with a slash.')
        .default('/chatelaine/'),
      boundary: z
        .string()
        .regex(/^[\w+=,.@/-]+$/)
        .default('chatelaine/chatelaine-boundary')
        .describe('Path and name of the managed policy that bounds every user, in each account.'),
      quarantine: z
        .string()
        .regex(/^[\w+=,.@/-]+$/)
        .default('chatelaine/chatelaine-quarantine')
        .describe('Path and name of the managed policy that denies everything, in each account.'),
      namePattern: z
        .string()
        .default('^svc-[a-z0-9-]+$')
        .describe('A regular expression for the names of service users.'),
      maxDays: z
        .number()
        .int()
        .positive()
        .max(3650)
        .default(180)
        .describe('The longest life of a user before its end date.'),
      partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']).default('aws'),
      breakGlass: z.array(UserName).default([]),
      protected: z
        .array(z.string())
        .default([])
        .describe('User names nobody may touch; * matches any characters.'),
    })
    .prefault({}),
  tags: z
    .strictObject({
      required: z
        .array(
          z.strictObject({
            key: z.string().min(1).max(128),
            values: z.array(z.string()).optional().describe('The allowed values.'),
            format: z.string().optional().describe('A regular expression that the whole value matches.'),
          }),
        )
        .default([])
        .describe('Tags that every user must carry; they can be changed, never removed.'),
      reservedPrefixes: z
        .array(z.string().min(1))
        .default([])
        .describe('Tag keys beginning so are never set here: other systems give permissions by them.'),
    })
    .prefault({}),
  network: z
    .strictObject({
      requireSource: z
        .boolean()
        .default(true)
        .describe('A source network is asked for; without one a reason, one level higher.'),
      /** Networks that would admit the world are refused below this prefix length. */
      minPrefixLength: z.number().int().min(1).max(32).default(16),
    })
    .prefault({}),
  handOver: z
    .strictObject({
      region: z.string().default('eu-west-1'),
      secretPrefix: z
        .string()
        .regex(/^[\w/+=.@-]+$/)
        .default('chatelaine/'),
      allowAge: z.boolean().default(true),
    })
    .prefault({}),
  waiting: z
    .strictObject({
      remindAfterHours: Hours.default(4),
      remindEveryHours: Hours.default(24),
      escalateAfterHours: Hours.default(24),
      expireAfterHours: Hours.default(72),
    })
    .prefault({}),
  rotation: z
    .strictObject({
      idleHours: Hours.default(24).describe('How long the old key must rest before it is taken for unused.'),
      remindEveryDays: Days.default(2),
      giveUpAfterDays: Days.default(14).describe('Then the new key goes again, unless it is in use.'),
      graceDays: Days.default(7).describe('How long the old key stays disabled before it is deleted.'),
    })
    .prefault({}),
  transfer: z
    .strictObject({ remindEveryDays: Days.default(1), giveUpAfterDays: Days.default(7) })
    .prefault({}),
  offboarding: z
    .strictObject({
      graceDays: Days.default(14).describe(
        'How long a user is stopped, and can come back, before it is deleted.',
      ),
    })
    .prefault({}),
  staleness: Staleness.prefault({}).describe(
    'What counts as stale, everywhere and by account, environment, kind of user and tag.',
  ),
  ...attention,
  quotas: z
    .strictObject({
      openPerPerson: z.number().int().positive().default(5),
      openOverall: z.number().int().positive().default(200),
    })
    .prefault({}),
  links: z.strictObject({ identityCenter: z.url().optional() }).prefault({}),
});
export type House = z.infer<typeof House>;

/** An account of the organization as the bot knows it. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly environment: string;
  readonly region: string;
  readonly channel: ChannelId;
  readonly team?: string;
}

export function boundaryArn(house: House, accountId: AccountId): PolicyArn {
  return PolicyArn.parse(`arn:${house.users.partition}:iam::${accountId}:policy/${house.users.boundary}`);
}

import { z } from 'zod';
import { AccountId } from './ids.ts';

const ExternalId = z
  .string()
  .min(2)
  .max(1224)
  .regex(/^[\w+=,.@:/-]+$/, 'An external id has letters, digits and + = , . @ : / - _ only.');

/** How the bot reaches AWS: through an organization and a role in each account, or in one account as it stands. */
export const AwsSettings = z.strictObject({
  region: z.string().min(1).describe('For STS and for everything that is not regional.'),
  endpoint: z.url().optional().describe('Another address for all AWS calls; AWS_ENDPOINT_URL does the same.'),
  hubRole: z
    .strictObject({
      arn: z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/),
      externalId: ExternalId.optional(),
    })
    .optional()
    .describe('Assumed first, when the bot does not run as the hub role already.'),
  mode: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('organization'),
        memberRole: z
          .string()
          .regex(/^[\w+=,.@/-]{1,512}$/)
          .default('ChatelaineMember')
          .describe('Name (with its path, if any) of the role in each account.'),
        externalId: ExternalId,
        include: z.array(AccountId).optional().describe('Work in these accounts only.'),
        exclude: z.array(AccountId).optional().describe('Stay out of these accounts.'),
      }),
      z.strictObject({ kind: z.literal('single') }),
    ])
    .describe('organization, or single: only the account that the credentials belong to, without any role.'),
});
export type AwsSettings = z.infer<typeof AwsSettings>;

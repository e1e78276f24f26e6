import { z } from 'zod';
import { RuleId, Severity } from './finding.ts';
import { AccountId, Slug } from './ids.ts';

const Days = z.number().int().min(1).max(3650);

/** Written once: as they are in an exception, with their defaults in `Thresholds`. */
const shape = {
  keyOlderThanDays: Days,
  keyUnusedDays: Days,
  keyNeverUsedDays: Days,
  keyDisabledDays: Days,
  otherCredentialOlderThanDays: Days,
  otherCredentialDisabledDays: Days,
  passwordUnusedDays: Days,
  passwordNeverUsedDays: Days,
  passwordOlderThanDays: Days,
  userInactiveDays: Days,
  reviewEveryDays: Days,
  quarantinedDays: Days,
  rootUsedWithinDays: Days,
  passwordMinimumLength: z.number().int().min(6).max(128),
  passwordRemembersLast: z.number().int().min(1).max(24),
};

/** When something counts as stale. A threshold of 90 days is passed after 90 times 24 hours, not on the moment. */
export const Thresholds = z.strictObject({
  keyOlderThanDays: shape.keyOlderThanDays.default(90),
  keyUnusedDays: shape.keyUnusedDays.default(45),
  keyNeverUsedDays: shape.keyNeverUsedDays.default(7),
  keyDisabledDays: shape.keyDisabledDays.default(30),
  otherCredentialOlderThanDays: shape.otherCredentialOlderThanDays.default(90),
  otherCredentialDisabledDays: shape.otherCredentialDisabledDays.default(30),
  passwordUnusedDays: shape.passwordUnusedDays.default(45),
  passwordNeverUsedDays: shape.passwordNeverUsedDays.default(7),
  passwordOlderThanDays: shape.passwordOlderThanDays
    .optional()
    .describe('Beside the account’s own password policy: of both the stricter holds.'),
  userInactiveDays: shape.userInactiveDays.default(90),
  reviewEveryDays: shape.reviewEveryDays.default(365),
  quarantinedDays: shape.quarantinedDays.default(30),
  rootUsedWithinDays: shape.rootUsedWithinDays.default(30),
  passwordMinimumLength: shape.passwordMinimumLength.default(14),
  passwordRemembersLast: shape.passwordRemembersLast.default(24),
});
export type Thresholds = z.infer<typeof Thresholds>;

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);

/** Other thresholds, other severities, or silence, where every condition holds. One that is left out always holds. */
export const StalenessException = z.strictObject({
  when: z
    .strictObject({
      account: oneOrMore(AccountId).optional(),
      environment: oneOrMore(Slug).optional(),
      kind: oneOrMore(z.enum(['service', 'human'])).optional(),
      tag: z
        .strictObject({ key: z.string().min(1), value: z.string().optional() })
        .optional()
        .describe('Holds for users with this tag; whatever its value if that is left out.'),
    })
    .default({}),
  thresholds: z.strictObject(shape).partial().default({}),
  severities: z.partialRecord(RuleId, Severity).default({}),
  off: z.array(RuleId).default([]).describe('Rules that find nothing there.'),
});
export type StalenessException = z.infer<typeof StalenessException>;

export const Staleness = z.strictObject({
  thresholds: Thresholds.prefault({}),
  severities: z.partialRecord(RuleId, Severity).default({}),
  off: z.array(RuleId).default([]).describe('Rules that find nothing anywhere.'),
  exceptions: z
    .array(StalenessException)
    .default([])
    .describe('For each threshold and severity the first that holds and names it decides.'),
});
export type Staleness = z.infer<typeof Staleness>;

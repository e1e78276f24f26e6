import { z } from 'zod';
import { AccountId, SlackUserId, UserId, type UserName } from './ids.ts';

/** Every rule by its id. The order is that of PRODUCT.md's table; a test holds the list and the rules together. */
export const RuleId = z.enum([
  'key-old',
  'key-unused',
  'key-never-used',
  'key-two-active',
  'key-disabled',
  'key-surplus',
  'key-on-person',
  'key-outside-networks',
  'service-credential-old',
  'service-credential-without-end',
  'ssh-key-old',
  'ssh-key-disabled',
  'certificate-old',
  'certificate-disabled',
  'password-without-mfa',
  'password-unused',
  'password-never-used',
  'password-old',
  'password-on-service-user',
  'user-inactive',
  'user-past-end',
  'user-review-overdue',
  'user-without-owner',
  'user-owner-gone',
  'user-tags',
  'user-unmanaged',
  'user-quarantined-long',
  'user-quarantined-by-aws',
  'access-administrator',
  'access-escalation',
  'access-attached-directly',
  'access-inline-policy',
  'access-without-group',
  'access-without-boundary',
  'access-without-network',
  'root-key',
  'root-without-mfa',
  'root-used',
  'root-password',
  'account-password-policy',
  'account-no-report',
  'account-unreachable',
]);
export type RuleId = z.infer<typeof RuleId>;

export const areas = [
  'keys',
  'other-credentials',
  'console',
  'users',
  'permissions',
  'root',
  'account',
] as const;
export type Area = (typeof areas)[number];

/** The worst first. */
export const Severity = z.enum(['critical', 'high', 'medium', 'low']);
export type Severity = z.infer<typeof Severity>;

/** Something stale, risky or unowned, as it is at one moment. Pure data: the store adds when it was first and last seen. */
export interface Finding {
  /** The same from scan to scan while it is the same thing: rule, account, user and credential. Made by `findingKey`. */
  readonly key: string;
  readonly rule: RuleId;
  readonly area: Area;
  /** The rule's title: `Access key is old`. */
  readonly title: string;
  readonly severity: Severity;
  readonly subject: Subject;
  /** Since when it is so, as far as the evidence tells; the moment of reading where it doesn't. ISO 8601 in UTC. */
  readonly since: string;
  readonly evidence: Evidence;
  readonly remedy: Remedy;
  readonly controls: Controls;
  /** Accepted for a while: it is counted apart and asks nobody for anything. */
  readonly exemption?: Exemption;
}

export type Subject =
  | {
      readonly kind: 'user';
      readonly accountId: AccountId;
      readonly userName: UserName;
      readonly userId: UserId;
      /** The one credential it is about, if it is about one. */
      readonly credential?: { readonly kind: CredentialKind; readonly id: string };
    }
  | { readonly kind: 'root'; readonly accountId: AccountId }
  | { readonly kind: 'account'; readonly accountId: AccountId };

export type CredentialKind =
  | 'access-key'
  | 'ssh-public-key'
  | 'signing-certificate'
  | 'service-specific-credential';

export interface Evidence {
  /** Dates (ISO 8601), numbers and ids, by name, for exports. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** `key …Q7TA 412 d old, last used 2 h ago, s3 eu-west-1`: plain text, no mrkdwn, of any length. */
  readonly words: string;
  /** When what it rests on was true; a report is up to four hours old. */
  readonly asOf: string;
}

/** What mends it. `label` is for a button. */
export type Remedy =
  | {
      readonly kind: 'action';
      /** Id of a lifecycle action. */
      readonly action: string;
      /** Fields of the action's form, by name. */
      readonly prefill: Readonly<Record<string, string>>;
      readonly label: string;
    }
  /** Nothing that the bot can do: what a person does, in sentences. */
  | { readonly kind: 'advice'; readonly say: string; readonly label: string };

/** The matching controls: CIS AWS Foundations Benchmark v5.0.0, and AWS Security Hub’s. */
export interface Controls {
  readonly cis: readonly string[];
  readonly securityHub: readonly string[];
}

/** An accepted finding: with a reason, somebody who accepted it, and an end; then it comes back by itself. */
export const Exemption = z.object({
  rule: RuleId,
  accountId: AccountId,
  /** A user, pinned; the root user or the account itself if left out. */
  userId: UserId.optional(),
  /** Only this credential of the user. */
  credentialId: z.string().optional(),
  reason: z.string().min(1),
  by: SlackUserId,
  /** ISO 8601 in UTC. */
  until: z.string(),
});
export type Exemption = z.infer<typeof Exemption>;

/** `key-old 123456789012 AIDA… AKIA…` */
export function findingKey(rule: RuleId, subject: Subject): string {
  if (subject.kind !== 'user') return `${rule} ${subject.accountId}`;
  const about = `${rule} ${subject.accountId} ${subject.userId}`;
  return subject.credential === undefined ? about : `${about} ${subject.credential.id}`;
}

/** Whether the exemption is about this and has not ended. */
export function isExempt(exemption: Exemption, rule: RuleId, subject: Subject, now: string): boolean {
  if (exemption.rule !== rule || exemption.accountId !== subject.accountId || exemption.until <= now)
    return false;
  if (subject.kind !== 'user') return exemption.userId === undefined;
  if (exemption.userId !== subject.userId) return false;
  return exemption.credentialId === undefined || exemption.credentialId === subject.credential?.id;
}

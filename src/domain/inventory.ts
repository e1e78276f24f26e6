import type { AccessKeyId, AccountId, GroupName, PolicyArn, UserId, UserName } from './ids.ts';
import type { FailureCode } from './outcome.ts';
import type { Tag } from './user.ts';

/** What one look at an account came to. An account that can't be read is known as well: as that. */
export type Reading =
  | { readonly kind: 'read'; readonly inventory: Inventory }
  | { readonly kind: 'unread'; readonly accountId: AccountId; readonly failure: ReadFailure };

/**
 * What is known of one account and its users. Instants are ISO 8601 in UTC with milliseconds, so that they compare as text.
 * What could not be had is `undefined` or `unknown`, never guessed: no rule finds anything about it.
 */
export interface Inventory {
  readonly accountId: AccountId;
  readonly readAt: string;
  readonly users: readonly InventoryUser[];
  /** By name: the groups of the account, for what their members may do. */
  readonly groups: Readonly<Record<string, InventoryGroup | undefined>>;
  /** By ARN: the version in force of every policy that somebody has, AWS's own and boundaries included. */
  readonly policies: Readonly<Record<string, DocumentHash | undefined>>;
  /** Every policy document once, as JSON text. */
  readonly documents: Readonly<Record<DocumentHash, string | undefined>>;
  readonly root: InventoryRoot;
  /** `none` where the account has none: then AWS's default rules hold. */
  readonly passwordPolicy?: PasswordPolicy | 'none';
  /** How keys, passwords and MFA became known. */
  readonly credentials: CredentialSource;
  /** Parts that could not be had although the account could be read, in words. */
  readonly gaps: readonly ReadFailure[];
}

/** A SHA-256 in hex of the canonical document. */
export type DocumentHash = string;

/** The report is up to four hours old; `asked` is each user by itself, because the report could not be had. */
export type CredentialSource =
  | { readonly kind: 'report'; readonly generatedAt: string }
  | { readonly kind: 'asked'; readonly because: string };

export interface ReadFailure {
  /** What was read: `the credential report`, `the account`. */
  readonly what: string;
  readonly at: string;
  readonly code: FailureCode;
  /** A sentence for people. */
  readonly message: string;
  /** Whether the next look may succeed without anybody doing anything. */
  readonly temporary: boolean;
}

export interface InventoryUser {
  readonly userName: UserName;
  readonly userId: UserId;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: string;
  readonly tags: readonly Tag[];
  readonly boundaryArn?: PolicyArn;
  readonly groups: readonly GroupName[];
  readonly attachedPolicies: readonly PolicyArn[];
  readonly inlinePolicies: readonly InlinePolicy[];
  /** All of them, disabled ones too. Undefined while nobody could tell. */
  readonly keys?: readonly InventoryKey[];
  /** When the list of keys was true: of the report, or later if the user's keys were listed. */
  readonly keysAsOf: string;
  readonly password: InventoryPassword;
  readonly hasMfa?: boolean;
  /** Signing certificates, SSH public keys and service-specific credentials, as far as known. */
  readonly otherCredentials: readonly OtherCredential[];
  /** Kinds of other credentials that were not looked at this time. */
  readonly notLookedAt: readonly OtherCredential['kind'][];
  /** When what is said of last use, password, MFA and certificates was true: of the report, or of a question about this user. */
  readonly credentialsAsOf: string;
  /** Set while the house's quarantine is on the user: since when it has been seen so. */
  readonly quarantineSeenSince?: string;
}

export interface InventoryGroup {
  readonly attachedPolicies: readonly PolicyArn[];
  readonly inlinePolicies: readonly InlinePolicy[];
}

export interface InlinePolicy {
  readonly policyName: string;
  readonly documentHash: DocumentHash;
}

export interface InventoryKey {
  /** The report doesn't tell it; known for every user with a finding on a key. */
  readonly id?: AccessKeyId;
  readonly isActive: boolean;
  readonly createdAt: string;
  readonly use: Use;
  /** Since when it has been seen disabled; AWS doesn't tell, only earlier looks do. */
  readonly disabledSince?: string;
  /** Addresses it was used from, where a trail tells. */
  readonly usedFrom?: readonly string[];
}

/** `never` is AWS's N/A or no_information: no use since AWS began to note it (keys April 2015, passwords October 2014). */
export type Use =
  | { readonly kind: 'used'; readonly at: string; readonly service?: string; readonly region?: string }
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' };

export type InventoryPassword =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'set'; readonly changedAt?: string; readonly use: Use };

export interface OtherCredential {
  readonly kind: 'ssh-public-key' | 'signing-certificate' | 'service-specific-credential';
  /** The report knows certificates by their place only (`certificate 1`). */
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: string;
  /** Which service a service-specific credential is for: `bedrock.amazonaws.com`. */
  readonly service?: string;
  /** Of service-specific credentials of services that know an end. */
  readonly endsAt?: string;
  readonly disabledSince?: string;
}

/** Undefined members could not be had. */
export interface InventoryRoot {
  readonly hasMfa?: boolean;
  readonly hasKeys?: boolean;
  readonly hasPassword?: boolean;
  readonly keys?: readonly InventoryKey[];
  readonly passwordUse: Use;
  /** Whether the organization manages root credentials centrally, so that members need no root password. */
  readonly isCentrallyManaged?: boolean;
}

/** As GetAccountPasswordPolicy gives it. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requiresSymbols: boolean;
  readonly requiresNumbers: boolean;
  readonly requiresUppercase: boolean;
  readonly requiresLowercase: boolean;
  readonly maxAgeDays?: number;
  readonly remembersLast?: number;
}

/** One user read by itself, with what it refers to. No `user`: it is gone. */
export interface UserReading {
  readonly accountId: AccountId;
  readonly readAt: string;
  readonly userName: UserName;
  readonly user?: InventoryUser;
  readonly groups: Inventory['groups'];
  readonly policies: Inventory['policies'];
  readonly documents: Inventory['documents'];
}

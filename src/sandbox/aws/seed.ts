// What an organization looks like before anything happens. Ages are in days before "now", fractions allowed,
// so that the same seed is equally stale whenever it is planted.

export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';
export type Tags = Readonly<Record<string, string>>;
/** A date tag moves with the seed: `{ daysFromNow: 30 }` is written as an ISO date. */
export type TagSeed = Readonly<Record<string, string | { readonly daysFromNow: number }>>;
export type PolicyDocument = Readonly<Record<string, unknown>>;

export interface OrganizationSeed {
  readonly id: string;
  readonly managementAccountId: string;
  /** The bot's own principal: a role in the hub account, whose credentials the simulator hands out. */
  readonly hub: { readonly accountId: string; readonly roleName: string; readonly sessionName: string };
  readonly units?: readonly { readonly id: string; readonly name: string }[];
  readonly accounts: readonly AccountSeed[];
  /** Root's credentials are managed in the management account (IAM, centralized root access). */
  readonly centralRoot?: boolean;
}

export interface AccountSeed {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly state?: AccountState;
  readonly alias?: string;
  /** Id of the organizational unit; the root when absent. */
  readonly unit?: string;
  readonly tags?: Tags;
  readonly createdDaysAgo?: number;
  readonly passwordPolicy?: PasswordPolicySeed;
  readonly root?: RootSeed;
  readonly policies?: readonly PolicySeed[];
  readonly groups?: readonly GroupSeed[];
  readonly roles?: readonly RoleSeed[];
  readonly users?: readonly UserSeed[];
}

export interface PasswordPolicySeed {
  readonly minimumLength: number;
  readonly requireSymbols?: boolean;
  readonly requireNumbers?: boolean;
  readonly requireUppercase?: boolean;
  readonly requireLowercase?: boolean;
  readonly maxAgeDays?: number;
  readonly reusePrevention?: number;
}

export interface RootSeed {
  readonly mfa?: boolean;
  /** Present when it was ever used, unless this says otherwise: new member accounts have none. */
  readonly password?: boolean;
  readonly passwordLastUsedDaysAgo?: number;
  readonly accessKey?: AccessKeySeed;
}

export interface PolicySeed {
  readonly name: string;
  readonly path?: string;
  readonly description?: string;
  readonly document: PolicyDocument;
  readonly tags?: Tags;
  readonly createdDaysAgo?: number;
}

export interface GroupSeed {
  readonly name: string;
  readonly path?: string;
  readonly attached?: readonly string[];
  readonly inline?: Readonly<Record<string, PolicyDocument>>;
  readonly createdDaysAgo?: number;
}

export interface RoleSeed {
  readonly name: string;
  readonly path?: string;
  readonly trust: PolicyDocument;
  readonly inline?: Readonly<Record<string, PolicyDocument>>;
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly maxSessionSeconds?: number;
  readonly tags?: Tags;
}

export interface UserSeed {
  readonly name: string;
  readonly path?: string;
  readonly createdDaysAgo: number;
  readonly tags?: TagSeed;
  /** Policy ARN. */
  readonly boundary?: string;
  readonly groups?: readonly string[];
  /** Policy ARNs. */
  readonly attached?: readonly string[];
  readonly inline?: Readonly<Record<string, PolicyDocument>>;
  readonly keys?: readonly AccessKeySeed[];
  readonly console?: ConsoleSeed;
  readonly mfa?: 'virtual' | 'hardware';
  readonly sshKeys?: readonly CredentialSeed[];
  readonly certificates?: readonly CredentialSeed[];
  readonly serviceCredentials?: readonly ServiceCredentialSeed[];
}

export interface CredentialSeed {
  readonly createdDaysAgo: number;
  readonly active?: boolean;
}

export interface AccessKeySeed extends CredentialSeed {
  /** The last four characters, so that a story can name the key ("…Q7TA"). */
  readonly ending?: string;
  readonly lastUsed?: { readonly daysAgo: number; readonly service: string; readonly region: string };
}

export interface ConsoleSeed {
  readonly createdDaysAgo: number;
  readonly lastUsedDaysAgo?: number;
  readonly resetRequired?: boolean;
}

export interface ServiceCredentialSeed extends CredentialSeed {
  /** For example `codecommit.amazonaws.com` or `bedrock.amazonaws.com`. */
  readonly service: string;
  readonly expiresInDays?: number;
}

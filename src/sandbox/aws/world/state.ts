import type { AccountState } from '../seed.ts';

// The live, mutable truth. Only operations, the seed and changes by hand write to it.

export interface World {
  readonly organizationId: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly centralRoot: boolean;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** By account id. */
  readonly accounts: Map<string, Account>;
  /** AWS managed policies, by ARN. */
  readonly awsPolicies: Map<string, ManagedPolicy>;
  /** Temporary credentials, by access key id. */
  readonly sessions: Map<string, RoleSession>;
}

export interface Account {
  readonly id: string;
  name: string;
  email: string;
  state: AccountState;
  alias?: string;
  unit?: string;
  tags: Map<string, string>;
  createdAt: Date;
  passwordPolicy?: PasswordPolicy;
  root: { mfa: boolean; password: boolean; passwordLastUsed?: Date; accessKey?: AccessKey };
  /** By name in lower case: IAM names are unique whatever their case. */
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly roles: Map<string, Role>;
  /** Customer managed policies, by ARN. */
  readonly policies: Map<string, ManagedPolicy>;
  /** By `region/name`. */
  readonly secrets: Map<string, Secret>;
  /** Virtual devices by serial number (an ARN), assigned or not. */
  readonly virtualMfaDevices: Map<string, VirtualMfaDevice>;
  credentialReport?: { content: string; generatedAt: Date; pollsLeft: number };
}

export interface PasswordPolicy {
  minimumLength: number;
  requireSymbols: boolean;
  requireNumbers: boolean;
  requireUppercase: boolean;
  requireLowercase: boolean;
  maxAgeDays?: number;
  reusePrevention?: number;
}

/** A thing that policies can be put on. Inline documents are kept as they were sent. */
export interface Entity {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly inline: Map<string, string>;
  readonly attached: Set<string>;
}

export interface User extends Entity {
  readonly tags: Map<string, string>;
  boundary?: string;
  /** Lower-case group names. */
  readonly groups: Set<string>;
  keys: AccessKey[];
  login?: { createdAt: Date; changedAt: Date; resetRequired: boolean };
  passwordLastUsed?: Date;
  mfa: { serial: string; enabledAt: Date }[];
  sshKeys: SshKey[];
  certificates: SigningCertificate[];
  serviceCredentials: ServiceCredential[];
}

export type Group = Entity;

export interface Role extends Entity {
  readonly trust: string;
  readonly maxSessionSeconds: number;
  boundary?: string;
  readonly tags: Map<string, string>;
}

export interface ManagedPolicy {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly tags: Map<string, string>;
  versions: PolicyVersion[];
  defaultVersion: string;
  lastVersion: number;
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAt: Date;
}

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  createdAt: Date;
  active: boolean;
  lastUsed?: { at: Date; service: string; region: string };
}

export interface SshKey {
  readonly id: string;
  readonly body: string;
  readonly fingerprint: string;
  uploadedAt: Date;
  active: boolean;
}

export interface SigningCertificate {
  readonly id: string;
  readonly body: string;
  uploadedAt: Date;
  active: boolean;
}

export interface ServiceCredential {
  readonly id: string;
  readonly service: string;
  readonly userName: string;
  createdAt: Date;
  expiresAt?: Date;
  active: boolean;
}

export interface VirtualMfaDevice {
  readonly serial: string;
  assignedTo?: string;
  enabledAt?: Date;
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly createdAt: Date;
  description?: string;
  kmsKeyId?: string;
  changedAt: Date;
  accessedAt?: Date;
  readonly tags: Map<string, string>;
  versions: SecretVersion[];
  deletedAt?: Date;
  purgeAt?: Date;
  resourcePolicy?: string;
}

export interface SecretVersion {
  readonly id: string;
  readonly text?: string;
  readonly binary?: string;
  readonly createdAt: Date;
  stages: Set<string>;
}

export interface RoleSession {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly token: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly name: string;
  readonly sourceIdentity?: string;
  readonly policy?: string;
  readonly managedPolicies: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
  /** Absent for the hub's own credentials, which are renewed for ever as on an instance. */
  readonly expiresAt?: Date;
}

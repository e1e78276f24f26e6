import type { AccountState, Tags } from '../seed.ts';

/** One account as plain data, for the page and for tests. It carries no secret. */
export interface AccountSnapshot {
  readonly id: string;
  readonly name: string;
  readonly state: AccountState;
  readonly alias?: string;
  readonly tags: Tags;
  readonly root: RootSnapshot;
  readonly users: readonly UserSnapshot[];
  readonly groups: readonly GroupSnapshot[];
  readonly policies: readonly PolicySnapshot[];
  readonly roles: readonly { readonly name: string; readonly arn: string }[];
  readonly secrets: readonly SecretSnapshot[];
}

export interface RootSnapshot {
  readonly mfa: boolean;
  readonly passwordLastUsed?: Date;
  readonly accessKey?: AccessKeySnapshot;
}

export interface AccessKeySnapshot {
  readonly id: string;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly lastUsed?: { readonly at: Date; readonly service: string; readonly region: string };
}

export interface UserSnapshot {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly tags: Tags;
  readonly boundary?: string;
  readonly groups: readonly string[];
  readonly attached: readonly string[];
  readonly inline: Readonly<Record<string, string>>;
  readonly keys: readonly AccessKeySnapshot[];
  readonly console?: { readonly createdAt: Date; readonly lastUsed?: Date };
  readonly mfa: readonly string[];
  readonly sshKeys: readonly { readonly id: string; readonly active: boolean }[];
  readonly certificates: readonly { readonly id: string; readonly active: boolean }[];
  readonly serviceCredentials: readonly {
    readonly id: string;
    readonly service: string;
    readonly active: boolean;
    readonly expiresAt?: Date;
  }[];
}

export interface GroupSnapshot {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly members: readonly string[];
  readonly attached: readonly string[];
  readonly inline: Readonly<Record<string, string>>;
}

export interface PolicySnapshot {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly defaultVersion: string;
  readonly document: string;
  readonly tags: Tags;
}

export interface SecretSnapshot {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly createdAt: Date;
  readonly description?: string;
  readonly tags: Tags;
  readonly versions: readonly { readonly id: string; readonly stages: readonly string[] }[];
  readonly deletedAt?: Date;
}

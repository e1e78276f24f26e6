import type { AccountId, GroupName, PolicyArn, UserId, UserName } from './ids.ts';
import type { OtherCredentialKind } from './operation.ts';
import type { AwsCall } from './step.ts';
import type { Tag } from './user.ts';

/** What must be read from AWS before planning. An action asks for it; `aws/inspect` reads just that. */
export interface FactNeeds {
  /** `everything` adds SSH keys, certificates and service-specific credentials to `full`: three calls more. */
  readonly user: 'existence' | 'full' | 'everything';
  readonly groups: readonly GroupName[];
  readonly policies: readonly PolicyArn[];
  /** Also the user's own groups, managed policies and boundary, with what they say: for judging what it may do. */
  readonly held?: true;
}

/** What AWS says at one moment. Documents are canonical JSON. */
export interface Facts {
  readonly accountId: AccountId;
  readonly readAt: string;
  /** Absent when no user has the name. A user whose name differs only by case comes as `caseTwin`. */
  readonly user?: UserFacts;
  readonly caseTwin?: UserName;
  readonly groups: Readonly<Record<string, GroupFacts | undefined>>;
  readonly policies: Readonly<Record<string, PolicyFacts | undefined>>;
  readonly calls: readonly AwsCall[];
}

export interface UserFacts {
  readonly userName: UserName;
  readonly userId: UserId;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: string;
  readonly tags: readonly Tag[];
  readonly boundaryArn?: PolicyArn;
  /** Below here only with `user: 'full'`. */
  readonly groups: readonly GroupName[];
  readonly attachedPolicies: readonly { readonly arn: PolicyArn; readonly name: string }[];
  readonly inlinePolicies: readonly { readonly policyName: string; readonly document: string }[];
  readonly accessKeys: readonly AccessKeyFacts[];
  readonly hasLoginProfile: boolean;
  readonly mfaDevices: readonly string[];
  readonly passwordLastUsedAt?: string;
  /** Only with `user: 'everything'`. */
  readonly otherCredentials?: readonly OtherCredentialFacts[];
}

export interface OtherCredentialFacts {
  readonly credential: OtherCredentialKind;
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: string;
  /** Which service a service-specific credential is for. */
  readonly service?: string;
}

export interface AccessKeyFacts {
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: string;
  readonly lastUsed?: { readonly at: string; readonly service: string; readonly region: string };
}

export interface GroupFacts {
  readonly groupName: GroupName;
  readonly path: string;
  readonly attachedPolicies: readonly PolicyFacts[];
  readonly inlinePolicies: readonly { readonly policyName: string; readonly document: string }[];
}

/** A managed policy as it stands: the version that is in force and what it says. */
export interface PolicyFacts {
  readonly arn: PolicyArn;
  readonly defaultVersionId: string;
  readonly documentHash: string;
  /** What it says, as canonical JSON. */
  readonly document: string;
}

import { noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import type { Answer } from '../wire/xml.ts';
import { QUOTAS } from './rules.ts';

export const accountOperations: Operations = {
  GetAccountSummary: { writes: false, target: () => ANYTHING, run: summary },
  GetAccountPasswordPolicy: { writes: false, target: () => ANYTHING, run: passwordPolicy },
  ListAccountAliases: {
    writes: false,
    target: () => ANYTHING,
    run: ({ account }) => ({
      AccountAliases: account.alias === undefined ? [] : [account.alias],
      IsTruncated: false,
    }),
  },
};

function summary({ account }: Context): Answer {
  const users = [...account.users.values()];
  const inUse = [...account.virtualMfaDevices.values()].filter(
    ({ assignedTo }) => assignedTo !== undefined,
  ).length;
  const counts: Record<string, number> = {
    Users: users.length,
    UsersQuota: QUOTAS.Users,
    Groups: account.groups.size,
    GroupsQuota: QUOTAS.Groups,
    GroupsPerUserQuota: QUOTAS.GroupsPerUser,
    GroupPolicySizeQuota: QUOTAS.GroupPolicySize,
    UserPolicySizeQuota: QUOTAS.UserPolicySize,
    AccessKeysPerUserQuota: QUOTAS.AccessKeysPerUser,
    SigningCertificatesPerUserQuota: QUOTAS.SigningCertificatesPerUser,
    AttachedPoliciesPerUserQuota: QUOTAS.AttachedPoliciesPerUser,
    AttachedPoliciesPerGroupQuota: QUOTAS.AttachedPoliciesPerGroup,
    AttachedPoliciesPerRoleQuota: 10,
    Policies: account.policies.size,
    PoliciesQuota: QUOTAS.Policies,
    PolicySizeQuota: QUOTAS.PolicySize,
    PolicyVersionsInUse: [...account.policies.values()].reduce(
      (sum, { versions }) => sum + versions.length,
      0,
    ),
    PolicyVersionsInUseQuota: 10_000,
    VersionsPerPolicyQuota: QUOTAS.VersionsPerPolicy,
    Roles: account.roles.size,
    RolesQuota: 1000,
    RolePolicySizeQuota: 10_240,
    AssumeRolePolicySizeQuota: 2048,
    ServerCertificates: 0,
    ServerCertificatesQuota: 20,
    InstanceProfiles: 0,
    InstanceProfilesQuota: 1000,
    Providers: 0,
    MFADevices: users.reduce((sum, { mfa }) => sum + mfa.length, 0),
    MFADevicesInUse: inUse,
    AccountMFAEnabled: Number(account.root.mfa),
    AccountAccessKeysPresent: Number(account.root.accessKey !== undefined),
    AccountPasswordPresent: Number(account.root.password),
    AccountSigningCertificatesPresent: 0,
    GlobalEndpointTokenVersion: 1,
  };
  return { SummaryMap: new Map(Object.entries(counts)) };
}

function passwordPolicy({ account }: Context): Answer {
  const policy = account.passwordPolicy;
  if (policy === undefined) {
    throw noSuchEntity(`The Password Policy with domain name ${account.id} cannot be found.`);
  }
  return {
    PasswordPolicy: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.requireSymbols,
      RequireNumbers: policy.requireNumbers,
      RequireUppercaseCharacters: policy.requireUppercase,
      RequireLowercaseCharacters: policy.requireLowercase,
      AllowUsersToChangePassword: true,
      ExpirePasswords: policy.maxAgeDays !== undefined,
      MaxPasswordAge: policy.maxAgeDays,
      PasswordReusePrevention: policy.reusePrevention,
      HardExpiry: false,
    },
  };
}

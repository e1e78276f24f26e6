import type { Operations } from '../operation.ts';
import { accessKeyOperations } from './access-keys.ts';
import { accountOperations } from './account.ts';
import { authorizationDetailOperations } from './authorization-details.ts';
import { credentialReportOperations } from './credential-report.ts';
import { entityPolicyOperations } from './entity-policies.ts';
import { groupOperations } from './groups.ts';
import { loginProfileOperations } from './login-profile.ts';
import { managedPolicyOperations } from './managed-policies.ts';
import { mfaOperations } from './mfa.ts';
import { organizationFeatureOperations } from './organization-features.ts';
import { policyVersionOperations } from './policy-versions.ts';
import { serviceCredentialOperations } from './service-credentials.ts';
import { signingCredentialOperations } from './signing-credentials.ts';
import { userTagOperations } from './user-tags.ts';
import { userOperations } from './users.ts';

/** Every IAM operation that the simulator knows; all others are InvalidAction. */
export const iamOperations: Operations = {
  ...userOperations,
  ...userTagOperations,
  ...entityPolicyOperations,
  ...groupOperations,
  ...managedPolicyOperations,
  ...policyVersionOperations,
  ...accessKeyOperations,
  ...loginProfileOperations,
  ...mfaOperations,
  ...signingCredentialOperations,
  ...serviceCredentialOperations,
  ...accountOperations,
  ...organizationFeatureOperations,
  ...credentialReportOperations,
  ...authorizationDetailOperations,
};

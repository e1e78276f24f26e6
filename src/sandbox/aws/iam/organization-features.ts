import { AwsError } from '../aws-error.ts';
import { ANYTHING, type Operations } from '../operation.ts';

/** What the organization manages in one place, told in its management account. */
export const organizationFeatureOperations: Operations = {
  ListOrganizationsFeatures: {
    writes: false,
    target: () => ANYTHING,
    run({ account, world }) {
      if (account.id !== world.managementAccountId) {
        throw new AwsError(
          'AccountNotManagementOrDelegatedAdministratorException',
          'The account making the call is not the management account or delegated administrator account for the organization.',
        );
      }
      return {
        OrganizationId: world.organizationId,
        EnabledFeatures: world.centralRoot ? ['RootCredentialsManagement'] : [],
      };
    },
  },
};

import {
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  type IAMClient,
  ListOrganizationsFeaturesCommand,
} from '@aws-sdk/client-iam';
import type { Inventory, InventoryRoot } from '../../domain/inventory.ts';
import { orAbsent } from '../absent.ts';

export async function readPasswordPolicy(iam: IAMClient): Promise<NonNullable<Inventory['passwordPolicy']>> {
  const answer = await orAbsent(iam.send(new GetAccountPasswordPolicyCommand({})));
  const policy = answer?.PasswordPolicy;
  if (policy === undefined) return 'none';
  return {
    minimumLength: policy.MinimumPasswordLength ?? 6,
    requiresSymbols: policy.RequireSymbols === true,
    requiresNumbers: policy.RequireNumbers === true,
    requiresUppercase: policy.RequireUppercaseCharacters === true,
    requiresLowercase: policy.RequireLowercaseCharacters === true,
    ...(policy.MaxPasswordAge === undefined ? {} : { maxAgeDays: policy.MaxPasswordAge }),
    ...(policy.PasswordReusePrevention === undefined
      ? {}
      : { remembersLast: policy.PasswordReusePrevention }),
  };
}

/** What GetAccountSummary tells of root, in ones and zeros. */
export async function readRoot(
  iam: IAMClient,
): Promise<Pick<InventoryRoot, 'hasMfa' | 'hasKeys' | 'hasPassword'>> {
  const { SummaryMap: summary = {} } = await iam.send(new GetAccountSummaryCommand({}));
  const truth = (name: string, value: number | undefined) =>
    value === undefined ? {} : { [name]: value > 0 };
  return {
    ...truth('hasMfa', summary.AccountMFAEnabled),
    ...truth('hasKeys', summary.AccountAccessKeysPresent),
    ...truth('hasPassword', summary.AccountPasswordPresent),
  };
}

/** Whether the organization manages root's credentials in one place. Asked in the management account or a delegated administrator. */
export async function readCentralRoot(iam: IAMClient): Promise<boolean> {
  const { EnabledFeatures: enabled } = await iam.send(new ListOrganizationsFeaturesCommand({}));
  return enabled?.includes('RootCredentialsManagement') === true;
}

import { HUB_ROLE, hubRole, memberResources, memberRole } from './aws/roles.ts';
import type { AccountSeed, OrganizationSeed } from './aws/seed.ts';
import { PROD_EU, prodEuUsers } from './scenario/prod-eu.ts';
import { SANDBOX_DEV, sandboxDevUsers } from './scenario/sandbox-dev.ts';
import { STAGING, stagingUsers } from './scenario/staging.ts';
import { commonGroups, type ScenarioOwners } from './scenario/vocabulary.ts';

/** The organization's management account, where the bot runs. It has no users. */
export const HUB_ACCOUNT = '111122223333';
const ORGANIZATION = 'o-chatelaine';
/** The external id that the member roles ask for. */
export const EXTERNAL_ID = 'chatelaine-sandbox';

/**
 * The organization that a newcomer meets: a management account and three member accounts with forty users, who show every kind of
 * staleness that the bot knows. `owners` are the Slack ids written into the owner tags.
 */
export function scenarioOrganization(owners: ScenarioOwners): OrganizationSeed {
  return {
    id: ORGANIZATION,
    managementAccountId: HUB_ACCOUNT,
    centralRoot: true,
    hub: { accountId: HUB_ACCOUNT, roleName: HUB_ROLE, sessionName: 'i-0c4a7e1a1ne000001' },
    units: [
      { id: 'ou-cha1-prod0001', name: 'Production' },
      { id: 'ou-cha1-nonprod1', name: 'Non-production' },
    ],
    accounts: [
      {
        id: HUB_ACCOUNT,
        name: 'root-org',
        alias: 'root-org',
        tags: { environment: 'management' },
        root: { mfa: true, passwordLastUsedDaysAgo: 380 },
        passwordPolicy: {
          minimumLength: 16,
          requireSymbols: true,
          requireNumbers: true,
          reusePrevention: 24,
        },
        roles: [hubRole(ORGANIZATION)],
      },
      {
        ...memberAccount(PROD_EU, 'prod-eu', 'production', 'ou-cha1-prod0001'),
        root: {
          mfa: true,
          passwordLastUsedDaysAgo: 300,
          accessKey: { createdDaysAgo: 8, lastUsed: { daysAgo: 8, service: 's3', region: 'eu-west-1' } },
        },
        passwordPolicy: {
          minimumLength: 14,
          requireSymbols: true,
          requireNumbers: true,
          requireUppercase: true,
          requireLowercase: true,
          maxAgeDays: 90,
          reusePrevention: 24,
        },
        users: prodEuUsers(owners),
      },
      {
        ...memberAccount(STAGING, 'staging', 'staging', 'ou-cha1-nonprod1'),
        root: { mfa: false, passwordLastUsedDaysAgo: 700 },
        passwordPolicy: { minimumLength: 8 },
        users: stagingUsers(owners),
      },
      {
        ...memberAccount(SANDBOX_DEV, 'sandbox-dev', 'development', 'ou-cha1-nonprod1'),
        root: { mfa: true, passwordLastUsedDaysAgo: 3 },
        users: sandboxDevUsers(owners),
      },
    ],
  };
}

function memberAccount(id: string, name: string, environment: string, unit: string): AccountSeed {
  const { policies, groups } = memberResources(id);
  return {
    id,
    name,
    alias: name,
    unit,
    tags: { environment, 'chatelaine:managed': 'true' },
    policies,
    groups: [...commonGroups(), ...groups],
    roles: [memberRole({ hubAccountId: HUB_ACCOUNT, accountId: id, externalId: EXTERNAL_ID })],
  };
}

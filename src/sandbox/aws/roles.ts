import { readTemplate, roleOf } from './role-manifests.ts';
import type { GroupSeed, PolicyDocument, PolicySeed, RoleSeed } from './seed.ts';

// The roles that the bot runs under, read from the manifests that are shipped.

export const HUB_ROLE = 'chatelaine-hub';
export const MEMBER_ROLE = 'ChatelaineMember';
const BOUNDARY_POLICY = { path: '/chatelaine/', name: 'chatelaine-boundary' } as const;

const QUARANTINE_POLICY = { path: BOUNDARY_POLICY.path, name: 'chatelaine-quarantine' } as const;

export function boundaryArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:policy${BOUNDARY_POLICY.path}${BOUNDARY_POLICY.name}`;
}

export function quarantineArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:policy${QUARANTINE_POLICY.path}${QUARANTINE_POLICY.name}`;
}

/** In the hub account: may read the organization and enter the member roles, nothing else. */
export function hubRole(organizationId: string): RoleSeed {
  const template = readTemplate('hub-role.yaml', {
    'AWS::Partition': 'aws',
    RoleName: HUB_ROLE,
    MemberRoleName: MEMBER_ROLE,
    TrustedService: 'ec2.amazonaws.com',
    OrganizationId: organizationId,
  });
  return roleOf(template, 'HubRole');
}

/** In every account: the lifecycle of users under the bot's path and boundary, and reading. */
export function memberRole(options: {
  readonly hubAccountId: string;
  readonly accountId: string;
  readonly externalId: string;
}): RoleSeed {
  return roleOf(memberTemplate(options), 'MemberRole');
}

function memberTemplate(options: {
  readonly hubAccountId: string;
  readonly accountId: string;
  readonly externalId: string;
}) {
  return readTemplate('member-role.yaml', {
    'AWS::Partition': 'aws',
    'AWS::AccountId': options.accountId,
    RoleName: MEMBER_ROLE,
    HubRoleArn: `arn:aws:iam::${options.hubAccountId}:role/${HUB_ROLE}`,
    ExternalId: options.externalId,
    Path: BOUNDARY_POLICY.path,
    SecretPrefix: 'chatelaine/',
    Boundary: boundaryArn(options.accountId),
    Quarantine: quarantineArn(options.accountId),
  });
}

/** What the stack makes beside the role: the boundary of the bot's users, the quarantine's policy and the group that carries it. */
export function memberResources(accountId: string): {
  readonly policies: readonly PolicySeed[];
  readonly groups: readonly GroupSeed[];
} {
  const { Resources } = memberTemplate({ hubAccountId: '0', accountId, externalId: '-' });
  const group = Resources.QuarantineGroup?.Properties;
  const policy = (resource: string): PolicySeed => {
    const properties = Resources[resource]?.Properties;
    return {
      name: properties?.ManagedPolicyName as string,
      path: properties?.Path as string,
      description: properties?.Description as string,
      document: properties?.PolicyDocument as PolicyDocument,
    };
  };
  return {
    policies: [policy('Boundary'), policy('Quarantine')],
    groups: [
      {
        name: group?.GroupName as string,
        path: group?.Path as string,
        attached: group?.ManagedPolicyArns as readonly string[],
      },
    ],
  };
}

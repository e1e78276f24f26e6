import { readTemplate, roleOf } from './role-manifests.ts';
import type { PolicyDocument, RoleSeed } from './seed.ts';

// The roles that the bot runs under, read from the manifests that are shipped.

export const HUB_ROLE = 'chatelaine-hub';
export const MEMBER_ROLE = 'ChatelaineMember';
export const BOUNDARY_POLICY = { path: '/chatelaine/', name: 'chatelaine-boundary' } as const;

export function boundaryArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:policy${BOUNDARY_POLICY.path}${BOUNDARY_POLICY.name}`;
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
  });
}

/** What a user made by the bot may ever do, whatever else is granted: nothing that makes or changes principals. */
export function boundaryDocument(): PolicyDocument {
  // The same in every account, so any will do.
  const template = memberTemplate({ hubAccountId: '0', accountId: '0', externalId: '-' });
  return template.Resources.Boundary?.Properties.PolicyDocument as PolicyDocument;
}

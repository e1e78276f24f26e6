import type { InventoryUser } from '../domain/inventory.ts';
import { isBreakGlass } from './break-glass.ts';
import type { Found, UserContext, UserRule } from './rule.ts';
import { act, controls } from './words.ts';

// What a user may do. Documents are judged by `policy/judge`, groups and boundary included.

const changeAccess = act('change-access', 'Change access');

const administrator: UserRule = {
  id: 'access-administrator',
  about: 'user',
  restsOn: 'details',
  area: 'permissions',
  title: 'User is an administrator',
  severity: 'high',
  controls: controls(['1.15'], [1]),
  mend: 'Give it the bundles that it needs instead; people use Identity Center.',
  find(user, at) {
    if (!hasPolicies(user) || isQuarantined(user)) return undefined;
    const { administratorBy } = at.access();
    if (administratorBy.length === 0 || isBreakGlass(user, at)) return undefined;
    return found(user, {
      facts: { by: administratorBy.slice(0, 5) },
      words: `an administrator by ${administratorBy[0]}`,
    });
  },
};

const escalation: UserRule = {
  id: 'access-escalation',
  about: 'user',
  restsOn: 'details',
  area: 'permissions',
  title: 'User can give itself more',
  severity: 'high',
  controls: controls([]),
  mend: 'Take away one of the permissions that the path needs, or put the boundary on it. An administrator needs no path.',
  find(user, at) {
    if (!hasPolicies(user) || isQuarantined(user)) return undefined;
    const { escalations, administratorBy } = at.access();
    const [way] = escalations;
    if (way === undefined || administratorBy.length > 0 || isBreakGlass(user, at)) return undefined;
    const others = escalations.length - 1;
    const more = others === 0 ? '' : `, and ${others} other way${others === 1 ? '' : 's'}`;
    return found(user, {
      facts: {
        paths: escalations.map(({ id }) => id),
        by: way.by,
        source: way.source,
      },
      words: `can ${way.title} (${way.by.join(' and ')})${more}`,
    });
  },
};

const attachedDirectly: UserRule = {
  id: 'access-attached-directly',
  about: 'user',
  restsOn: 'details',
  area: 'permissions',
  title: 'Policies are attached to the user itself',
  severity: 'low',
  controls: controls(['1.14'], [2]),
  mend: 'Give it a bundle’s group instead.',
  find(user, at) {
    const names = user.attachedPolicies.filter((arn) => isOrdinary(arn, at));
    if (names.length === 0 || isBreakGlass(user, at)) return undefined;
    return found(user, {
      facts: { policies: names },
      words: `attached to it: ${names.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)).join(', ')}`,
    });
  },
};

const inline: UserRule = {
  id: 'access-inline-policy',
  about: 'user',
  restsOn: 'details',
  area: 'permissions',
  title: 'Inline policies allow something',
  severity: 'low',
  controls: controls(['1.14'], [2]),
  mend: 'Give it a bundle’s group instead. Those that only deny, such as a source network, are as they should be.',
  find(user, at) {
    if (user.inlinePolicies.length === 0 || isBreakGlass(user, at)) return undefined;
    const names = user.inlinePolicies
      .filter(({ documentHash }) => /"effect":"allow"/i.test(at.inventory.documents[documentHash] ?? ''))
      .map(({ policyName }) => policyName);
    if (names.length === 0) return undefined;
    return found(user, {
      facts: { policies: names },
      words: `inline ${names.length === 1 ? 'policy' : 'policies'} ${names.join(', ')}`,
    });
  },
};

const withoutGroup: UserRule = {
  id: 'access-without-group',
  about: 'user',
  restsOn: 'details',
  area: 'permissions',
  title: 'User is in no group',
  severity: 'low',
  controls: controls(['1.14'], [2]),
  mend: 'Give it a bundle’s group; a user that needs none is offboarded.',
  find(user, at) {
    if (user.groups.length > 0 || isBreakGlass(user, at)) return undefined;
    return found(user, { facts: {}, words: 'in no group' });
  },
};

const withoutBoundary: UserRule = {
  id: 'access-without-boundary',
  about: 'user',
  restsOn: 'details',
  area: 'permissions',
  title: 'User has no permissions boundary',
  severity: 'low',
  controls: controls([]),
  mend: 'Adopt it with the boundary. Medium where it may do something with IAM or hand over roles.',
  find(user, at) {
    if (user.boundaryArn !== undefined || isBreakGlass(user, at)) return undefined;
    const isWorse = hasPolicies(user) && at.access().escalations.length > 0;
    return [
      {
        ...(isWorse ? { severity: 'medium' } : {}),
        since: user.createdAt,
        facts: {},
        words: 'no permissions boundary',
        remedy: act('adopt-user', 'Adopt', { boundary: 'set' }),
      },
    ];
  },
};

const withoutNetwork: UserRule = {
  id: 'access-without-network',
  about: 'user',
  restsOn: 'credentials',
  area: 'permissions',
  title: 'A key works from everywhere',
  severity: 'medium',
  controls: controls([]),
  mend: 'Declare the networks that it is used from. Service users with an active key; off with network.requireSource.',
  find(user, at) {
    if (at.kind !== 'service' || !at.settings.house.network.requireSource) return undefined;
    if (user.keys?.some(({ isActive }) => isActive) !== true || !hasPolicies(user) || isQuarantined(user))
      return undefined;
    if (at.access().isBound) return undefined;
    return found(user, {
      facts: {},
      words: 'its key works from everywhere',
      remedy: act('change-access', 'Declare networks'),
    });
  },
};

export const permissionRules: readonly UserRule[] = [
  administrator,
  escalation,
  attachedDirectly,
  inline,
  withoutGroup,
  withoutBoundary,
  withoutNetwork,
];

/** Since the user was made: AWS doesn't tell when a policy was attached; the store knows when it was first seen. */
function found(
  user: InventoryUser,

  { facts, words, remedy = changeAccess }: Pick<Found, 'facts' | 'words'> & Partial<Pick<Found, 'remedy'>>,
): readonly Found[] {
  return [{ since: user.createdAt, facts, words, remedy }];
}

function hasPolicies({ groups, attachedPolicies, inlinePolicies }: InventoryUser): boolean {
  return groups.length + attachedPolicies.length + inlinePolicies.length > 0;
}

/** Under the quarantine nothing is allowed, whatever else is attached. */
const isQuarantined = ({ quarantineSeenSince }: InventoryUser) => quarantineSeenSince !== undefined;

/** Neither the house's quarantine nor AWS's. */
function isOrdinary(arn: string, { settings: { house } }: UserContext): boolean {
  return (
    !arn.includes(':policy/AWSCompromisedKeyQuarantine') && !arn.endsWith(`:policy/${house.users.quarantine}`)
  );
}

import { DateTime } from 'luxon';
import { isOffered } from '../domain/catalog.ts';
import type { Account, House } from '../domain/house.ts';
import { SlackUserId } from '../domain/ids.ts';
import type { UserSnapshot } from '../domain/snapshot.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { guidancePaths } from '../guidance/index.ts';
import { declaredNetworks } from '../policy/source-network.ts';
import { sourceNetworkPolicyName } from './create-service-user-plan.ts';

/** A creation form filled from what a user was. */
export interface MadeAgain {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** Why a role wouldn't do, as its tag says: a path's id, or what the requester wrote. */
  readonly path?: string;
  readonly insist?: string;
  /** What it had that the form can't give: permissions outside the catalogue, passwords, keys. In words. */
  readonly left: readonly { readonly label: string; readonly text: string }[];
}

/**
 * A new user like one that is gone, without its credentials: bundles where the catalogue knows its groups, networks where
 * they were declared here, and its tags. Everything else is named, so that nobody believes it came along.
 */
export function madeAgain(
  snapshot: UserSnapshot,
  { house, account, now }: { readonly house: House; readonly account: Account; readonly now: string },
): MadeAgain {
  const tag = (key: keyof typeof tagKeys) => tagValue(snapshot.tags, tagKeys[key]);
  const had = snapshot.groups.map((name) => name.toLowerCase());
  const bundles = house.bundles.filter(
    (bundle) => had.includes(bundle.group.toLowerCase()) && isOffered(bundle, account),
  );
  const network = snapshot.inlinePolicies.find(({ policyName }) => policyName === sourceNetworkPolicyName);
  const owner = SlackUserId.safeParse(tag('owner')).data;
  const team = house.teams.find(({ id }) => id === tag('team'))?.id;
  const ends = tag('ends');
  const why = tag('whyNotARole');
  const isPath = guidancePaths.some(({ id }) => id === why);
  const values = {
    account: account.id,
    userName: snapshot.userName,
    purpose: tag('purpose'),
    owner,
    team,
    environment: tag('environment') ?? account.environment,
    usedFrom: tag('usedFrom'),
    networks: declaredNetworks(network?.document ?? '').join(', '),
    bundles: bundles.map(({ id }) => id),
    ends: ends !== undefined && ends > now.slice(0, 10) && DateTime.fromISO(ends).isValid ? ends : undefined,
    ticket: tag('ticket'),
    delivery: 'secrets-manager',
  };
  return {
    values: Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        value === undefined || value.length === 0 ? [] : [[name, value]],
      ),
    ),
    ...(why === undefined ? {} : isPath ? { path: why } : { insist: why }),
    left: leftBehind(
      snapshot,
      bundles.map(({ group }) => group.toLowerCase()),
    ),
  };
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function leftBehind(snapshot: UserSnapshot, taken: readonly string[]): MadeAgain['left'] {
  const listed = (label: string, names: readonly string[]) =>
    names.length > 0 ? [{ label, text: names.join(', ') }] : [];
  const { accessKeys, otherCredentials, hasLoginProfile } = snapshot;
  return [
    ...listed(
      'Groups',
      snapshot.groups.filter((name) => !taken.includes(name.toLowerCase())),
    ),
    ...listed('Policies', [
      ...snapshot.attachedPolicies.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)),
      ...snapshot.inlinePolicies
        .map(({ policyName }) => policyName)
        .filter((name) => name !== sourceNetworkPolicyName),
    ]),
    {
      label: 'Credentials',
      text: [
        counted(accessKeys.length, 'access key'),
        ...(otherCredentials.length > 0 ? [`${otherCredentials.length} more`] : []),
        ...(hasLoginProfile ? ['a console password'] : []),
      ].join(', '),
    },
  ];
}

import type { AccessKeySeed, GroupSeed, PolicyDocument, TagSeed } from '../aws/seed.ts';

// The words in which the scenario's users are told, so that each is one readable entry.

/** Slack ids of the people who own things. `leaver` is nobody's colleague any more. */
export interface ScenarioOwners {
  readonly developer: string;
  readonly lead: string;
  readonly operations: string;
  readonly security: string;
  readonly leaver: string;
}

interface Known {
  readonly owner?: string;
  readonly team?: string;
  readonly purpose?: string;
  readonly environment?: string;
  readonly usedFrom?: string;
  readonly request?: string;
  readonly adopted?: string;
  readonly endsInDays?: number;
  readonly kind?: 'service' | 'human';
}

/** The bot's tags on a user. */
export function known({
  owner,
  team,
  purpose,
  environment,
  usedFrom,
  request,
  adopted,
  endsInDays,
  kind,
}: Known): TagSeed {
  const tags = {
    owner,
    team,
    purpose,
    environment,
    'used-from': usedFrom,
    request,
    adopted,
    ends: endsInDays === undefined ? undefined : { daysFromNow: endsInDays },
    kind,
  };
  const present = Object.entries(tags).flatMap(([key, value]) =>
    value === undefined ? [] : [[`chatelaine:${key}`, value] as const],
  );
  return Object.fromEntries(present);
}

/** An active key: its age in days, and where it was last used, so many days ago. */
export function key(
  ageDays: number,
  used?: { readonly daysAgo: number; readonly of: string; readonly in?: string },
  ending?: string,
): AccessKeySeed {
  return {
    createdDaysAgo: ageDays,
    ...(used === undefined
      ? {}
      : { lastUsed: { daysAgo: used.daysAgo, service: used.of, region: used.in ?? 'eu-west-1' } }),
    ...(ending === undefined ? {} : { ending }),
  };
}

export const HOURS = 1 / 24;

export function awsPolicy(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] };
}

/** The explicit deny from everywhere else that the bot puts on its users. */
export function onlyFrom(...networks: readonly string[]): PolicyDocument {
  const outside = { NotIpAddress: { 'aws:SourceIp': networks }, Bool: { 'aws:ViaAWSService': 'false' } };
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'OnlyFromDeclaredNetworks', Effect: 'Deny', Action: '*', Resource: '*', Condition: outside },
    ],
  };
}

/** The groups that every account has. */
export function commonGroups(): readonly GroupSeed[] {
  return [
    { name: 'metrics-read', path: '/chatelaine/', attached: [awsPolicy('CloudWatchReadOnlyAccess')] },
    { name: 'objects-read', path: '/chatelaine/', attached: [awsPolicy('AmazonS3ReadOnlyAccess')] },
    { name: 'developers', attached: [awsPolicy('ReadOnlyAccess')] },
    { name: 'administrators', attached: [awsPolicy('AdministratorAccess')] },
  ];
}

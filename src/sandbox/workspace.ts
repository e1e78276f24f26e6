import type { SlackAppSeed, SlackChannel, SlackUser, SlackUserGroup, WorkspaceSeed } from './slack/model.ts';

/** The people and places of the sandbox's Slack workspace. */

const teamId = 'T0HEARTH000';
const vendorTeamId = 'T0VENDOR000';

/** User ids by the part that each plays in the story. */
export const people = {
  /** A developer of the team platform, who asks. */
  requester: 'U0NOOR00000',
  /** Leads the team platform and owns most of its service users. */
  owner: 'U0INES00000',
  /** In @platform-approvers. */
  platformApprover: 'U0TOMASZ000',
  /** In @security-approvers. */
  securityApprover: 'U0PRIYA0000',
  /** Security on call, in @responders. */
  responder: 'U0DANIEL000',
  /** A contractor with a guest account. */
  guest: 'U0JONAS0000',
  /** Of another company, met in the shared channel. */
  stranger: 'U0MEI000000',
  /** Has left; the account is deactivated. */
  leaver: 'U0OLAF00000',
} as const;

/** The six whose client the sandbox's page shows. */
export const sixPeople: readonly string[] = [
  people.requester,
  people.owner,
  people.platformApprover,
  people.securityApprover,
  people.responder,
  people.guest,
];

export const channelIds = {
  general: 'C0GENERAL00',
  approvals: 'C0APPROVALS',
  security: 'C0SECURITY0',
  audit: 'C0AUDIT0000',
  teamPlatform: 'C0PLATFORM0',
  prodEu: 'C0PRODEU000',
  vendorShared: 'C0VENDOR000',
} as const;

export const groupIds = {
  platformApprovers: 'S0PLATAPPRS',
  securityApprovers: 'S0SECAPPRS0',
  responders: 'S0RESPONDRS',
  teamPlatform: 'S0PLATFORM0',
} as const;

function person(id: string, realName: string, tz: string, title: string): SlackUser {
  const [first = realName, last = ''] = realName.split(' ');
  const name = `${first}.${last}`.toLowerCase();
  return { id, name, realName, displayName: first, title, email: `${name}@hearth.example`, tz, teamId };
}

const users: readonly SlackUser[] = [
  person(people.requester, 'Noor Haddad', 'Europe/Berlin', 'Developer, team platform'),
  person(people.owner, 'Ines Moreau', 'Europe/Paris', 'Team lead, team platform'),
  person(people.platformApprover, 'Tomasz Zielinski', 'Europe/Warsaw', 'Staff engineer, platform'),
  person(people.securityApprover, 'Priya Raman', 'Asia/Kolkata', 'Security engineer'),
  person(people.responder, 'Daniel Okafor', 'America/New_York', 'Incident response'),
  {
    ...person(people.guest, 'Jonas Weber', 'Europe/Zurich', 'Contractor'),
    email: 'jonas@weber-it.example',
    isRestricted: true,
  },
  {
    ...person(people.stranger, 'Mei Tanaka', 'Asia/Tokyo', 'Support, Datalake Inc.'),
    email: 'mei.tanaka@datalake.example',
    teamId: vendorTeamId,
  },
  { ...person(people.leaver, 'Olaf Brandt', 'Europe/Oslo', 'Developer'), deleted: true },
];

const everyone = [...sixPeople.filter((id) => id !== people.guest)];

function channels(botUserId: string): readonly SlackChannel[] {
  return [
    {
      id: channelIds.general,
      name: 'general',
      kind: 'public',
      members: everyone,
      topic: 'Everybody, about everything',
    },
    {
      id: channelIds.approvals,
      name: 'iam-approvals',
      kind: 'private',
      members: [...everyone.filter((id) => id !== people.requester), botUserId],
      topic: 'Requests for AWS access wait here for a decision',
    },
    {
      id: channelIds.security,
      name: 'iam-security',
      kind: 'private',
      members: [people.securityApprover, people.responder, botUserId],
      topic: 'Findings and quarantines',
    },
    {
      id: channelIds.audit,
      name: 'iam-audit',
      kind: 'private',
      members: [people.securityApprover, people.responder, botUserId],
      topic: 'The head of the audit chain, daily',
    },
    {
      id: channelIds.teamPlatform,
      name: 'team-platform',
      kind: 'public',
      members: [people.requester, people.owner, people.platformApprover, people.guest, botUserId],
      topic: 'Team platform',
    },
    {
      id: channelIds.prodEu,
      name: 'prod-eu',
      kind: 'public',
      members: [people.requester, people.owner, people.platformApprover, people.responder, botUserId],
      topic: 'The account prod-eu',
    },
    {
      id: channelIds.vendorShared,
      name: 'vendor-shared',
      kind: 'public',
      members: [people.requester, people.owner, people.stranger, botUserId],
      topic: 'With Datalake Inc.',
      isExtShared: true,
    },
  ];
}

const userGroups: readonly SlackUserGroup[] = [
  {
    id: groupIds.platformApprovers,
    handle: 'platform-approvers',
    name: 'Platform approvers',
    users: [people.platformApprover, people.owner],
  },
  {
    id: groupIds.securityApprovers,
    handle: 'security-approvers',
    name: 'Security approvers',
    users: [people.securityApprover],
  },
  {
    id: groupIds.responders,
    handle: 'responders',
    name: 'Responders',
    users: [people.responder, people.securityApprover],
  },
  {
    id: groupIds.teamPlatform,
    handle: 'team-platform',
    name: 'Team Platform',
    users: [people.requester, people.owner],
  },
];

/** What the workspace takes from the app's manifest. */
export type AppManifestPart = Pick<SlackAppSeed, 'botScopes' | 'commands' | 'shortcuts' | 'botEvents'>;

/** The workspace of the sandbox with the app installed. All credentials in it are made up and open nothing. */
export function sandboxWorkspace(manifest: AppManifestPart): WorkspaceSeed {
  const app: SlackAppSeed = {
    appId: 'A0CHATELAIN',
    name: 'Chatelaine',
    botUserId: 'U0CHATELAIN',
    botId: 'B0CHATELAIN',
    botToken: 'xoxb-sandbox-bot',
    appToken: 'xapp-sandbox-app',
    signingSecret: '5eed0000c0ffee005eed0000c0ffee00',
    verificationToken: 'sandbox-verification-token',
    ...manifest,
  };
  const bot: SlackUser = {
    id: app.botUserId,
    name: 'chatelaine',
    realName: app.name,
    displayName: app.name,
    tz: 'Etc/UTC',
    teamId,
    isBot: true,
  };
  return {
    team: { id: teamId, name: 'Hearth', domain: 'hearth' },
    users: [...users, bot],
    channels: channels(app.botUserId),
    userGroups,
    app,
  };
}

import type { Logger } from 'pino';
import type { Check } from '../domain/check.ts';
import type { House } from '../domain/house.ts';
import type { ChannelId, UserGroupId } from '../domain/ids.ts';
import { Unavailable } from '../workflows/ports.ts';
import { makeDirectory } from './directory.ts';
import { botScopes } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import { errorCode, makeWebApi, type WebApi } from './web-api.ts';

const well = (title: string, say: string): Check => ({ title, ok: true, say });
const ill = (title: string, say: string, mend: string): Check => ({ title, ok: false, say, mend });

/** Looks at everything that Slack must allow, with reads only. Never throws an expected failure. */
export async function checkSlack(deps: {
  readonly settings: SlackSettings;
  readonly house: House;
  readonly log: Logger;
}): Promise<readonly Check[]> {
  const { settings, house, log } = deps;
  const api = makeWebApi(settings, settings.botToken, log);
  const token = await checkToken(api);
  const delivery = await checkDelivery(settings, log);
  const [first] = token;
  if (!first?.ok) return [...token, delivery];
  const channels = channelsOf(house).map(([id, title]) => checkChannel(api, id, title));
  const groups = groupsOf(house).map(([id, title]) => checkGroup(api, id, title));
  return [...token, delivery, ...(await Promise.all([...channels, ...groups]))];
}

async function checkToken({ read }: WebApi): Promise<readonly Check[]> {
  const title = 'Slack bot token';
  return checked(
    title,
    'Copy the bot token (xoxb-…) from “OAuth & Permissions” of the app into SLACK_BOT_TOKEN.',
    async () => {
      const auth = await read.auth.test();
      const named = well(
        title,
        `Chatelaine is @${auth.user ?? 'unknown'} in ${auth.team ?? 'an unnamed workspace'}.`,
      );
      const given = auth.response_metadata?.scopes;
      if (!given) return [named];
      const missing = botScopes.filter((scope) => !given.includes(scope));
      const scopes =
        missing.length === 0
          ? well('Slack scopes', `All ${botScopes.length} are granted.`)
          : ill(
              'Slack scopes',
              `Missing: ${missing.join(', ')}.`,
              'Give the app the manifest in manifests/slack and install it again.',
            );
      return [named, scopes];
    },
  );
}

async function checkDelivery(settings: SlackSettings, log: Logger): Promise<Check> {
  const { appToken, signingSecret } = settings;
  if (appToken) {
    const title = 'Slack Socket Mode';
    const mend =
      'Turn Socket Mode on, make an app-level token (xapp-…) with connections:write and put it into SLACK_APP_TOKEN.';
    const [check] = await checked(title, mend, async () => {
      await makeWebApi(settings, appToken, log).read.apps.connections.open({});
      return [well(title, 'A connection can be opened.')];
    });
    if (check) return check;
  }
  const title = 'Slack signing secret';
  const mend = 'Copy the signing secret from “Basic Information” of the app into SLACK_SIGNING_SECRET.';
  if (!signingSecret) return ill(title, 'There is neither an app token nor a signing secret.', mend);
  if (!/^[0-9a-f]{32}$/.test(signingSecret))
    return ill(title, 'It doesn’t look like one: 32 hexadecimal digits.', mend);
  return well(title, 'It is set. Only a request from Slack can prove that it is the right one.');
}

async function checkChannel({ read }: WebApi, id: ChannelId, title: string): Promise<Check> {
  const mend = `Invite the app into the channel with /invite, or correct ${id} in chatelaine.yaml.`;
  const [check] = await checked(title, mend, async () => {
    const { channel } = await read.conversations.info({ channel: id });
    const name = `#${channel?.name ?? id}`;
    if (channel?.is_archived)
      return [ill(title, `${name} is archived.`, 'Unarchive it or configure another one.')];
    if (!channel?.is_member) return [ill(title, `The app is not in ${name}.`, mend)];
    if (channel.is_ext_shared || channel.is_pending_ext_shared)
      return [
        ill(
          title,
          `${name} is shared with another workspace, or about to be. Nothing is posted there.`,
          'Unshare it or configure another one.',
        ),
      ];
    return [well(title, `${name}, and the app is in it.`)];
  });
  return check ?? ill(title, 'Nothing could be seen.', mend);
}

async function checkGroup(api: WebApi, id: UserGroupId, title: string): Promise<Check> {
  const mend = `Correct ${id} in chatelaine.yaml, or put people into the group.`;
  const [check] = await checked(title, mend, async () => {
    const { usergroups = [] } = await api.read.usergroups.list({ include_disabled: true });
    const group = usergroups.find((candidate) => candidate.id === id);
    if (!group) return [ill(title, `There is no user group ${id}.`, mend)];
    const handle = `@${group.handle ?? id}`;
    if (group.date_delete)
      return [ill(title, `${handle} is disabled.`, 'Enable it or configure another one.')];
    const members = await makeDirectory(api, { teamId: '' }).members(id);
    if (members.length === 0) return [ill(title, `${handle} is empty: nobody could decide.`, mend)];
    return [
      well(
        title,
        `${handle} has ${members.length === 1 ? 'one member' : `${members.length} members`}. Make sure that only admins may edit user groups: whoever edits this one appoints approvers.`,
      ),
    ];
  });
  return check ?? ill(title, 'Nothing could be seen.', mend);
}

async function checked(
  title: string,
  mend: string,
  look: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    const code = errorCode(error);
    if (code !== undefined) return [ill(title, `Slack answered ${code}.`, mend)];
    const why = error instanceof Unavailable || error instanceof Error ? error.message : String(error);
    return [
      ill(title, `Slack can’t be reached: ${why}`, 'Check the network, and SLACK_API_URL if it is set.'),
    ];
  }
}

function channelsOf(house: House): readonly (readonly [ChannelId, string])[] {
  const named: readonly (readonly [ChannelId | undefined, string])[] = [
    [house.channels.approvals, 'Approvals channel'],
    [house.channels.security, 'Security channel'],
    [house.channels.audit, 'Audit channel'],
    ...house.accounts.map(
      (account) => [account.channel, `Channel of account ${account.name ?? account.id}`] as const,
    ),
    ...house.teams.map((team) => [team.channel, `Channel of team ${team.name}`] as const),
  ];
  const seen = new Map<ChannelId, string>();
  for (const [id, title] of named) if (id && !seen.has(id)) seen.set(id, title);
  return [...seen];
}

function groupsOf(house: House): readonly (readonly [UserGroupId, string])[] {
  const seen = new Map<UserGroupId, string>();
  for (const approvers of house.approvers)
    for (const id of approvers.groups) if (!seen.has(id)) seen.set(id, `Approvers “${approvers.name}”`);
  for (const team of house.teams)
    if (team.group && !seen.has(team.group)) seen.set(team.group, `Team “${team.name}”`);
  return [...seen];
}

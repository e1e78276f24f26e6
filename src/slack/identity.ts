import type { Workspace } from '../domain/person.ts';
import { Unavailable } from '../workflows/ports.ts';
import { type SlackSettings, SlackSetupError } from './settings.ts';
import { errorCode, type WebApi } from './web-api.ts';

/** Who this bot is, as Slack says for its token. */
export interface Identity extends Workspace {
  readonly teamName: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** Asks once at start. Throws `SlackSetupError` for what only a person can mend, `Unavailable` when Slack can't be reached. */
export async function identify(settings: SlackSettings, { read }: Pick<WebApi, 'read'>): Promise<Identity> {
  const auth = await asked('SLACK_BOT_TOKEN', () => read.auth.test());
  const { team_id: teamId, user_id: botUserId, bot_id: botId } = auth;
  if (!teamId || !botUserId || !botId)
    throw new SlackSetupError(
      'SLACK_BOT_TOKEN is not a bot token (xoxb-…). Copy it from “OAuth & Permissions” of the app.',
    );
  const appId =
    settings.appId ??
    appIdIn(settings.appToken) ??
    (await asked('the scope users:read', () => read.bots.info({ bot: botId }))).bot?.app_id;
  if (!appId)
    throw new SlackSetupError(
      'Slack doesn’t say which app this token belongs to. Install the app again with its manifest.',
    );
  return {
    teamId,
    ...(auth.enterprise_id ? { enterpriseId: auth.enterprise_id } : {}),
    teamName: auth.team ?? teamId,
    appId,
    botId,
    botUserId,
  };
}

/** `xapp-1-A012ABCDEF-…`: an app-level token names its app. */
function appIdIn(appToken: string | undefined): string | undefined {
  return /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken ?? '')?.[1];
}

async function asked<T>(subject: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    const code = errorCode(cause);
    if (code === undefined) throw new Unavailable('Slack can’t be reached.', { cause });
    throw new SlackSetupError(`Slack answered ${code}. Check ${subject}, then run chatelaine doctor.`, {
      cause,
    });
  }
}

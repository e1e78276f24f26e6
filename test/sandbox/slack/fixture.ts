import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { createSlackSimulator, type SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { type AppManifestPart, sandboxWorkspace } from '../../../src/sandbox/workspace.ts';

const manifest: AppManifestPart = {
  botScopes: [
    'chat:write',
    'commands',
    'channels:read',
    'channels:history',
    'channels:join',
    'groups:read',
    'groups:history',
    'im:read',
    'im:write',
    'im:history',
    'users:read',
    'users:read.email',
    'usergroups:read',
    'reactions:write',
    'files:write',
    'metadata.message:read',
    'team:read',
  ],
  commands: ['/iam'],
  shortcuts: [
    { kind: 'global', callbackId: 'new_request', name: 'New request' },
    { kind: 'message', callbackId: 'about_message', name: 'Ask about this' },
  ],
  botEvents: [
    'app_home_opened',
    'app_mention',
    'message.channels',
    'message.groups',
    'message.im',
    'user_change',
    'subteam_members_changed',
    'channel_shared',
  ],
};

export const workspace = sandboxWorkspace(manifest);

/** The simulator without an app. */
export async function startSimulator(
  t: TestContext,
  options: {
    readonly url?: string;
    readonly mode?: 'http' | 'socket';
    readonly manifest?: Partial<AppManifestPart>;
    readonly strictRates?: boolean;
    readonly now?: () => Date;
    /** Runs before the simulator closes. */
    readonly before?: () => Promise<unknown>;
  } = {},
): Promise<SlackSimulator> {
  const slack = await createSlackSimulator({
    clock: { now: options.now ?? (() => new Date()) },
    workspace: sandboxWorkspace({ ...manifest, ...options.manifest }),
    delivery:
      options.mode === 'socket'
        ? { mode: 'socket' }
        : { mode: 'http', url: options.url ?? 'http://127.0.0.1:1/slack/events' },
    ...(options.strictRates === undefined ? {} : { strictRates: options.strictRates }),
  });
  t.after(async () => {
    await options.before?.();
    await slack.close();
  });
  return slack;
}

/** Slack's own client, with the bot's token, without retries. */
export function clientOf(slack: SlackSimulator, token = workspace.app.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2_000,
    logger: quiet,
  });
}

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => bolt.LogLevel.ERROR,
  setName() {},
};

/** A real Bolt app, over HTTP or Socket Mode, against the simulator. */
export async function startApp(
  t: TestContext,
  mode: 'http' | 'socket',
  configure: (app: bolt.App) => void,
  now?: () => Date,
): Promise<SlackSimulator> {
  const slack = await startSimulator(t, {
    mode,
    before: () => app.stop(),
    ...(now === undefined ? {} : { now }),
  });
  const common = {
    token: workspace.app.botToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: quiet,
    deferInitialization: true,
  };
  const app =
    mode === 'socket'
      ? new bolt.App({
          ...common,
          receiver: new bolt.SocketModeReceiver({
            appToken: workspace.app.appToken,
            logger: quiet,
            installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
          }),
        })
      : new bolt.App({ ...common, signingSecret: workspace.app.signingSecret });
  configure(app);
  await app.init();
  const server = await app.start(0);
  if (mode === 'socket') await slack.socket.connected();
  else if (server !== undefined && 'address' in server) {
    slack.setDeliveryUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  }
  return slack;
}

/** A bare HTTP endpoint in the place of an app. */
export async function startEndpoint(
  t: TestContext,
  answer: (attempt: number) => { readonly status: number; readonly body?: string } | 'hang',
): Promise<string> {
  let attempts = 0;
  const server = createServer((request, response) => {
    request.resume();
    attempts += 1;
    const given = answer(attempts);
    if (given === 'hang') return;
    response.writeHead(given.status, { 'content-type': 'application/json' });
    response.end(given.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
}

import { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackUserId } from '../domain/ids.ts';
import type { Chat, Directory } from '../workflows/ports.ts';
import type { UseCases } from '../workflows/use-cases.ts';
import { boltLog } from './bolt-log.ts';
import { makeChat } from './chat.ts';
import { makeDirectory } from './directory.ts';
import { makeRefreshHome } from './home-tab.ts';
import { type Identity, identify } from './identity.ts';
import { makeLatest } from './listeners/desk.ts';
import { registerListeners } from './listeners/register.ts';
import { makePages } from './pages.ts';
import { makeHttpReceiver } from './receive/http.ts';
import { makeInFlight } from './receive/in-flight.ts';
import { makeWebServer } from './receive/server.ts';
import { makeSocketReceiver } from './receive/socket.ts';
import { makeRespond } from './response-url.ts';
import { type Route, type SlackSettings, SlackSetupError } from './settings.ts';
import { makeWebApi } from './web-api.ts';

export interface Slack {
  readonly directory: Directory;
  readonly chat: Chat;
  readonly identity: Identity;
  /** Opens the HTTP port with its routes, and receives from Slack once it resolves. */
  connect(useCases: UseCases): Promise<{ readonly port: number }>;
  /** Whether Slack's deliveries arrive, for readiness. */
  isConnected(): boolean;
  /** Draws somebody's Home tab anew, after one of their requests has changed. Does nothing before `connect`. */
  refreshHome(person: SlackUserId): Promise<void>;
  /** Takes nothing new, lets what runs finish for `drainMs`, then closes. */
  stop(options: { readonly drainMs: number }): Promise<void>;
}

/**
 * The bot in Slack: Socket Mode with an app token, signed HTTP otherwise. Throws `SlackSetupError` with what to do
 * about it, or `Unavailable` when Slack can't be reached.
 */
export async function createSlack(deps: {
  readonly settings: SlackSettings;
  readonly log: Logger;
  readonly routes?: readonly Route[];
  readonly onAcknowledged?: (seconds: number) => void;
}): Promise<Slack> {
  const { settings, routes = [] } = deps;
  const log = deps.log.child({ room: 'slack' });
  const { appToken, signingSecret } = settings;
  if (!appToken && !signingSecret)
    throw new SlackSetupError('Set SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP.');
  const api = makeWebApi(settings, settings.botToken, log);
  const identity = await identify(settings, api);
  const directory = makeDirectory(api, identity);
  const chat = makeChat(api, directory);

  const inFlight = makeInFlight();
  const { onAcknowledged } = deps;
  const common = { home: identity, inFlight, log, ...(onAcknowledged ? { onAcknowledged } : {}) };
  const http = appToken ? undefined : makeHttpReceiver({ ...common, signingSecret: signingSecret ?? '' });
  const receiver =
    http ?? makeSocketReceiver({ ...common, client: makeWebApi(settings, appToken ?? '', log).write });
  const server = makeWebServer({
    port: settings.port,
    ...(settings.host ? { host: settings.host } : {}),
    routes,
    ...(http ? { slack: { path: '/slack/events', handler: http.handle } } : {}),
  });
  const { botId, botUserId, teamId, enterpriseId } = identity;
  const app = new App({
    receiver,
    // Checked already: Bolt would ask Slack who it is again, at every start.
    authorize: async () => ({
      botToken: settings.botToken,
      botId,
      botUserId,
      teamId,
      ...(enterpriseId ? { enterpriseId } : {}),
    }),
    logger: boltLog(log),
    clientOptions: api.options,
    deferInitialization: true,
  });

  let refreshHome: Slack['refreshHome'] | undefined;
  let isListening = false;
  return {
    directory,
    chat,
    identity,
    isConnected: () => receiver.isConnected(),
    refreshHome: async (person) => refreshHome?.(person),
    async connect(useCases) {
      refreshHome = makeRefreshHome(api, useCases);
      registerListeners(app, {
        useCases,
        pages: makePages(api, log),
        respond: makeRespond(settings.apiUrl),
        chat,
        refreshHome,
        latest: makeLatest(),
        log,
      });
      await app.init();
      const port = await server.listen();
      isListening = true;
      await app.start();
      log.info({ port, mode: http ? 'http' : 'socket', team: identity.teamName }, 'receiving from Slack');
      return { port };
    },
    async stop({ drainMs }) {
      await receiver.stop();
      const drained = await inFlight.drained(drainMs);
      if (!drained) log.warn({ drainMs }, 'stopped before everything was finished');
      if (isListening) await server.close();
    },
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { SlackSetupError } from '../settings.ts';
import { errorCode } from '../web-api.ts';
import { refusePayload } from './admission.ts';
import { type Connection, type Envelope, openConnection } from './connection.ts';
import { processPayload, type ReceiverDeps, type SlackReceiver } from './receiver.ts';

const lanes = 2;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A connection that ends sooner than this counts as a failed attempt. */
const soundAfterMs = 1000;
const drainMs = 8000;
/** Slack closes a connection about 10 seconds after its notice. */
const lingerMs = 30_000;

/** Codes that no waiting mends. */
const fatal: readonly string[] = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'socket_mode_not_enabled',
  'token_revoked',
];

/**
 * Socket Mode over two connections. Slack’s own client leaves a gap of seconds at each refresh, drops the
 * acknowledgements under way, and backs off without a limit; here each connection is replaced before it is closed,
 * the other one receives meanwhile, and a pause is never longer than half a minute.
 */
export function makeSocketReceiver(deps: ReceiverDeps & { readonly client: WebClient }): SlackReceiver {
  const { client, log, home } = deps;
  const stopping = new AbortController();
  /** Those that Slack has not asked to leave; `all` has the leaving ones too. */
  const open = new Set<Connection>();
  const all = new Set<Connection>();
  let app: App | undefined;

  async function receive(
    envelope: Envelope,
    acknowledge: (payload: unknown) => Promise<void>,
  ): Promise<void> {
    const why = refusePayload(envelope.payload, home);
    if (why || !app) return log.warn({ why: why ?? 'not started', type: envelope.type }, 'delivery refused');
    const { retry_attempt: retryNum, retry_reason: retryReason } = envelope;
    const outcome = await processPayload(
      app,
      {
        body: envelope.payload,
        ...(retryNum === undefined ? {} : { retryNum }),
        ...(retryReason === undefined ? {} : { retryReason }),
      },
      (answer) => acknowledge(typeof answer === 'string' ? { text: answer } : answer),
      deps,
    );
    if (outcome !== 'acknowledged')
      log.warn({ why: outcome, type: envelope.type }, 'delivery not acknowledged');
  }

  async function connect(): Promise<Connection> {
    const { url } = await client.apps.connections.open({});
    if (!url) throw new Error('Slack gave no address for Socket Mode.');
    return openConnection(url, async (envelope, acknowledge) => {
      try {
        await receive(envelope, acknowledge);
      } catch (error) {
        log.error({ err: error }, 'a delivery could not be answered');
      }
    });
  }

  /** Keeps one connection open for ever. `first` hears how the first attempt went. */
  async function keep(first: { connected(): void; failed(error: unknown): void }): Promise<void> {
    let pauseMs = firstPauseMs;
    const pause = async (atLeastMs = 0) => {
      const milliseconds = Math.max(atLeastMs, pauseMs * (0.75 + Math.random() / 2));
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      await wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    };
    while (!stopping.signal.aborted) {
      try {
        const connection = await connect();
        if (stopping.signal.aborted) return void connection.retire(0);
        open.add(connection);
        all.add(connection);
        void connection.closed.then(() => all.delete(connection));
        const since = performance.now();
        first.connected();
        await connection.leaving;
        open.delete(connection);
        // It goes on receiving until Slack closes it: what is under way to it now would be lost otherwise.
        connection.closeAfter(lingerMs);
        if (performance.now() - since > soundAfterMs) pauseMs = firstPauseMs;
        else await pause();
      } catch (error) {
        if (fatal.includes(errorCode(error) ?? '')) first.failed(error);
        const asked = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
        log.warn({ err: error, pauseMs }, 'no connection to Slack');
        await pause(asked);
      }
    }
  }

  return {
    isConnected: () => open.size > 0,
    init(bolt) {
      app = bolt;
    },
    start: () =>
      new Promise<void>((connected, reject) => {
        const failed = (error: unknown) =>
          reject(
            new SlackSetupError(
              `Socket Mode can’t be started: Slack answered ${errorCode(error)}. Check that SLACK_APP_TOKEN is an app-level token (xapp-…) with connections:write, and that Socket Mode is on.`,
              { cause: error },
            ),
          );
        for (let lane = 0; lane < lanes; lane += 1) void keep({ connected, failed });
      }),
    async stop() {
      stopping.abort();
      await Promise.all([...all].map((connection) => connection.retire(drainMs)));
    },
  };
}

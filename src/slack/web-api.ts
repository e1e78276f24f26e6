import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Logger } from 'pino';
import { Unavailable } from '../workflows/ports.ts';
import { boltLog } from './bolt-log.ts';
import { defaultApiUrl, type SlackSettings } from './settings.ts';

const timeoutMs = 5000;

/**
 * Two clients on one token. What changes something is tried once: a retry after a lost answer would post twice.
 * Reads are tried again, quickly. Neither waits for a rate limit: the caller learns when to come back.
 */
export interface WebApi {
  readonly read: WebClient;
  readonly write: WebClient;
  readonly options: WebClientOptions;
}

export function makeWebApi(settings: Pick<SlackSettings, 'apiUrl'>, token: string, log: Logger): WebApi {
  const options: WebClientOptions = {
    slackApiUrl: settings.apiUrl ?? defaultApiUrl,
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    allowAbsoluteUrls: false,
    logger: boltLog(log),
  };
  return {
    write: new WebClient(token, options),
    read: new WebClient(token, { ...options, retryConfig: { retries: 2, minTimeout: 100, maxTimeout: 500 } }),
    options,
  };
}

/** Slack's code for a call it answered with `ok: false`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** Codes that say the call itself was wrong: a bug of this bot, which coming back later doesn't mend. */
const ownMistakes: readonly string[] = [
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'invalid_arg_name',
  'invalid_metadata_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'view_too_large',
];

/** After this long a mistake at Slack's side (a token, a scope, a membership) is worth another look. */
const mendableAfterMs = 60_000;

/** Runs a call; throws `Unavailable` where asking again later can help, and the error itself where it can't. */
export async function asking<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw asUnavailable(what, cause) ?? cause;
  }
}

function asUnavailable(what: string, cause: unknown): Unavailable | undefined {
  if (cause instanceof WebAPIRateLimitedError)
    return new Unavailable(`${what}: Slack asks to wait.`, {
      cause,
      afterMs: cause.retryAfter * 1000,
      isRateLimit: true,
    });
  if (cause instanceof WebAPIRequestError)
    return new Unavailable(`${what}: Slack can’t be reached.`, { cause });
  if (cause instanceof WebAPIHTTPError)
    return new Unavailable(`${what}: Slack answered ${cause.statusCode}.`, { cause });
  const code = errorCode(cause);
  if (code === undefined || ownMistakes.includes(code)) return undefined;
  if (code === 'ratelimited')
    return new Unavailable(`${what}: Slack asks to wait.`, {
      cause,
      afterMs: 30_000,
      isRateLimit: true,
    });
  const passing = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(code);
  return new Unavailable(
    `${what}: Slack answered ${code}.`,
    passing ? { cause } : { cause, afterMs: mendableAfterMs },
  );
}

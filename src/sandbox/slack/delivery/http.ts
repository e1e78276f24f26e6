import type { Json } from '../model.ts';
import type { DeliveryOptions, RawDelivery } from './delivery.ts';
import { slackSignature } from './sign.ts';
import { ackTimeoutMs, type Sent, type Transport } from './transport.ts';

/** Delivers by signed POST to the app's one URL. */
export function makeHttpTransport(deps: { readonly signingSecret: string; url(): string }): Transport {
  async function post(
    headers: { readonly [name: string]: string },
    body: string,
    options: DeliveryOptions,
  ): Promise<Sent> {
    const started = performance.now();
    try {
      const response = await fetch(options.url ?? deps.url(), {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs ?? ackTimeoutMs),
      });
      const text = await response.text();
      const ack = {
        status: response.status,
        body: parsed(text),
        latencyMs: performance.now() - started,
      };
      return response.ok ? { headers, body, ack } : { headers, body, ack, failure: 'http_error' };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { headers, body, failure: timedOut ? 'operation_timeout' : 'dispatch_failed' };
    }
  }

  return {
    send(raw, options) {
      const body = encode(raw);
      return post(makeHeaders(raw, body, options, deps.signingSecret), body, options);
    },
    resend: (earlier, options) => post(earlier.headers, earlier.body, options),
  };
}

/** Commands are form fields, interactions a form field `payload`, events JSON. */
function encode(raw: RawDelivery): string {
  switch (raw.kind) {
    case 'command':
      return new URLSearchParams(
        Object.entries(raw.payload).map(([key, value]): [string, string] => [key, String(value ?? '')]),
      ).toString();
    case 'interactive':
    case 'options':
      return new URLSearchParams({ payload: JSON.stringify(raw.payload) }).toString();
    case 'event':
      return JSON.stringify(raw.payload);
  }
}

function makeHeaders(
  raw: RawDelivery,
  body: string,
  options: DeliveryOptions,
  signingSecret: string,
): { readonly [name: string]: string } {
  // Real time, not the sandbox's: the app compares it with its own clock on the wall.
  const timestamp = Math.floor(Date.now() / 1000) + (options.timestampSkewSeconds ?? 0);
  const secret = options.forged === true ? `${signingSecret} forged` : signingSecret;
  return {
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'content-type': raw.kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
    ...(options.unsigned === true
      ? {}
      : {
          'x-slack-request-timestamp': String(timestamp),
          'x-slack-signature': slackSignature(secret, timestamp, body),
        }),
    ...(options.retry === undefined
      ? {}
      : { 'x-slack-retry-num': String(options.retry.num), 'x-slack-retry-reason': options.retry.reason }),
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

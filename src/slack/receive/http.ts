import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '@slack/bolt';
import { refusePayload } from './admission.ts';
import { makeNonces } from './nonces.ts';
import { parseBody, readBody } from './read-body.ts';
import { type AckResponse, processPayload, type ReceiverDeps, type SlackReceiver } from './receiver.ts';
import { type SignatureVerdict, verifySignature } from './signature.ts';

const maxBodyBytes = 1024 * 1024;

export interface HttpReceiver extends SlackReceiver {
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Signed HTTP. Bolt's receiver takes timestamps a day ahead and the same signed request any number of times, and
 * doesn't look at the workspace: this one refuses all three before Bolt sees the payload.
 */
export function makeHttpReceiver(deps: ReceiverDeps & { readonly signingSecret: string }): HttpReceiver {
  const { log, home, signingSecret } = deps;
  const nonces = makeNonces(Date.now);
  let app: App | undefined;
  let receiving = false;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request, maxBodyBytes);
    if (bytes === 'too-large') return refuse(response, 413, 'too large');
    const signature = header(request, 'x-slack-signature');
    const timestamp = header(request, 'x-slack-request-timestamp');
    const verdict: SignatureVerdict = verifySignature(
      { timestamp, signature, body: bytes },
      signingSecret,
      Date.now() / 1000,
    );
    if (verdict !== 'valid' || signature === undefined) return refuse(response, 401, `signature ${verdict}`);
    const body = parseBody(bytes, request.headers['content-type']);
    if (!body) return refuse(response, 400, 'malformed');
    if (body.ssl_check === '1') return end(response, 200, undefined);
    if (body.type === 'url_verification') return end(response, 200, { challenge: body.challenge });
    const why = refusePayload(body, home);
    if (why) return refuse(response, 403, why);
    if (!app || !receiving) return refuse(response, 503, 'not started');
    if (!nonces.claim(signature)) return refuse(response, 401, 'replayed');

    const outcome = await processPayload(
      app,
      { body, ...retryOf(request) },
      async (answer) => end(response, 200, answer),
      deps,
    );
    if (outcome === 'acknowledged') return;
    nonces.release(signature);
    if (!response.headersSent)
      refuse(response, outcome === 'failed' ? 500 : 404, `${outcome} ${String(body.type)}`);
  }

  function refuse(response: ServerResponse, status: number, why: string): void {
    log.warn({ status, why }, 'delivery refused');
    if (response.headersSent) return;
    // What was not read must not be taken for the next request on this connection.
    if (status === 413) response.setHeader('connection', 'close');
    response.writeHead(status).end();
  }

  return {
    handle(request, response) {
      receive(request, response).catch((error: unknown) => {
        log.error({ err: error }, 'a delivery could not be read');
        if (!response.headersSent) response.writeHead(500).end();
      });
    },
    isConnected: () => receiving,
    init(bolt) {
      app = bolt;
    },
    start: async () => {
      receiving = true;
    },
    stop: async () => {
      receiving = false;
    },
  };
}

function end(response: ServerResponse, status: number, answer: AckResponse): void {
  if (response.headersSent) return;
  if (answer === undefined || answer === '') return void response.writeHead(status).end();
  const isText = typeof answer === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' });
  response.end(isText ? answer : JSON.stringify(answer));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function retryOf(request: IncomingMessage): { readonly retryNum?: number; readonly retryReason?: string } {
  const retryNum = Number(header(request, 'x-slack-retry-num') ?? Number.NaN);
  const retryReason = header(request, 'x-slack-retry-reason');
  return { ...(Number.isInteger(retryNum) ? { retryNum } : {}), ...(retryReason ? { retryReason } : {}) };
}

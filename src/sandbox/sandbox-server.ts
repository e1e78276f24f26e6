import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAssets } from './page/assets.ts';
import { refuse, safeHeaders } from './page/guard.ts';
import { makeLive } from './page/live.ts';
import { answer, type Controls, readBody } from './page/routes.ts';
import type { StoryCast } from './page/story.ts';

export interface SandboxServerOptions extends Controls {
  /** Who plays in the guided story. */
  readonly cast: StoryCast;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Told about what nobody foresaw; the page gets a sentence without details. */
  readonly onError?: (error: unknown) => void;
}

export interface SandboxServer {
  /** For a browser on this machine. */
  readonly url: string;
  close(): Promise<void>;
}

/** The sandbox's page and its API, on 127.0.0.1 only. Rejects when the port is taken. */
export async function createSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const live = makeLive(options);
  const asset = makeAssets();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      options.onError?.(error);
      if (!response.headersSent) sendText(response, 500, 'Something broke in the sandbox. Reload the page.');
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value);
    const refused = refuse(request, (server.address() as AddressInfo).port);
    if (refused !== undefined) return sendText(response, refused.status, refused.text);
    const url = new URL(request.url ?? '/', 'http://sandbox');
    if (request.method === 'POST') {
      const result = await answer(url.pathname, await readBody(request), live, options);
      return result === undefined ? sendText(response, 404, 'Not here.') : sendJson(response, result);
    }
    if (request.method !== 'GET') return sendText(response, 405, 'GET or POST.');
    if (url.pathname === '/api/live') return live.open(viewerOf(url), response);
    const found = await asset(url.pathname);
    if (found === undefined) return sendText(response, 404, 'Not here.');
    response.writeHead(200, { 'content-type': found.type, 'cache-control': 'no-cache' }).end(found.body);
  }

  function viewerOf(url: URL): string {
    const wanted = url.searchParams.get('as') ?? '';
    return options.slack.state.user(wanted) === undefined ? options.cast.requester : wanted;
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

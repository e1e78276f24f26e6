import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Route } from '../settings.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The one HTTP port: the caller's routes, and Slack's where it delivers by HTTP. Exact paths. */
export interface WebServer {
  /** Resolves with the port. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

export function makeWebServer(options: {
  readonly port: number;
  readonly host?: string;
  readonly routes: readonly Route[];
  readonly slack?: { readonly path: string; readonly handler: Handler };
}): WebServer {
  const server = createServer(answer(options));
  // Longer than a balancer keeps an idle connection, so that it never sends into one that is being closed.
  server.keepAliveTimeout = 75_000;
  return {
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port, options.host, resolve);
      });
      return portOf(server);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function answer({ routes, slack }: Parameters<typeof makeWebServer>[0]): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (slack && path === slack.path && request.method === 'POST') return slack.handler(request, response);
    const route = routes.find((known) => known.path === path && known.method === request.method);
    if (route) return route.handler(request, response);
    response.writeHead(404).end();
  };
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo | null;
  if (address === null) throw new Error('The server is not listening.');
  return address.port;
}

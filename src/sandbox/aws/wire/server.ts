import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { CONTROL_PREFIX } from './control.ts';
import { sendJson } from './sending.ts';

type Handle = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only. A bug in the simulator is answered with InternalFailure and its message. */
export function listen(options: {
  readonly port: number;
  readonly handle: Handle;
  readonly control: Handle;
}): Promise<Listening> {
  const server = createServer((message, response) => {
    const handle = message.url?.startsWith(CONTROL_PREFIX) ? options.control : options.handle;
    handle(message, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      const { status, code, message: words } = error instanceof AwsError ? error : bug(error);
      sendJson(response, status, { __type: code, message: words });
    });
  });
  // Held calls and time-outs last as long as the test wants.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : options.port;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function bug(error: unknown): { readonly status: number; readonly code: string; readonly message: string } {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, code: 'SimulatorBug', message };
}

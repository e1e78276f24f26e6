import type { IncomingMessage, ServerResponse } from 'node:http';

export interface HealthRoute {
  readonly path: string;
  readonly method: 'GET';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface HealthDeps {
  /** Whether everything has started and nothing is stopping. */
  readonly ready: () => boolean;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
}

/**
 * `/healthz`: the process lives (200). `/readyz`: it takes work and its database answers (200), or not (503):
 * a load balancer sends nothing while it starts or drains.
 */
export function healthRoutes({ ready, ping }: HealthDeps): readonly HealthRoute[] {
  return [
    {
      path: '/healthz',
      method: 'GET',
      handler: (_request, response) => answer(response, 200, { alive: true }),
    },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_request, response) => {
        if (!ready()) return answer(response, 503, { ready: false, why: 'starting or stopping' });
        ping().then(
          () => answer(response, 200, { ready: true }),
          () => answer(response, 503, { ready: false, why: 'the database does not answer' }),
        );
      },
    },
  ];
}

function answer(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

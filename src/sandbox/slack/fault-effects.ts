import type { ServerResponse } from 'node:http';
import type { MetFault } from './faults.ts';
import { send } from './http-answer.ts';
import type { WebApiCall } from './simulator.ts';

/** Applies a fault that comes before the effect; says what to record when the call ends with it. */
export async function beforeEffect(
  { effect, arrive }: MetFault,
  response: ServerResponse,
): Promise<Pick<WebApiCall, 'status' | 'answer'> | undefined> {
  if ('when' in effect && effect.when === 'after') return undefined;
  await arrive();
  switch (effect.kind) {
    case 'ratelimited': {
      const answer = { ok: false, error: 'ratelimited' };
      send(response, 429, answer, { 'retry-after': String(effect.retryAfterSeconds) });
      return { status: 429, answer };
    }
    case 'error': {
      const answer = { ok: false, error: effect.error };
      send(response, 200, answer);
      return { status: 200, answer };
    }
    case 'status':
      response.writeHead(effect.status, { 'content-type': 'text/html' });
      response.end('<html><body>Server Error</body></html>');
      return { status: effect.status };
    case 'reset':
      response.socket?.resetAndDestroy();
      return {};
    case 'timeout':
      return {};
    case 'hold':
      // The caller died meanwhile: its call never came as far as Slack.
      return response.socket === null || response.socket.destroyed ? {} : undefined;
  }
}

/** Applies a fault that comes after the effect; true when no answer is to be sent. */
export async function afterEffect({ effect, arrive }: MetFault, response: ServerResponse): Promise<boolean> {
  if (!('when' in effect) || effect.when === 'before') return false;
  await arrive();
  if (effect.kind === 'reset') response.socket?.resetAndDestroy();
  return effect.kind !== 'hold';
}

/** As in `WebApiCall.fault`. */
export function describe({ effect }: MetFault): string {
  return 'when' in effect ? `${effect.kind} ${effect.when}` : effect.kind;
}

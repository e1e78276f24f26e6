import type { IncomingMessage, ServerResponse } from 'node:http';

/** How to reach Slack. With an app token it is Socket Mode, otherwise signed HTTP, which needs the signing secret. */
export interface SlackSettings {
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Default `https://slack.com/api/`. */
  readonly apiUrl?: string;
  /** Where HTTP is served: requests of Slack, and the routes of the caller. 0 is any free port. */
  readonly port: number;
  /** Default: all interfaces. */
  readonly host?: string;
  /** Default: asked from Slack. Payloads of any other app are refused. */
  readonly appId?: string;
}

/** A further HTTP route on the same port, for example `/healthz`. Exact path. */
export interface Route {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

export const defaultApiUrl = 'https://slack.com/api/';

/** A mistake in the settings or at Slack's side that no retry mends: said at start, with what to do. */
export class SlackSetupError extends Error {
  override readonly name = 'SlackSetupError';
}

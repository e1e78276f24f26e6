import type { ServerResponse } from 'node:http';
import type { JsonObject } from './model.ts';

/** Answers with JSON. */
export function send(
  response: ServerResponse,
  status: number,
  answer: JsonObject,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(answer));
}

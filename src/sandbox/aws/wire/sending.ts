import type { ServerResponse } from 'node:http';
import type { WireAnswer } from './answer.ts';

export function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Half of the body under the length of the whole, then the end of the connection. */
export function sendHalf(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

export function sendJson(response: ServerResponse, status: number, content: unknown): void {
  send(response, { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) });
}

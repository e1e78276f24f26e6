import type { IncomingMessage } from 'node:http';

export interface Refused {
  readonly status: number;
  readonly text: string;
}

/**
 * Whether a request may be answered at all. The page acts for six people without a password, so another web site
 * must not reach it: neither by a name that resolves to this machine (DNS rebinding: the Host header) nor by a
 * request sent from its own pages (CSRF: Origin, Sec-Fetch-Site and a content type that needs a preflight).
 */
export function refuse(request: IncomingMessage, port: number): Refused | undefined {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  const host = request.headers.host ?? '';
  if (!names.includes(host)) {
    return { status: 421, text: 'This page answers only to localhost.' };
  }
  const origin = request.headers.origin;
  if (origin !== undefined && !names.some((name) => origin === `http://${name}`)) {
    return { status: 403, text: 'Another web site asked. Only this page may.' };
  }
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && site !== undefined && site !== 'same-origin') {
    return { status: 403, text: 'Another web site asked. Only this page may.' };
  }
  const type = request.headers['content-type'] ?? '';
  if (request.method !== 'GET' && !/^application\/json\b/.test(type)) {
    return { status: 415, text: 'Send application/json.' };
  }
  return undefined;
}

/** Headers of every answer: nothing from elsewhere is loaded, framed or guessed. Pictures may come from this machine. */
export const safeHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "img-src 'self' data: http://127.0.0.1:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

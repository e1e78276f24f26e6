import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from './core.ts';
import { afterEffect, beforeEffect, describe } from './fault-effects.ts';
import type { FaultGate } from './faults.ts';
import { send } from './http-answer.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './model.ts';
import { respondTo } from './respond.ts';
import type { WebApiCall } from './simulator.ts';
import { ApiError } from './web-api/api-error.ts';
import { parseArgs } from './web-api/args.ts';
import { receiveUpload, uploadPath } from './web-api/files.ts';
import { perform } from './web-api/perform.ts';
import type { Rates } from './web-api/rates.ts';

/** The HTTP face of the simulator: the Web API, response URLs, uploads. */
export function makeServer(deps: {
  readonly core: Core;
  readonly faults: FaultGate;
  readonly rates: Rates;
  /** Records the call, and again what became of it. */
  record(call: WebApiCall): void;
}): Server {
  const { core } = deps;
  let calls = 0;

  /** One exchange with the app: recorded, exposed to faults, performed, answered. */
  async function exchange(
    name: string,
    args: JsonObject,
    response: ServerResponse,
    effect: () => { readonly status: number; readonly answer: JsonObject },
  ): Promise<void> {
    calls += 1;
    const fault = deps.faults.next(name);
    const entry: WebApiCall = {
      id: calls,
      method: name,
      args,
      at: core.world.now().toISOString(),
      applied: false,
      ...(fault === undefined ? {} : { fault: describe(fault) }),
    };
    deps.record(entry);

    const cut = fault === undefined ? undefined : await beforeEffect(fault, response);
    if (cut !== undefined) return deps.record({ ...entry, ...cut });

    const limited = deps.rates.refuse(name, args);
    if (limited !== undefined) {
      deps.record({ ...entry, status: 429, answer: limited.answer });
      return send(response, 429, limited.answer, { 'retry-after': String(limited.retryAfterSeconds) });
    }

    const { status, answer } = effect();
    const done: WebApiCall = { ...entry, applied: answer.ok === true, answer };
    if (fault !== undefined && (await afterEffect(fault, response))) return deps.record(done);
    deps.record({ ...done, status });
    send(response, status, answer, { 'x-oauth-scopes': core.world.seed.app.botScopes.join(',') });
  }

  async function webApi(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const args = argsOf(request, (await read(request)).toString());
    if (args instanceof ApiError) return send(response, 200, { ok: false, error: args.code });
    return exchange(name, withoutToken(args), response, () => ({
      status: 200,
      answer: perform(core, name, tokenOf(request, args), args),
    }));
  }

  async function responseUrl(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const payload = parseJson((await read(request)).toString());
    return exchange('response_url', isObject(payload) ? payload : {}, response, () =>
      respondTo(core, path, payload),
    );
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://slack');
    if (pathname.startsWith('/api/')) return webApi(pathname.slice('/api/'.length), request, response);
    if (/^\/(actions|commands)\//.test(pathname)) return responseUrl(pathname, request, response);
    if (pathname.startsWith(uploadPath(''))) {
      const taken = receiveUpload(core.world, pathname, await uploaded(request));
      response.writeHead(taken ? 200 : 400, { 'content-type': 'text/plain' });
      response.end(taken ? 'OK' : 'invalid upload');
      return;
    }
    const file = core.world.files.get(/^\/files\/([^/]+)\//.exec(pathname)?.[1] ?? '');
    if (file === undefined) return send(response, 404, { ok: false, error: 'not_found' });
    response.writeHead(200, { 'content-type': file.mimetype });
    response.end(file.content);
  }

  return createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      // A mistake of the simulator itself: loud, so that no test passes over it.
      if (!response.headersSent)
        send(response, 500, { ok: false, error: 'fatal_error', detail: String(error) });
    });
  });
}

function argsOf(request: IncomingMessage, body: string): JsonObject | ApiError {
  try {
    const query = new URL(request.url ?? '/', 'http://slack').searchParams;
    return { ...Object.fromEntries(query), ...parseArgs(request.headers['content-type'] ?? '', body) };
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function tokenOf(request: IncomingMessage, args: JsonObject): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof args.token === 'string' ? args.token : undefined);
}

function withoutToken({ token: _, ...args }: JsonObject): JsonObject {
  return args;
}

function parseJson(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}

/** The bytes of an upload: the body itself, or the one file of a form. */
async function uploaded(request: IncomingMessage): Promise<Buffer> {
  const body = await read(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const [part] = [...form.values()];
  if (part === undefined) return Buffer.alloc(0);
  return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Listens on 127.0.0.1; resolves with the port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

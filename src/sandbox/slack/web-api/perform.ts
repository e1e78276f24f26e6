import type { Core } from '../core.ts';
import type { JsonObject } from '../model.ts';
import { ApiError } from './api-error.ts';
import { makeArgs } from './args.ts';
import type { Method, MethodCall } from './method.ts';
import { methods } from './methods.ts';

/** Answers one call as Slack would: token, scopes, arguments, effect. Never throws for the caller's mistakes. */
export function perform(core: Core, name: string, token: string | undefined, raw: JsonObject): JsonObject {
  try {
    const method = methods.get(name);
    if (method === undefined) throw new ApiError('unknown_method', { req_method: name });
    authenticate(core, method, token);
    return { ok: true, ...method.answer(makeCall(core, method, raw)) };
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, error: error.code, ...error.details };
    throw error;
  }
}

function authenticate(core: Core, method: Method, token: string | undefined): void {
  const { app } = core.world.seed;
  if (method.name === 'api.test') return;
  if (token === undefined || token === '') throw new ApiError('not_authed');
  if (core.world.tokensRevoked) throw new ApiError('token_revoked');
  if (token !== app.botToken && token !== app.appToken) throw new ApiError('invalid_auth');
  const expected = method.token === 'app' ? app.appToken : app.botToken;
  if (token !== expected) throw new ApiError('not_allowed_token_type');
}

function makeCall(core: Core, method: Method, raw: JsonObject): MethodCall {
  const provided = core.world.seed.app.botScopes;
  const call: MethodCall = {
    core,
    args: makeArgs(raw),
    hasScope: (scope) => provided.includes(scope),
    requireScope(scope) {
      if (provided.includes(scope)) return;
      throw new ApiError('missing_scope', { needed: scope, provided: provided.join(',') });
    },
  };
  for (const scope of method.scopes ?? []) call.requireScope(scope);
  return call;
}

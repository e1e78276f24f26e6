import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { CallLog } from '../api-call.ts';
import { AwsError } from '../aws-error.ts';
import type { FaultControl, FaultRule } from '../faults.ts';
import type { WorldAccess } from '../world/access.ts';
import { readWireRequest } from './request.ts';
import { sendJson } from './sending.ts';

export const CONTROL_PREFIX = '/_sandbox/';

const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    code: z.string(),
    message: z.string().optional(),
    status: z.int().min(400).max(599).optional(),
  }),
  z.strictObject({
    kind: z.enum([
      'refused',
      'reset-before',
      'applied-then-reset',
      'truncated',
      'expired-token',
      'access-denied',
    ]),
  }),
  z.strictObject({ kind: z.literal('time-out'), applied: z.boolean() }),
  z.strictObject({ kind: z.literal('delay'), milliseconds: z.number().min(0) }),
  z.strictObject({ kind: z.literal('hold'), when: z.enum(['before', 'after']) }),
  z.strictObject({ kind: z.literal('stale'), reads: z.int().min(1) }),
]);

const Rule = z.strictObject({
  fault: Fault,
  service: z.enum(['iam', 'sts', 'organizations', 'secretsmanager']).optional(),
  operation: z.string().optional(),
  account: z.string().optional(),
  nth: z.int().min(1).optional(),
  times: z.union([z.int().min(1), z.literal('always')]).optional(),
}) satisfies z.ZodType<FaultRule>;

const Held = z.strictObject({ id: z.int().optional() });

interface ControlDeps {
  readonly log: CallLog;
  readonly faults: FaultControl;
  readonly world: WorldAccess;
}

/**
 * The simulator's own endpoints, for tests whose app runs in another process:
 * GET calls, world, faults · POST faults, holds/release, holds/drop · DELETE faults, faults/<id>.
 */
export function makeControl(deps: ControlDeps) {
  return async function control(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page of another origin in the same browser must not reach it.
    if (message.headers.origin !== undefined) return sendJson(response, 403, { error: 'Not for browsers.' });
    const { method, url, body } = await readWireRequest(message);
    const path = url.slice(CONTROL_PREFIX.length);
    const given = () => {
      try {
        return JSON.parse(body.toString('utf8') || '{}') as unknown;
      } catch {
        throw new AwsError('InvalidJson', 'The body is not valid JSON.');
      }
    };
    try {
      const answer = route(deps, `${method} ${path}`, given);
      if (answer === undefined) return sendJson(response, 404, { error: `There is no ${method} ${url}.` });
      sendJson(response, 200, answer);
    } catch (error) {
      if (error instanceof z.ZodError) return sendJson(response, 400, { error: z.prettifyError(error) });
      if (error instanceof AwsError) return sendJson(response, 400, { error: error.message });
      throw error;
    }
  };
}

function route({ log, faults, world }: ControlDeps, request: string, given: () => unknown): unknown {
  switch (request) {
    case 'GET calls':
      return log.calls;
    case 'GET world':
      return world.accounts();
    case 'GET faults':
      return { rules: faults.rules, held: faults.held };
    case 'POST faults':
      return { id: faults.add(Rule.parse(given())) };
    case 'DELETE faults':
      faults.clear();
      return {};
    case 'POST holds/release':
      faults.release(Held.parse(given()).id);
      return {};
    case 'POST holds/drop':
      faults.drop(Held.parse(given()).id);
      return {};
  }
  const one = /^DELETE faults\/(\d+)$/.exec(request);
  if (one === null) return undefined;
  faults.remove(Number(one[1]));
  return {};
}

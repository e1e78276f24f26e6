import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CallLog, maskSecrets } from '../api-call.ts';
import { type Authenticated, authenticate } from '../authenticate.ts';
import { AwsError, errorByCode } from '../aws-error.ts';
import type { Fault, FaultSource } from '../faults.ts';
import { operationOf, perform } from '../perform.ts';
import { callerOf, principalArn } from '../principal.ts';
import type { Quirks } from '../quirks.ts';
import type { StaleReads } from '../stale-reads.ts';
import { newRequestId } from '../world/identifiers.ts';
import type { World } from '../world/state.ts';
import { answerOf, errorAnswerOf, type WireAnswer } from './answer.ts';
import { type AwsRequest, readWireRequest, recognise, serviceOf } from './request.ts';
import { send, sendHalf } from './sending.ts';

export interface HandlerDeps {
  world(): World;
  now(): Date;
  readonly wallClock: () => number;
  readonly log: CallLog;
  readonly faults: FaultSource;
  readonly stale: StaleReads;
  readonly quirks: Quirks;
  /** Resolves after so many milliseconds, or at once when the simulator closes. */
  pause(milliseconds: number): Promise<void>;
  readonly latencyMs: number;
}

interface Recognised {
  readonly request: AwsRequest;
  readonly caller: Authenticated;
}

/** Answers one AWS request, with the faults it has to suffer. */
export function makeHandler(deps: HandlerDeps) {
  return async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const requestId = newRequestId();
    const wire = await readWireRequest(message);
    const asked = attempt(() => recognise(wire));
    const who = attempt(() => authenticate(deps.world(), wire, deps.now(), deps.wallClock()));
    const service = asked instanceof AwsError ? serviceOf(wire) : asked.service;
    const operation = asked instanceof AwsError ? 'unknown' : asked.operation;
    const account = who instanceof AwsError ? undefined : who.principal.account.id;
    const fault = deps.faults.match({ service, operation, ...(account === undefined ? {} : { account }) });
    const id = deps.log.begin({
      at: deps.now(),
      service,
      operation,
      requestId,
      parameters: asked instanceof AwsError ? {} : maskSecrets(asked.parameters),
      ...(who instanceof AwsError
        ? {}
        : { account: who.principal.account.id, region: who.region, principal: callerOf(who.principal) }),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    });
    const hold = (when: 'before' | 'after') => {
      const held = deps.faults.hold({
        id,
        service,
        operation,
        when,
        ...(account === undefined ? {} : { account }),
      });
      deps.log.publish(id);
      return held;
    };
    const end = (change: Parameters<CallLog['update']>[1] = {}) => {
      deps.log.update(id, { ...change, durationMs: performance.now() - startedAt });
      deps.log.publish(id);
    };
    const cut = () => {
      end();
      response.destroy();
    };

    if (deps.latencyMs > 0) await deps.pause(deps.latencyMs);
    if (fault?.kind === 'delay') await deps.pause(fault.milliseconds);
    if (fault?.kind === 'refused') return cut();
    if (fault?.kind === 'reset-before') {
      end();
      message.socket.resetAndDestroy();
      return;
    }
    if (fault?.kind === 'time-out' && !fault.applied) return end();
    if (fault?.kind === 'hold' && fault.when === 'before' && (await hold('before')) === 'dropped')
      return cut();

    const outcome = attempt(() => {
      if (asked instanceof AwsError) throw asked;
      if (who instanceof AwsError) throw who;
      return answer(deps, { request: asked, caller: who }, fault, requestId);
    });
    const reply = outcome instanceof AwsError ? errorAnswerOf(service, outcome, requestId) : outcome;
    deps.log.update(id, {
      applied: !(outcome instanceof AwsError),
      ...(outcome instanceof AwsError ? { errorCode: outcome.code, errorMessage: outcome.message } : {}),
    });

    if (fault?.kind === 'time-out') return end();
    if (fault?.kind === 'hold' && fault.when === 'after' && (await hold('after')) === 'dropped') return cut();
    if (fault?.kind === 'applied-then-reset') {
      end();
      message.socket.resetAndDestroy();
      return;
    }
    end({ status: reply.status });
    if (fault?.kind === 'truncated') sendHalf(response, reply);
    else send(response, reply);
  };
}

/** Performs the call on the world. Throws AwsError for every refusal. */
function answer(
  deps: HandlerDeps,
  { request, caller }: Recognised,
  fault: Fault | undefined,
  requestId: string,
): WireAnswer {
  const { principal, region } = caller;
  const action = `${request.service}:${request.operation}`;
  refuseByFault(fault, `User: ${principalArn(principal)} is not authorized to perform: ${action}`);
  const operation = operationOf(request);
  const eventual = request.service === 'iam';
  const account = eventual && !operation.writes ? deps.stale.view(principal.account) : principal.account;
  const reads = fault?.kind === 'stale' ? fault.reads : (deps.quirks.staleReads ?? 0);
  const keep = eventual && operation.writes && reads > 0;
  const picture = keep ? deps.stale.picture(principal.account) : undefined;
  const context = { world: deps.world(), account, principal, region, now: deps.now(), quirks: deps.quirks };
  const result = perform(operation, request, context);
  if (picture !== undefined) deps.stale.begin(picture, reads);
  return answerOf(request.service, request.operation, result, requestId);
}

function refuseByFault(fault: Fault | undefined, subject: string): void {
  if (fault?.kind === 'error') throw errorByCode(fault.code, fault.message, fault.status);
  if (fault?.kind === 'expired-token') throw errorByCode('ExpiredToken');
  if (fault?.kind === 'access-denied') {
    throw new AwsError('AccessDenied', `${subject} with an explicit deny in a service control policy`);
  }
}

function attempt<T>(work: () => T): T | AwsError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

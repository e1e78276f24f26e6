import { AsyncLocalStorage } from 'node:async_hooks';
import type { AwsCall } from '../domain/step.ts';
import { familyOf } from './error-family.ts';
import { addMiddleware, type Extensible, type Middleware } from './middleware.ts';

/** Notes every call that reaches the wire, retries included, for the attempt in whose name it is made. */
export interface CallRecord {
  /** Runs `work`; `calls` grows while it runs and holds what was sent, even if it throws. */
  during<T>(work: (calls: readonly AwsCall[]) => Promise<T>): Promise<T>;
  /** Has a client note its calls. */
  attachTo(client: Extensible): void;
}

/** Told of every call with how it ended: `answered`, `throttled`, or `failed`. */
export type OnCall = (call: {
  readonly service: string;
  readonly operation: string;
  readonly outcome: string;
}) => void;

export function createCallRecord(now: () => Date, onCall: OnCall = () => undefined): CallRecord {
  const current = new AsyncLocalStorage<AwsCall[]>();
  const middleware: Middleware = (next, context) => async (args) => {
    const service = (context.clientName ?? '').replace(/Client$/, '').toLowerCase();
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    const note = (requestId: string | undefined) =>
      current.getStore()?.push({
        service,
        operation,
        ...(requestId === undefined ? {} : { requestId }),
        at: now().toISOString(),
      });
    try {
      const answer = await next(args);
      note(requestIdOf(answer.response));
      onCall({ service, operation, outcome: 'answered' });
      return answer;
    } catch (error) {
      // Sent or not, nobody knows: without an answer there is no request id to show.
      note(undefined);
      onCall({ service, operation, outcome: familyOf(error) === 'throttled' ? 'throttled' : 'failed' });
      throw error;
    }
  };
  return {
    during(work) {
      const calls: AwsCall[] = [];
      return current.run(calls, () => work(calls));
    },
    attachTo: (client) => addMiddleware(client, 'deserialize', 'chatelaineCallRecord', middleware),
  };
}

function requestIdOf(response: unknown): string | undefined {
  const headers =
    typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : undefined;
  const id: unknown =
    typeof headers === 'object' && headers !== null ? Reflect.get(headers, 'x-amzn-requestid') : undefined;
  return typeof id === 'string' ? id : undefined;
}

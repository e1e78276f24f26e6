/** As much of an SDK client as is needed to put a middleware on it; every client has it, whatever its types. */
export interface Extensible {
  readonly middlewareStack: { add(middleware: never, options: never): void };
}

export interface MiddlewareContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

type Next = (args: object) => Promise<{ readonly response: unknown }>;
export type Middleware = (next: Next, context: MiddlewareContext) => Next;

/**
 * Puts a middleware around the whole call, retries included (`initialize`), or innermost around each attempt and
 * its raw answer (`deserialize`). The SDK's own types for this differ for each client; this is the one cast.
 */
export function addMiddleware(
  client: Extensible,
  step: 'initialize' | 'deserialize',
  name: string,
  middleware: Middleware,
): void {
  client.middlewareStack.add(middleware as never, { step, priority: 'low', name } as never);
}

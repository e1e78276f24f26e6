import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process of the bench can be asked, by name. Arguments and answers travel as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: the argument's type is each handler's own
export type Handlers = Readonly<Record<string, (argument: any) => Promise<unknown>>>;

export interface Child<H extends Handlers> {
  readonly pid: number;
  ask<Name extends keyof H & string>(
    name: Name,
    argument: Parameters<H[Name]>[0],
  ): Promise<Awaited<ReturnType<H[Name]>>>;
  end(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts one of the bench's own modules in a process of its own, so that it doesn't share a thread with what is measured. */
export function openChild<H extends Handlers>(
  module: URL,
  environment: Readonly<Record<string, string>> = {},
): Child<H> {
  const child = fork(module, { env: { ...process.env, NODE_ENV: 'production', ...environment } });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.on('exit', (code) => {
    for (const [id, settle] of waiting) settle({ id, error: `${module.pathname} ended with ${code}` });
    waiting.clear();
  });
  return {
    pid: child.pid ?? 0,
    ask: (name, argument) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, ({ value, error }) =>
          error === undefined ? resolve(value as never) : reject(new Error(error)),
        );
        child.send({ id: asked, name, argument } satisfies Question);
      }),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** The other side: answers until the parent lets go, then ends the process. */
export function answerQuestions(handlers: Handlers): void {
  process.on('message', ({ id, name, argument }: Question) => {
    const answer = async () => handlers[name]?.(argument);
    answer().then(
      (value) => process.send?.({ id, value } satisfies Answer),
      (error: unknown) =>
        process.send?.({
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

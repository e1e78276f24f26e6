import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence, Place } from './evidence.ts';
import type { FromApp, Point, ToApp } from './wire.ts';

/** One process of the app, from its start to its death. */
export interface Life {
  /** Loads the app's modules only; `start` is quick after it. */
  readonly loaded: Promise<void>;
  /** Resolves with the port when it takes work; rejects if it dies before. */
  start(options: {
    readonly environment: Readonly<Record<string, string>>;
    readonly place: Place;
    readonly dieAt?: Point;
    readonly onPoint: (point: Point) => void;
  }): Promise<number>;
  /** Counts commits anew, and dies at the point if one is given. */
  count(dieAt?: Point): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Stops it in order, and gives what its database says. */
  end(place: Place): Promise<Evidence>;
  /** Whether it was killed, or ended by itself. */
  readonly gone: Promise<'killed' | 'by itself'>;
  isGone(): boolean;
  /** The newest lines of its log. */
  log(): string;
}

/** Starts a process that has the app's modules loaded and waits to be told. */
export function beginLife(): Life {
  const child: ChildProcess = fork(new URL('./app-process.ts', import.meta.url), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // It doesn't live long enough for better code of the embedded database to pay.
    execArgv: ['--liftoff-only'],
    // Compiled once for all of them: a start is half of what a run costs.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'chatelaine-crash-compiled') },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString());
      if (lines.length > 400) lines.splice(0, 100);
    });
  let gone = false;
  const exit = once(child, 'exit').then(([, signal]) => {
    gone = true;
    return signal === 'SIGKILL' ? 'killed' : 'by itself';
  });
  const loaded = answer('loaded').then(() => undefined);
  // Nobody may be waiting for it when it is killed.
  loaded.catch(() => undefined);

  function tell(message: ToApp): void {
    if (child.connected) child.send(message, () => undefined);
  }

  function answer<S extends FromApp['say']>(say: S): Promise<Extract<FromApp, { say: S }>> {
    return new Promise((resolve, reject) => {
      const hear = (message: FromApp) => {
        if (message.say === 'broke') finish(() => reject(new Error(`The app broke: ${message.why}`)));
        if (message.say === say) finish(() => resolve(message as Extract<FromApp, { say: S }>));
      };
      const died = () => finish(() => reject(new Died(lines.slice(-5).join(''))));
      function finish(how: () => void): void {
        child.off('message', hear);
        child.off('exit', died);
        how();
      }
      child.on('message', hear);
      child.on('exit', died);
      if (gone) died();
    });
  }

  return {
    loaded,
    async start({ environment, place, dieAt, onPoint }) {
      await loaded;
      child.on('message', (message: FromApp) => {
        if (message.say === 'commit') onPoint(message.point);
      });
      tell({ say: 'count', ...(dieAt ? { dieAt } : {}) });
      const ready = answer('ready');
      tell({ say: 'start', environment, place });
      return (await ready).port;
    },
    async count(dieAt) {
      const counting = answer('counting');
      tell({ say: 'count', ...(dieAt ? { dieAt } : {}) });
      await counting;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async end(place) {
      const ended = answer('ended');
      tell({ say: 'end', place });
      const { evidence } = await ended;
      child.kill('SIGKILL');
      await exit;
      return evidence;
    },
    gone: exit,
    isGone: () => gone,
    log: () => lines.join(''),
  };
}

/** The process was gone before it could answer. */
export class Died extends Error {
  override readonly name = 'Died';
}

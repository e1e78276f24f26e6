import { flushCompileCache } from 'node:module';
import { stringify } from 'yaml';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { makeLog } from '../../src/log.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { readEvidence } from './evidence.ts';
import type { FromApp, Point, ToApp } from './wire.ts';

/**
 * The real app in a process of its own, to be killed. It tells its parent every commit; at the one that it is told it
 * kills itself with SIGKILL, so that not another instruction runs.
 */
beTheApp((message) => void process.send?.(message));

function beTheApp(tell: (message: FromApp) => void): void {
  const log = makeLog('info');
  const counter = makeCounter(tell);
  let running: { readonly app: App; readonly auditKey: string } | undefined;

  async function start({ environment, place }: Extract<ToApp, { say: 'start' }>): Promise<void> {
    // AWS's default credential chain reads the process's own environment.
    Object.assign(process.env, environment);
    const loaded = loadConfig(environment, () => stringify(sandboxConfiguration));
    if (!loaded.ok) throw new Error(loaded.problems.join('; '));
    const app = await createApp({
      config: loaded.config,
      log,
      database: place,
      onCommit: counter.onCommit,
      // The simulated account shows every change at once; longer waits would show nothing more.
      awsTiming: { connectMs: 2_000, requestMs: 10_000, pollMs: 50, polls: 4 },
    });
    running = { app, auditKey: loaded.config.environment.CHATELAINE_SECRET };
    tell({ say: 'ready', port: app.port });
  }

  async function end({ place }: Extract<ToApp, { say: 'end' }>): Promise<void> {
    if (!running) throw new Error('It was never started.');
    await running.app.stop();
    tell({ say: 'ended', evidence: await readEvidence(place, running.auditKey) });
  }

  async function obey(message: ToApp): Promise<void> {
    if (message.say === 'start') return start(message);
    if (message.say === 'end') return end(message);
    counter.begin(message.dieAt);
    tell({ say: 'counting' });
  }

  process.on('message', (message: ToApp) => {
    obey(message).catch((error: unknown) =>
      tell({ say: 'broke', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  // Its parent is gone.
  process.on('disconnect', () => process.exit(1));
  // A killed process writes no cache at its end.
  flushCompileCache();
  tell({ say: 'loaded' });
}

function makeCounter(tell: (message: FromApp) => void) {
  let seen = new Map<string, number>();
  let dieAt: Point | undefined;

  function count(name: string, when: string): number {
    const nth = (seen.get(`${when} ${name}`) ?? 0) + 1;
    seen.set(`${when} ${name}`, nth);
    return nth;
  }

  return {
    begin(point: Point | undefined): void {
      seen = new Map();
      dieAt = point;
    },
    onCommit(name: string, when: 'before' | 'after'): void {
      const nth = count(name, when);
      const any = count('*', when);
      if (dieAt?.kind === 'commit' && dieAt.when === when) {
        if (dieAt.nth === nth && dieAt.name === name) process.kill(process.pid, 'SIGKILL');
        if (dieAt.nth === any && dieAt.name === '*') process.kill(process.pid, 'SIGKILL');
      }
      tell({ say: 'commit', point: { kind: 'commit', name, nth, when } });
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';

/** The bot as an operator runs it: `npm start` without npm, with an environment and a configuration file. */
export interface Bot {
  readonly pid: number;
  readonly url: string;
  /** From the start of the process to `/readyz` answering 200. */
  readonly readyMs: number;
  /** What it has written to its log. */
  log(): string;
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** A PostgreSQL server's URL; the embedded database in `home` without it. */
  readonly databaseUrl?: string;
  /** Where configuration, data and log are kept; see `temporaryHome`. */
  readonly home: string;
  /** For Node itself: `--cpu-prof` and the like. */
  readonly nodeOptions?: readonly string[];
}

export interface Home {
  readonly path: string;
  remove(): void;
}

export function temporaryHome(): Home {
  const path = mkdtempSync(join(tmpdir(), 'chatelaine-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const root = new URL('../../', import.meta.url);

/** What `npm start` or `npm run sandbox` passes to Node, with its flags. */
export function nodeArguments(script: 'start' | 'sandbox'): string[] {
  const text = readFileSync(new URL('package.json', root), 'utf8');
  const { scripts } = JSON.parse(text) as { readonly scripts: Readonly<Record<typeof script, string>> };
  return scripts[script]
    .split(' ')
    .slice(1)
    .map((argument) => (argument.endsWith('.ts') ? new URL(argument, root).pathname : argument));
}

const givenUpAfterMs = 60_000;

/** Rejects with the end of its log when it doesn't get ready. */
export async function startBot({
  environment,
  databaseUrl,
  home,
  nodeOptions = [],
}: BotOptions): Promise<Bot> {
  const configuration = join(home, 'chatelaine.yaml');
  writeFileSync(configuration, stringify(sandboxConfiguration));
  const port = await freePort();
  const logFile = join(home, 'log');
  const output = openSync(logFile, 'a');
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, ...nodeArguments('start')], {
    cwd: home,
    stdio: ['ignore', output, output],
    env: {
      PATH: process.env.PATH ?? '',
      ...environment,
      CHATELAINE_CONFIG: configuration,
      CHATELAINE_DATA_DIR: join(home, 'data'),
      PORT: String(port),
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const url = `http://127.0.0.1:${port}`;
  const log = () => readFileSync(logFile, 'utf8');
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - began > givenUpAfterMs) {
      kill();
      throw new Error(`The bot did not get ready:\n${log().slice(-2000)}`);
    }
    await sleep(3);
  }
  const readyMs = performance.now() - began;
  return {
    pid: child.pid ?? 0,
    url,
    readyMs,
    log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined);
  await response?.text();
  return response?.status === 200;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

/** Resident memory of a process now and at its highest, in bytes. Throws where there is no /proc. */
export function memoryOf(pid: number): { readonly now: number; readonly highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { now: bytes('VmRSS'), highest: bytes('VmHWM') };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startPostgres } from '../../test/store/postgres.ts';
import { nodeArguments, startBot, temporaryHome } from '../process/bot.ts';
import { openChild } from '../process/child.ts';
import type { Worlds } from '../process/worlds.ts';
import { type Line, milliseconds, percentile, progress, type Report } from '../report.ts';
import type { BareDatabase } from './bare-database.ts';

const times = 3;

/** From the start of the process to readiness, against a process that only opens the same database. */
export async function start(): Promise<Report> {
  const postgres = await startPostgres();
  const worlds = openChild<Worlds>(new URL('../process/worlds.ts', import.meta.url));
  try {
    const environment = await worlds.ask('environment', undefined);
    return {
      title: 'From start to ready',
      how:
        `From the start of \`node src/main.ts start\` to /readyz answering 200; median of ${times}. ` +
        'Against: a Node process that opens the same embedded database, asks it “select 1” and does nothing else.',
      lines: [
        ...(await embedded(environment)),
        await server(environment, await postgres.createDatabase()),
        await sandbox(),
      ],
    };
  } finally {
    await Promise.all([worlds.end(), postgres.stop()]);
  }
}

type Environment = Readonly<Record<string, string>>;

async function embedded(environment: Environment): Promise<readonly Line[]> {
  const home = temporaryHome();
  const bareHome = temporaryHome();
  try {
    const bareDir = join(bareHome.path, 'database');
    progress('embedded database, first start');
    const first = await readyAfter(environment, home.path);
    const bareFirst = await bareOpened(bareDir);
    progress('embedded database, later starts');
    const later = await several(() => readyAfter(environment, home.path));
    const bareLater = await several(() => bareOpened(bareDir));
    return [
      {
        what: 'PGlite, first start (makes the database)',
        ours: milliseconds(first),
        against: milliseconds(bareFirst),
        ratio: first / bareFirst,
      },
      {
        what: 'PGlite, existing data directory',
        ours: milliseconds(later),
        against: milliseconds(bareLater),
        ratio: later / bareLater,
        aim: '< 1 s',
        met: later < 1000,
      },
    ];
  } finally {
    home.remove();
    bareHome.remove();
  }
}

async function server(environment: Environment, databaseUrl: string): Promise<Line> {
  progress('PostgreSQL');
  const home = temporaryHome();
  try {
    await readyAfter(environment, home.path, databaseUrl);
    const later = await several(() => readyAfter(environment, home.path, databaseUrl));
    return {
      what: 'PostgreSQL, existing tables',
      ours: milliseconds(later),
      aim: '< 1 s',
      met: later < 1000,
    };
  } finally {
    home.remove();
  }
}

async function sandbox(): Promise<Line> {
  progress('the sandbox');
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeArguments('sandbox'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const took = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (/is ready:/.test(text.toString())) resolve(performance.now() - began);
    });
    child.once('exit', () => reject(new Error('The sandbox ended before it was ready.')));
  });
  child.kill('SIGTERM');
  await once(child, 'exit');
  process.off('exit', kill);
  return { what: '`npm run sandbox`', ours: milliseconds(took), aim: '< 10 s', met: took < 10_000 };
}

async function readyAfter(environment: Environment, home: string, databaseUrl?: string): Promise<number> {
  const bot = await startBot({ environment, databaseUrl, home });
  await bot.stop();
  return bot.readyMs;
}

async function bareOpened(dataDir: string): Promise<number> {
  const began = performance.now();
  const bare = openChild<BareDatabase>(new URL('bare-database.ts', import.meta.url));
  await bare.ask('open', dataDir);
  const took = performance.now() - began;
  await bare.end();
  return took;
}

async function several(measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times; time++) all.push(await measure());
  return percentile(all, 0.5);
}

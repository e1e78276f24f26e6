import { join } from 'node:path';
import { people } from '../../src/sandbox/workspace.ts';
import { startPostgres } from '../../test/store/postgres.ts';
import type { BareBolt } from '../click/bare-bolt.ts';
import { memoryOf, startBot, temporaryHome } from '../process/bot.ts';
import { type Child, openChild } from '../process/child.ts';
import type { Worlds } from '../process/worlds.ts';
import { type Line, megabytes, progress, type Report } from '../report.ts';
import type { BareDatabase } from '../start/bare-database.ts';

const stories = 200;
/** Who asks, at the same time; somebody else approves. */
const requesters = [people.requester, people.owner, people.platformApprover, people.responder];

interface Used {
  readonly afterStart: number;
  readonly afterStories: number;
  readonly highest: number;
}

/** Resident memory after the start and after many whole stories. */
export async function memory(): Promise<Report> {
  const postgres = await startPostgres();
  try {
    progress('PGlite');
    const embedded = await measure(undefined);
    progress('PostgreSQL');
    const server = await measure(await postgres.createDatabase());
    return {
      title: 'Memory',
      how:
        `Resident memory of the process, read from /proc; ${stories} stories from the form to the handed-over key, ${requesters.length} at a time. ` +
        'Against: a process that only has PGlite open; a bare Bolt app.',
      lines: [
        ...compare('PGlite', embedded, await bareDatabase(), 400),
        ...compare('PostgreSQL', server, await bareBolt(), 150),
      ],
    };
  } finally {
    await postgres.stop();
  }
}

async function measure(databaseUrl: string | undefined): Promise<Used> {
  const worlds = openChild<Worlds>(new URL('../process/worlds.ts', import.meta.url));
  const environment = await worlds.ask('environment', undefined);
  const home = temporaryHome();
  const bot = await startBot({ environment, databaseUrl, home: home.path });
  try {
    const afterStart = memoryOf(bot.pid).now;
    await worlds.ask('deliverTo', `${bot.url}/slack/events`);
    // Alone: it makes the bundle's group, and plans made without the group would have to be approved again.
    const first = await worlds.ask('request', { userName: 'svc-bench' });
    await worlds.ask('approve', first);
    await Promise.all(requesters.map((by, index) => tell(worlds, by, index)));
    const { now, highest } = memoryOf(bot.pid);
    return { afterStart, afterStories: now, highest };
  } finally {
    await bot.stop();
    home.remove();
    await worlds.end();
  }
}

/** One person's share of the stories, one after the other. */
async function tell(worlds: Child<Worlds>, by: string, index: number): Promise<void> {
  for (let number = index; number < stories; number += requesters.length) {
    const requestId = await worlds.ask('request', { userName: `svc-bench-${number}`, by });
    await worlds.ask('approve', requestId);
    if (number % 50 === 0) progress(`story ${number}`);
  }
}

async function bareDatabase(): Promise<number> {
  const home = temporaryHome();
  const bare = openChild<BareDatabase>(new URL('../start/bare-database.ts', import.meta.url));
  await bare.ask('open', join(home.path, 'database'));
  const { now } = memoryOf(bare.pid);
  await bare.end();
  home.remove();
  return now;
}

async function bareBolt(): Promise<number> {
  const worlds = openChild<Worlds>(new URL('../process/worlds.ts', import.meta.url));
  const environment = await worlds.ask('environment', undefined);
  const bare = openChild<BareBolt>(new URL('../click/bare-bolt.ts', import.meta.url));
  await bare.ask('start', {
    token: environment.SLACK_BOT_TOKEN ?? '',
    signingSecret: environment.SLACK_SIGNING_SECRET ?? '',
    apiUrl: environment.SLACK_API_URL ?? '',
  });
  const { now } = memoryOf(bare.pid);
  await Promise.all([bare.end(), worlds.end()]);
  return now;
}

function compare(database: string, used: Used, bare: number, aimMegabytes: number): Line[] {
  const line = (what: string, bytes: number): Line => ({
    what: `${database}, ${what}`,
    ours: megabytes(bytes),
    against: megabytes(bare),
    ratio: bytes / bare,
    aim: `< ${aimMegabytes} MB`,
    met: bytes < aimMegabytes * 1024 * 1024,
  });
  return [
    line('after the start', used.afterStart),
    line(`after ${stories} stories`, used.afterStories),
    { what: `${database}, highest`, ours: megabytes(used.highest) },
  ];
}

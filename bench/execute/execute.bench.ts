import { EXTERNAL_ID } from '../../src/sandbox/scenario.ts';
import { startPostgres } from '../../test/store/postgres.ts';
import { startBot, temporaryHome } from '../process/bot.ts';
import { openChild } from '../process/child.ts';
import type { Carried, Worlds } from '../process/worlds.ts';
import { type Line, milliseconds, percentile, progress, type Report } from '../report.ts';
import type { Replay } from './replay.ts';

const awsLatencyMs = 50;
const stories = 5;

/** From the click on Approve to the card that says done, against the same SDK calls made back to back. */
export async function execute(): Promise<Report> {
  const postgres = await startPostgres();
  try {
    return {
      title: 'From Approve to done',
      how:
        `AWS takes ${awsLatencyMs} ms a call. Ours: from the click to the card that says done, with every look-up of people, every commit before and after a step and every update of the messages. ` +
        `Against: the AWS calls of the very same run, sent again with the plain SDK, each as soon as the last was answered, and nothing else; and the time in which at least one call was under way, since the bot makes independent ones at once. Median of ${stories}.`,
      lines: [
        ...(await measure('PGlite', undefined)),
        ...(await measure('PostgreSQL', await postgres.createDatabase())),
      ],
    };
  } finally {
    await postgres.stop();
  }
}

async function measure(database: string, databaseUrl: string | undefined): Promise<readonly Line[]> {
  progress(`ours with ${database}`);
  const worlds = openChild<Worlds>(new URL('../process/worlds.ts', import.meta.url), {
    BENCH_AWS_LATENCY_MS: String(awsLatencyMs),
  });
  const environment = await worlds.ask('environment', undefined);
  const home = temporaryHome();
  const bot = await startBot({ environment, databaseUrl, home: home.path });
  const plain = openChild<Replay>(new URL('replay.ts', import.meta.url), {
    ...environment,
    BENCH_EXTERNAL_ID: EXTERNAL_ID,
  });
  try {
    await worlds.ask('deliverTo', `${bot.url}/slack/events`);
    const carried: Carried[] = [];
    for (let number = 0; number <= stories; number++) {
      const requestId = await worlds.ask('request', { userName: `svc-bench-${number}` });
      carried.push(await worlds.ask('approve', requestId));
    }
    progress('the same calls, back to back');
    await worlds.ask('plantAwsAgain', undefined);
    const replayed: number[] = [];
    const hub = environment.AWS_ACCESS_KEY_ID ?? '';
    for (const { calls } of carried) replayed.push(await plain.ask('replay', { calls, hub }));
    return linesOf(database, carried.slice(1), replayed.slice(1));
  } finally {
    await bot.stop();
    home.remove();
    await Promise.all([worlds.end(), plain.end()]);
  }
}

/** Without the first story, in which both sides compile their code and the bundle's group is made. */
function linesOf(database: string, carried: readonly Carried[], replayed: readonly number[]): Line[] {
  const ours = median(carried.map(({ tookMs }) => tookMs));
  const plain = median(replayed);
  const busy = median(carried.map(({ calls }) => underWayMs(calls)));
  const calls = median(carried.map((one) => one.calls.length));
  return [
    {
      what: `${database}, ${calls} AWS calls back to back`,
      ours: milliseconds(ours),
      against: milliseconds(plain),
      ratio: ours / plain,
      aim: '≤ 1.3',
      met: ours / plain <= 1.3,
    },
    {
      what: `${database}, time in which AWS had a call of ours`,
      ours: milliseconds(ours),
      against: milliseconds(busy),
      ratio: ours / busy,
    },
  ];
}

const median = (values: readonly number[]) => percentile(values, 0.5);

/** Calls that overlap count once: the rest is this bot's own time. */
function underWayMs(calls: Carried['calls']): number {
  let total = 0;
  let until = 0;
  for (const { began, tookMs } of calls.toSorted((a, b) => a.began - b.began)) {
    total += Math.max(0, began + tookMs - Math.max(began, until));
    until = Math.max(until, began + tookMs);
  }
  return total;
}

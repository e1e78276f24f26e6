import type { PlanHash, RequestId } from '../../src/domain/ids.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { startPostgres } from '../../test/store/postgres.ts';
import { startBot, temporaryHome } from '../process/bot.ts';
import { type Child, openChild } from '../process/child.ts';
import type { Worlds } from '../process/worlds.ts';
import { type Line, milliseconds, percentile, progress, type Report } from '../report.ts';
import type { BareBolt } from './bare-bolt.ts';
import type { ClickMix } from './deliveries.ts';
import type { Load, StormResult } from './load.ts';

/** Until V8 has compiled what is hot. */
const warmUpSeconds = 3;
const closedSeconds = 4;
const openSeconds = 10;
const senders = 32;
const perSecond = 300;
const pendingRequests = 3;

interface Measured {
  readonly closed: StormResult;
  readonly open: StormResult;
}

/** Acknowledging a click: signed HTTP, real work behind it, against a Bolt app that does nothing. */
export async function click(): Promise<Report> {
  const postgres = await startPostgres();
  try {
    progress('bare Bolt');
    const bare = await measure((worlds) => bareBolt(worlds));
    progress('ours with PGlite');
    const embedded = await measure((worlds) => chatelaine(worlds));
    const url = await postgres.createDatabase();
    progress('ours with PostgreSQL');
    const server = await measure((worlds) => chatelaine(worlds, url));
    return {
      title: 'Acknowledging a click on Approve',
      how:
        `Signed HTTP on one machine, app, client and simulated Slack in processes of their own. ${pendingRequests} pending requests; of six clicks one is an approver’s, ` +
        'one a guest’s and four are of colleagues who may not decide: each is looked up in Slack, decided on and answered. Each click is on record before its acknowledgement. ' +
        'Against: a bare Bolt app that acknowledges and does nothing.',
      lines: [...compare('PGlite', embedded, bare), ...compare('PostgreSQL', server, bare)],
    };
  } finally {
    await postgres.stop();
  }
}

interface Subject {
  readonly url: string;
  readonly mix: ClickMix;
  end(): Promise<void>;
}

async function measure(open: (worlds: Child<Worlds>) => Promise<Subject>): Promise<Measured> {
  const worlds = openChild<Worlds>(new URL('../process/worlds.ts', import.meta.url));
  const load = openChild<Load>(new URL('load.ts', import.meta.url));
  try {
    return await weather(await open(worlds), load);
  } finally {
    await Promise.all([worlds.end(), load.end()]);
  }
}

async function weather({ url, mix, end }: Subject, load: Child<Load>): Promise<Measured> {
  try {
    const storm = (from: number, seconds: number, kind: Parameters<Load['storm']>[0]['load']) =>
      load.ask('storm', { url, mix, from, seconds, load: kind });
    progress('warming up');
    await storm(0, warmUpSeconds, { kind: 'closed', senders: 8 });
    progress(`${perSecond} clicks a second`);
    const open = await storm(100_000, openSeconds, { kind: 'open', perSecond });
    progress(`${senders} senders`);
    const closed = await storm(200_000, closedSeconds, { kind: 'closed', senders });
    return { closed, open };
  } finally {
    await end();
  }
}

async function bareBolt(worlds: Child<Worlds>): Promise<Subject> {
  // The same clicks: made by our bot's card, sent to the other app.
  const ours = await chatelaine(worlds);
  await ours.end();
  const environment = await worlds.ask('environment', undefined);
  const bolt = openChild<BareBolt>(new URL('bare-bolt.ts', import.meta.url));
  const url = await bolt.ask('start', {
    token: environment.SLACK_BOT_TOKEN ?? '',
    signingSecret: environment.SLACK_SIGNING_SECRET ?? '',
    apiUrl: environment.SLACK_API_URL ?? '',
  });
  return { url, mix: ours.mix, end: () => bolt.end() };
}

async function chatelaine(worlds: Child<Worlds>, databaseUrl?: string): Promise<Subject> {
  const environment = await worlds.ask('environment', undefined);
  const home = temporaryHome();
  const bot = await startBot({ environment, databaseUrl, home: home.path });
  const url = `${bot.url}/slack/events`;
  await worlds.ask('deliverTo', url);
  const values: string[] = [];
  let sample: Record<string, unknown> = {};
  for (let number = 1; number <= pendingRequests; number++) {
    const requestId = await worlds.ask('request', { userName: `svc-bench-${number}` });
    progress(`request ${requestId}`);
    sample = (await worlds.ask('sampleClick', requestId)) ?? {};
    values.push(buttonValue(sample));
  }
  const { requester, owner, platformApprover, guest } = people;
  const mix: ClickMix = {
    sample,
    values,
    signingSecret: environment.SLACK_SIGNING_SECRET ?? '',
    people: [requester, owner, platformApprover, owner, guest, requester],
  };
  return {
    url,
    mix,
    async end() {
      await bot.stop();
      home.remove();
    },
  };
}

function buttonValue(sample: Record<string, unknown>): string {
  const [action] = sample.actions as readonly { readonly value: `${RequestId} ${PlanHash}` }[];
  if (action === undefined) throw new Error('The sample has no action.');
  return action.value;
}

function compare(database: string, ours: Measured, bare: Measured): Line[] {
  const rate = ({ closed }: Measured) => closed.acknowledged / closed.seconds;
  const p50 = percentile(ours.open.latenciesMs, 0.5);
  const p99 = percentile(ours.open.latenciesMs, 0.99);
  const lost = ours.open.failed + ours.closed.failed;
  return [
    {
      what: `${database}, clicks acknowledged a second, ${senders} at once`,
      ours: rate(ours).toFixed(0),
      against: rate(bare).toFixed(0),
      ratio: rate(ours) / rate(bare),
      aim: '≥ 0.7',
      met: rate(ours) / rate(bare) >= 0.7,
    },
    {
      what: `${database}, p50 at ${perSecond} clicks a second`,
      ours: milliseconds(p50),
      against: milliseconds(percentile(bare.open.latenciesMs, 0.5)),
      ratio: p50 / percentile(bare.open.latenciesMs, 0.5),
    },
    {
      what: `${database}, p99 at ${perSecond} clicks a second`,
      ours: milliseconds(p99),
      against: milliseconds(percentile(bare.open.latenciesMs, 0.99)),
      ratio: p99 / percentile(bare.open.latenciesMs, 0.99),
      aim: '< 100 ms',
      met: p99 < 100,
    },
    { what: `${database}, clicks not acknowledged`, ours: String(lost), aim: '0', met: lost === 0 },
  ];
}

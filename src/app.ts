import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsDeps, createAws } from './aws/clients.ts';
import type { Config } from './config/config.ts';
import { createJudgements } from './findings/access.ts';
import type { Log } from './log.ts';
import { pictures } from './pictures/raster.ts';
import { createQueue } from './queue/queue.ts';
import { createSlack, type Slack } from './slack/slack.ts';
import { type DatabaseOptions, openDatabase } from './store/database.ts';
import { createStore, type StoreOptions } from './store/store.ts';
import { healthRoutes } from './web/health.ts';
import { makeMetrics } from './web/metrics.ts';
import { announce } from './workflows/announce.ts';
import { attendOwners, makeAttend } from './workflows/attend.ts';
import { execute } from './workflows/execute.ts';
import {
  acceptedStatements,
  noteConfiguration,
  postAuditHead,
  postConfiguration,
} from './workflows/house-notices.ts';
import { makeOwnerLook, rememberFor } from './workflows/owner-look.ts';
import { makePeople } from './workflows/people.ts';
import { makePlanner } from './workflows/planner.ts';
import { Unavailable } from './workflows/ports.ts';
import { publish } from './workflows/publish.ts';
import { makeReplan } from './workflows/replan.ts';
import { refresh, type ScanDeps, scan } from './workflows/scan.ts';
import { standing } from './workflows/standing.ts';
import { tick } from './workflows/tick.ts';
import { makeUseCases } from './workflows/use-case-list.ts';

export interface AppDeps {
  readonly config: Config;
  readonly log: Log;
  /** Another database than the environment names: the sandbox's is in memory. */
  readonly database?: Pick<DatabaseOptions, 'url' | 'dataDir'>;
  /** How far the sandbox's clock has been moved; production passes nothing. */
  readonly clockOffsetMs?: () => number;
  /** Crash tests stand here; production passes nothing. */
  readonly onCommit?: StoreOptions['onCommit'];
  /** How long AWS is waited for; shortened by tests. */
  readonly awsTiming?: AwsDeps['timing'];
}

export interface App {
  /** Where HTTP is served: health, and Slack's requests in HTTP mode. */
  readonly port: number;
  /** Looks for due work at once instead of in a moment: after the sandbox's clock was moved. */
  tick(): Promise<void>;
  /** Takes no more work, finishes what runs, closes. Safe to call twice. */
  stop(): Promise<void>;
}

const tickEverySeconds = 2;
const attendEverySeconds = 15;
const ownersEverySeconds = 900;
const personRememberedMs = 3_600_000;
const drainMs = 20_000;

/**
 * One wiring for production, sandbox and tests. Resolves when it takes work; rejects with a sentence
 * that says what can't be reached.
 */
export async function createApp({ config, log, clockOffsetMs, onCommit, ...deps }: AppDeps): Promise<App> {
  const { environment, house } = config;
  const stopping = new AbortController();
  let ready = false;

  async function openStore() {
    const database = await openDatabase({
      ...(deps.database ?? { url: environment.DATABASE_URL, dataDir: environment.CHATELAINE_DATA_DIR }),
      onIdleError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
    });
    const queue = await createQueue({ database, log });
    const store = await createStore({
      database,
      auditKey: environment.CHATELAINE_SECRET,
      jobs: queue,
      clockOffsetMs,
      onCommit,
      onEvents: (events) => {
        for (const event of events) log.info(event, 'audit');
      },
    });
    return { database, queue, store };
  }
  const { meters, ...metrics } = makeMetrics();
  const now = () => new Date(Date.now() + (clockOffsetMs?.() ?? 0));
  const aws = createAws({
    settings: config.aws,
    house,
    log,
    timing: deps.awsTiming,
    now,
    onCall: meters.awsCall,
  });
  const { iam, organization, inventory } = aws;
  // Slack says who the bot is while the database opens. One that is being made is not left half made if Slack refuses.
  const opening = openStore();
  opening.catch(() => undefined);
  const { METRICS_TOKEN: token } = environment;
  const metricsRoutes =
    token === undefined
      ? []
      : [metrics.route({ token, standing: async () => standing((await opening).store) })];
  const slack: Slack = await createSlack({
    settings: {
      botToken: environment.SLACK_BOT_TOKEN,
      appToken: environment.SLACK_APP_TOKEN,
      signingSecret: environment.SLACK_SIGNING_SECRET,
      apiUrl: environment.SLACK_API_URL,
      port: environment.PORT,
    },
    log,
    onAcknowledged: meters.acknowledged,
    routes: [
      ...metricsRoutes,
      ...healthRoutes({
        ready: () => ready && slack.isConnected(),
        ping: async () => (await opening).store.ping(),
      }),
    ],
  }).catch(async (error: unknown) => {
    await opening.then(({ store }) => store.close()).catch(() => undefined);
    throw error;
  });
  const { database, queue, store } = await opening;
  const { chat, directory } = slack;
  const people = makePeople({ directory, house });
  const plan = makePlanner({ iam, organization, people, store, house });
  const replan = makeReplan(plan, house);
  const reportBug = (error: unknown, about: string): string => {
    const reference = randomBytes(4).toString('hex');
    log.error({ err: error, about, reference }, 'something broke');
    return reference;
  };
  const useCases = makeUseCases({
    store,
    iam,
    organization,
    people,
    house,
    chat,
    replan,
    plan,
    reportBug,
    stopping: stopping.signal,
    newDraftId: () => randomUUID(),
  });
  const executing = {
    store,
    iam,
    people,
    house,
    replan,
    stopping: stopping.signal,
    newToken: () => randomUUID(),
  };
  const moveOn = (lostAfterMs?: number) =>
    tick(
      { store, house, carryOut: useCases.carryOut, onError: (error, about) => void reportBug(error, about) },
      lostAfterMs,
    );

  const person = rememberFor(personRememberedMs, directory.person);
  const scanning = {
    ...{ store, inventory, organization, house },
    owners: makeOwnerLook(person),
    judgements: createJudgements(),
    onLook: (look: Parameters<NonNullable<ScanDeps['onLook']>>[0]) => {
      meters.looked(look.seconds, look.failure === undefined ? 'read' : 'unread');
      log.info(look, 'account looked at');
    },
  };
  const publishing = {
    store,
    chat,
    directory,
    pictures,
    house,
    stopping: stopping.signal,
    pause: makePause(stopping.signal),
  };
  const lookAround = makeAttend({ store, organization, house });
  const lookAfterOwners = () => attendOwners({ store, organization, house, person });
  queue.work({
    scan: (accountId) => again(() => scan(accountId, scanning), log),
    refresh: (requestId) => again(() => refresh(requestId, scanning), log),
    publish: (bulletinId) => again(() => publish(bulletinId, publishing), log),
    execute: (requestId) => again(() => execute(requestId, executing), log),
    announce: (requestId) =>
      again(
        () => announce(requestId, { store, chat, organization, house, refreshHome: slack.refreshHome }),
        log,
      ),
  });
  const notices = { store, chat, house };
  const { port } = await slack.connect(useCases);
  // What a process that died has left: nothing that is found now can be this one's.
  await moveOn(0).catch((error: unknown) => void reportBug(error, 'the first look after the start'));
  ready = true;
  log.info({ port, mode: environment.SLACK_APP_TOKEN ? 'socket' : 'http', database: database.kind }, 'ready');
  await queue.every('tick', tickEverySeconds, () => moveOn());
  await queue.every('attend', attendEverySeconds, () => again(lookAround, log));
  await queue.every('owners', ownersEverySeconds, () => again(lookAfterOwners, log));
  await queue.every('purge', 3600, () => store.purge());
  await queue.every('audit-head', 3600, () => postAuditHead(notices));
  await noteConfiguration({ ...house, ...acceptedStatements(house), aws: config.aws }, notices);
  await postConfiguration(notices).catch((error: unknown) =>
    log.warn({ err: error }, 'the configuration change could not be announced'),
  );

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    ready = false;
    stopping.abort();
    await slack.stop({ drainMs });
    await queue.stop({ drainMs });
    await store.close();
    aws.close();
    log.info('stopped');
  }
  async function catchUp(): Promise<void> {
    await moveOn();
    await lookAround();
    await lookAfterOwners();
  }
  return { port, tick: catchUp, stop: () => (stopped ??= stop()) };
}

/** For what another asks to wait; a process that is asked to stop doesn't sit it out. */
function makePause(stopping: AbortSignal): (milliseconds: number) => Promise<void> {
  return (milliseconds) => sleep(milliseconds, undefined, { signal: stopping }).catch(() => undefined);
}

/** Another replica at work, or the other side out of reach: the job comes back in a moment. */
async function again(work: () => Promise<'done' | 'busy'>, log: Log): Promise<'again' | undefined> {
  try {
    return (await work()) === 'busy' ? 'again' : undefined;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    log.warn({ why: error.message }, 'out of reach for now');
    return 'again';
  }
}

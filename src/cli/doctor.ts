import { existsSync } from 'node:fs';
import { createAws } from '../aws/clients.ts';
import { type Config, loadConfig } from '../config/config.ts';
import type { Check } from '../domain/check.ts';
import { makeLog } from '../log.ts';
import { checkSlack } from '../slack/doctor.ts';
import { defaultApiUrl } from '../slack/settings.ts';
import { openDatabase } from '../store/database.ts';
import { type CommandLine, say } from './command-line.ts';

/** Slack refuses requests that are five minutes off, AWS signatures likewise. */
const mostSkewMs = 60_000;

export const doctor: CommandLine = async () => {
  const loaded = loadConfig(process.env);
  if (!loaded.ok) {
    report([
      ...loaded.problems.map((problem): Check => ({ title: 'Configuration', ok: false, say: problem })),
    ]);
    say(
      '\n.env.example and chatelaine.example.yaml explain each line. The rest is looked at when this is right.',
    );
    return 1;
  }
  const { config } = loaded;
  const { environment, house } = config;
  const log = makeLog('silent');
  const aws = createAws({ settings: config.aws, house, log });
  const settings = {
    botToken: environment.SLACK_BOT_TOKEN,
    appToken: environment.SLACK_APP_TOKEN,
    signingSecret: environment.SLACK_SIGNING_SECRET,
    apiUrl: environment.SLACK_API_URL,
    port: environment.PORT,
  };
  const [slack, accounts, database, clock] = await Promise.all([
    checkSlack({ settings, house, log }),
    aws.checks(),
    checkDatabase(config),
    checkClock(environment.SLACK_API_URL ?? defaultApiUrl),
  ]);
  aws.close();
  const checks: readonly Check[] = [
    { title: 'Configuration', ok: true, say: `${environment.CHATELAINE_CONFIG} is right.` },
    ...slack,
    ...accounts,
    database,
    clock,
  ];
  report(checks);
  const wrong = checks.filter((check) => !check.ok).length;
  say(wrong === 0 ? '\nEverything is well.' : `\n${wrong} of ${checks.length} need mending.`);
  return wrong === 0 ? 0 : 1;
};

function report(checks: readonly Check[]): void {
  for (const { title, ok, say: seen, mend } of checks) {
    say(`${ok ? '✓' : '✗'} ${title}: ${seen}`);
    if (!ok && mend) say(`    → ${mend}`);
  }
}

async function checkDatabase({ environment }: Config): Promise<Check> {
  const title = 'Database';
  const where =
    environment.DATABASE_URL === undefined
      ? `the embedded one in ${environment.CHATELAINE_DATA_DIR}`
      : 'PostgreSQL';
  if (environment.DATABASE_URL === undefined && !existsSync(environment.CHATELAINE_DATA_DIR)) {
    return { title, ok: true, say: `${where}; it will be made at the first start.` };
  }
  try {
    const database = await openDatabase({
      url: environment.DATABASE_URL,
      dataDir: environment.CHATELAINE_DATA_DIR,
    });
    const { rows } = await database.sql.executeSql('select current_setting($1) as version', [
      'server_version',
    ]);
    await database.close();
    return { title, ok: true, say: `${where}, version ${String(rows[0]?.version)}.` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      title,
      ok: false,
      say: why,
      mend: 'While the bot runs, the embedded database can’t be opened by anybody else; that alone is no fault.',
    };
  }
}

/** This machine's time against Slack's `Date` header, a second's resolution. */
async function checkClock(url: string): Promise<Check> {
  const title = 'Clock';
  try {
    const asked = Date.now();
    const response = await fetch(new URL('api.test', url), {
      method: 'POST',
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return { title, ok: true, say: 'Slack’s answer has no date to compare with.' };
    const skewMs = Math.round((asked + Date.now()) / 2 - theirs);
    if (Math.abs(skewMs) <= mostSkewMs)
      return {
        title,
        ok: true,
        say: `within ${Math.max(1, Math.round(Math.abs(skewMs) / 1000))} s of Slack’s.`,
      };
    return {
      title,
      ok: false,
      say: `${Math.round(skewMs / 1000)} s off Slack’s.`,
      mend: 'Synchronise it (NTP): signatures of Slack and AWS expire within minutes.',
    };
  } catch {
    return {
      title,
      ok: false,
      say: 'can’t be compared, because Slack can’t be reached.',
      mend: 'Check the network, and SLACK_API_URL if it is set.',
    };
  }
}

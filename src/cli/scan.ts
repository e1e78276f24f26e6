import { parseArgs } from 'node:util';
import { createAws } from '../aws/clients.ts';
import { loadHouse } from '../config/config.ts';
import { Severity } from '../domain/finding.ts';
import type { Account } from '../domain/house.ts';
import { makeLog } from '../log.ts';
import { type CommandLine, complain, say } from './command-line.ts';
import { countOf, drawSummary } from './scan/draw.ts';
import { toCsv, toJson } from './scan/export.ts';
import { type Scanned, scanAccounts } from './scan/scan-accounts.ts';

/** Looks at every account and says what is stale, without Slack and without a database: also for a pipeline. */
export const scan: CommandLine = async (args) => {
  const asked = readArguments(args);
  if (typeof asked === 'string') return refuse(asked);
  const loaded = loadHouse(process.env);
  if (!loaded.ok) {
    complain(`This is missing or wrong:\n${loaded.problems.map((problem) => `  · ${problem}`).join('\n')}`);
    return 2;
  }
  const { house, aws: settings } = loaded;
  const aws = createAws({ settings, house, log: makeLog('silent') });
  try {
    const listed = await aws.organization.accounts();
    if (!listed.ok) {
      complain(listed.message);
      return 2;
    }
    const accounts = choose(listed.value, asked.accounts);
    if (typeof accounts === 'string') return refuse(accounts);
    const scanned: Scanned[] = [];
    const deps = { inventory: aws.inventory, house, now: () => new Date(), concurrency: asked.concurrency };
    await scanAccounts(accounts, deps, (one) => {
      scanned.push(one);
      tellProgress(scanned.length, accounts.length, one);
    });
    const ordered = scanned.toSorted((one, other) => (one.account.name < other.account.name ? -1 : 1));
    if (asked.json) say(toJson(ordered, new Date().toISOString()));
    else if (asked.csv) process.stdout.write(toCsv(ordered));
    else say(drawSummary(ordered));
    return exitCode(ordered, asked.failOn);
  } finally {
    aws.close();
  }
};

interface Asked {
  readonly json: boolean;
  readonly csv: boolean;
  readonly accounts: readonly string[];
  readonly failOn: Severity | undefined;
  readonly concurrency: number;
}

/** What was asked for, or what is wrong with it. */
function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        account: { type: 'string', multiple: true, default: [] },
        'fail-on': { type: 'string' },
        concurrency: { type: 'string', default: '8' },
      },
    });
    const { json, csv, account: accounts, 'fail-on': severity } = values;
    const failOn = Severity.safeParse(severity);
    const concurrency = Number(values.concurrency);
    if (json && csv) return '--json and --csv exclude each other.';
    if (severity !== undefined && !failOn.success)
      return `--fail-on is one of ${Severity.options.join(', ')}, not “${severity}”.`;
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64)
      return '--concurrency is a whole number from 1 to 64.';
    return { json, csv, accounts, failOn: failOn.data, concurrency };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function choose(all: readonly Account[], wanted: readonly string[]): readonly Account[] | string {
  if (wanted.length === 0) return all;
  const unknown = wanted.filter((word) => !all.some(({ id, name }) => id === word || name === word));
  if (unknown.length > 0)
    return `There is no account ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`;
  return all.filter(({ id, name }) => wanted.includes(id) || wanted.includes(name));
}

function refuse(why: string): number {
  complain(
    `${why}\nUsage: scan [--account name-or-id]… [--json | --csv] [--fail-on critical|high|medium|low] [--concurrency 8]`,
  );
  return 2;
}

/** A line for each account, or one line that grows where somebody watches. */
function tellProgress(done: number, all: number, { account, isRead, findings }: Scanned): void {
  const said = `${String(done).padStart(String(all).length)}/${all} ${account.name}: ${isRead ? `${findings.length} findings` : 'could not be read'}`;
  process.stderr.write(
    process.stderr.isTTY ? `\r\u001b[K${bar(done / all)} ${said}${done === all ? '\n' : ''}` : `${said}\n`,
  );
}

const bar = (share: number) => `[${'█'.repeat(Math.round(share * 20)).padEnd(20, '·')}]`;

/** 0 nothing so severe, 1 something is, 3 an account could not be read: then nobody knows. */
function exitCode(scanned: readonly Scanned[], failOn: Severity | undefined): number {
  const severe = failOn === undefined ? [] : Severity.options.slice(0, Severity.options.indexOf(failOn) + 1);
  const all = scanned.flatMap(({ findings }) => findings);
  if (severe.some((severity) => countOf(all, severity) > 0)) return 1;
  return scanned.every(({ isRead }) => isRead) ? 0 : 3;
}

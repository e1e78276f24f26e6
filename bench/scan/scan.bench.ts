import { createAws } from '../../src/aws/clients.ts';
import { scanAccounts } from '../../src/cli/scan/scan-accounts.ts';
import { house, organizationSettings } from '../../test/aws/start.ts';
import { openChild } from '../process/child.ts';
import { type Line, megabytes, progress, type Report } from '../report.ts';
import type { Organization, Size } from './organization.ts';

const latencyMs = 50;
const concurrency = 16;
const accounts = Number(process.env.BENCH_SCAN_ACCOUNTS ?? 1_000);

/** What a scan costs in calls, counted at the server, and in time and memory over a whole organization. */
export async function scan(): Promise<Report> {
  const calls = await measureCalls();
  const whole = await measureWhole();
  return {
    title: 'Scan of an organization',
    how:
      'Simulated AWS in a process of its own, which counts the calls. Against: the same account where no credential report can be had, so that each user is asked for by ' +
      `itself; and the time of the calls alone, ${latencyMs} ms each, ${concurrency} at a time.`,
    lines: [...calls, ...whole],
  };
}

async function measureCalls(): Promise<Line[]> {
  const size = { accounts: 1, users: 500, flagged: 100, latencyMs: 0 };
  const cheap = await scanOnce(size, false);
  progress(`with the report: ${told(cheap.calls)}`);
  const each = await scanOnce(size, true);
  progress(`without: ${told(each.calls)}`);
  const none = await scanOnce({ ...size, users: 5, flagged: 0 }, false);
  return [
    {
      what: '500 users, 100 with a stale key: calls',
      ours: String(sum(cheap.calls)),
      against: String(sum(each.calls)),
      ratio: sum(cheap.calls) / sum(each.calls),
      aim: '≤ 120',
      met: sum(cheap.calls) <= 120,
    },
    { what: '5 users, nothing stale: calls', ours: String(sum(none.calls)) },
  ];
}

async function measureWhole(): Promise<Line[]> {
  const size = { accounts, users: 200, flagged: 10, latencyMs };
  const { calls, seconds, resident, users } = await scanOnce(size, false);
  const ideal = (sum(calls) * latencyMs) / 1_000 / concurrency;
  const [early = 0, late = 0] = [resident.at(Math.floor(resident.length / 4)), Math.max(...resident)];
  return [
    {
      what: `${accounts.toLocaleString('en')} accounts × 200 users (${users.toLocaleString('en')} in all), ${sum(calls).toLocaleString('en')} calls`,
      ours: `${seconds.toFixed(1)} s`,
      against: `${ideal.toFixed(1)} s`,
      ratio: seconds / ideal,
      aim: '≤ 2',
      met: seconds <= ideal * 2,
    },
    {
      what: 'memory at its highest, after a quarter of the accounts',
      ours: megabytes(late),
      against: megabytes(early),
      ratio: late / early,
      aim: '≤ 1.5',
      met: late <= early * 1.5,
    },
  ];
}

interface Scan {
  readonly calls: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly users: number;
  /** Resident memory of this process after each account. */
  readonly resident: readonly number[];
}

async function scanOnce(size: Size, isWithoutReport: boolean): Promise<Scan> {
  const organization = openChild<Organization>(new URL('./organization.ts', import.meta.url), {
    BENCH_ORGANIZATION: JSON.stringify(size),
  });
  const environment = await organization.ask('environment', undefined);
  if (isWithoutReport) await organization.ask('withoutReport', undefined);
  Object.assign(process.env, environment);
  const aws = createAws({
    settings: { ...organizationSettings, endpoint: environment.AWS_ENDPOINT_URL },
    house,
    log: { warn: () => undefined },
  });
  const listed = await aws.organization.accounts();
  if (!listed.ok) throw new Error(listed.message);
  const resident: number[] = [];
  let users = 0;
  const before = performance.now();
  const deps = { inventory: aws.inventory, house, now: () => new Date(), concurrency };
  await scanAccounts(listed.value, deps, (scanned) => {
    if (!scanned.isRead) throw new Error(scanned.failures[0]?.message);
    users += scanned.users;
    resident.push(process.memoryUsage().rss);
    if (resident.length % 100 === 0) progress(`${resident.length} accounts`);
  });
  const seconds = (performance.now() - before) / 1_000;
  const calls = await organization.ask('calls', undefined);
  aws.close();
  await organization.end();
  return { calls, seconds, users, resident };
}

const sum = (calls: Scan['calls']) => Object.values(calls).reduce((all, count) => all + count, 0);
const told = (calls: Scan['calls']) =>
  Object.entries(calls)
    .map(([operation, count]) => `${operation} ${count}`)
    .join(', ');

import { ChannelId } from '../../src/domain/ids.ts';
import { createJudgements } from '../../src/findings/access.ts';
import { evaluate } from '../../src/findings/index.ts';
import { house, PROD } from '../../test/aws/start.ts';
import { megabytes, progress, type Report } from '../report.ts';
import { makeInventory } from './inventories.ts';

const now = '2026-11-25T08:00:00.000Z';
const usersPerAccount = 1_000;
const sizes = [10_000, 100_000, 1_000_000];
const account = {
  id: PROD,
  name: 'measured',
  environment: 'production',
  region: 'eu-west-1',
  channel: ChannelId.parse('C9'),
};

interface Measured {
  readonly users: number;
  readonly seconds: number;
  readonly found: number;
  readonly judged: number;
  readonly resident: number;
}

/** The rules over many users, account by account, as a scan does it: the inventory is made outside of the time. */
export async function findings(): Promise<Report> {
  const warm = measure(20_000);
  progress(`warmed up on ${warm.users} users`);
  const all = sizes.map((size) => {
    const measured = measure(size);
    progress(`${size} users: ${measured.seconds.toFixed(1)} s`);
    return measured;
  });
  const [first, , last] = all;
  const perUser = ({ seconds, users }: Measured) => (seconds / users) * 1e6;
  return {
    title: 'Evaluating the rules',
    how:
      `Accounts of ${usersPerAccount.toLocaleString('en')} users, a third of them stale; one user in fifty has a policy of its own, which is judged. ` +
      'Processor time of the process, garbage collection included. Against: the smallest size, for each user.',
    lines: all.map((measured) => ({
      what: `${measured.users.toLocaleString('en')} users, ${measured.found.toLocaleString('en')} findings, ${measured.judged.toLocaleString('en')} judgements`,
      ours: `${measured.seconds.toFixed(2)} s, ${megabytes(measured.resident)}`,
      against: `${perUser(measured).toFixed(1)} µs a user`,
      ...(first === undefined ? {} : { ratio: perUser(measured) / perUser(first) }),
      ...(measured === last ? { aim: '< 10 s', met: measured.seconds < 10 } : {}),
    })),
  };
}

function measure(users: number): Measured {
  const judgements = createJudgements();
  let seconds = 0;
  let found = 0;
  for (let first = 0; first < users; first += usersPerAccount) {
    const inventory = makeInventory(PROD, Math.min(usersPerAccount, users - first), now, first);
    const before = process.cpuUsage();
    found += evaluate({ kind: 'read', inventory }, { house, account, judgements }, now).length;
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6;
  }
  return { users, seconds, found, judged: judgements.judged, resident: process.memoryUsage().rss };
}

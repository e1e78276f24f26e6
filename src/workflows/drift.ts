import type { Bulletin } from '../domain/bulletin.ts';
import { type Newcomer, newcomers } from '../domain/drift.ts';
import type { Account, House } from '../domain/house.ts';
import type { Inventory } from '../domain/inventory.ts';
import { accountChannel } from '../domain/routing.ts';
import type { Step } from '../domain/step.ts';
import type { Reader } from './ports.ts';

/** AWS's clock and ours may differ, and an answer may be lost for so long before a step is finished. */
const toleranceMs = 10 * 60_000;
/** Requests about one user that are looked through. */
const mostRequests = 50;

/** Users and keys that somebody made without this bot, told once to the channel of their account. */
export async function makeDrift(
  reader: Reader,
  account: Account,
  before: Inventory,
  now: Inventory,
  house: House,
): Promise<readonly Bulletin[]> {
  const strangers: Newcomer[] = [];
  for (const newcomer of newcomers(before, now)) {
    if (!(await isOurs(reader, account, newcomer))) strangers.push(newcomer);
  }
  if (strangers.length === 0) return [];
  return [
    {
      id: `drift/${account.id}/${now.readAt}`,
      to: { kind: 'channel', channel: accountChannel(account.id, house) },
      messages: [
        {
          kind: 'drift',
          accountId: account.id,
          accountName: account.name,
          since: before.readAt,
          newcomers: strangers,
        },
      ],
    },
  ];
}

/** Whether the ledger has a step of just then that made it. */
async function isOurs(reader: Reader, account: Account, newcomer: Newcomer): Promise<boolean> {
  const { userName, what, createdAt } = newcomer;
  const at = Date.parse(createdAt);
  for (const { id } of await reader.requestsAbout({ accountId: account.id, userName }, mostRequests)) {
    const steps = await reader.steps(id);
    if (steps.some((step) => makes(step, what) && isAbout(step, at))) return true;
  }
  return false;
}

const makes = ({ operation }: Step, what: Newcomer['what']): boolean =>
  operation.kind === (what === 'user' ? 'create-user' : 'create-access-key');

function isAbout({ intendedAt, finishedAt }: Step, at: number): boolean {
  const from = Date.parse(intendedAt) - toleranceMs;
  const to = Date.parse(finishedAt ?? intendedAt) + toleranceMs;
  return at >= from && at <= to;
}

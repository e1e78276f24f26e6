import type { Finding } from '../../domain/finding.ts';
import type { Account, House } from '../../domain/house.ts';
import type { ReadFailure, Reading } from '../../domain/inventory.ts';
import { createJudgements } from '../../findings/access.ts';
import { evaluate } from '../../findings/index.ts';
import type { Inventory } from '../../workflows/ports.ts';

/** What a scan keeps of an account: not its users, so that a thousand accounts need no more memory than a few. */
export interface Scanned {
  readonly account: Account;
  readonly users: number;
  readonly findings: readonly Finding[];
  readonly source: string;
  /** Why the account, or parts of it, could not be read. */
  readonly failures: readonly ReadFailure[];
  readonly isRead: boolean;
}

/** Reads and judges accounts, so many at once, and tells each as it is done. */
export async function scanAccounts(
  accounts: readonly Account[],
  deps: {
    readonly inventory: Inventory;
    readonly house: House;
    readonly now: () => Date;
    readonly concurrency: number;
  },
  done: (scanned: Scanned) => void,
): Promise<void> {
  const judgements = createJudgements();
  const queue = accounts.values();
  async function worker(): Promise<void> {
    for (const account of queue) {
      const reading = await deps.inventory.read(account);
      const settings = { house: deps.house, account, judgements };
      done(summarise(account, reading, evaluate(reading, settings, deps.now().toISOString())));
    }
  }
  await Promise.all(Array.from({ length: Math.min(deps.concurrency, accounts.length) }, worker));
}

function summarise(account: Account, reading: Reading, findings: readonly Finding[]): Scanned {
  if (reading.kind === 'unread')
    return { account, users: 0, findings, source: 'not read', failures: [reading.failure], isRead: false };
  const { users, credentials, gaps } = reading.inventory;
  const source =
    credentials.kind === 'report' ? `report of ${credentials.generatedAt}` : 'each user asked by itself';
  return { account, users: users.length, findings, source, failures: gaps, isRead: true };
}

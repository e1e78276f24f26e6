import type { Store } from './ports.ts';

/** After this an account's inventory is old: a day's look was missed. */
const oldAfterMs = 36 * 3_600_000;

/** How things stand, counted: open findings, accounts by how well they are known, requests by state. */
export async function standing(store: Store): Promise<{
  readonly findings: Readonly<Record<string, number>>;
  readonly accounts: Readonly<Record<string, number>>;
  readonly requests: Readonly<Record<string, number>>;
}> {
  return store.read(async (reader) => {
    const now = Date.parse(await reader.now());
    const accounts = { fresh: 0, old: 0, failed: 0 };
    for (const { readAt, failure } of await reader.accountStates()) {
      if (failure !== undefined || readAt === undefined) accounts.failed += 1;
      else if (now - Date.parse(readAt) > oldAfterMs) accounts.old += 1;
      else accounts.fresh += 1;
    }
    return { findings: await reader.openBySeverity(), accounts, requests: await reader.requestsByState() };
  });
}

import type { House } from '../domain/house.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Reading, UserReading } from '../domain/inventory.ts';
import { createJudgements } from '../findings/access.ts';
import type { Inventory } from '../workflows/ports.ts';
import { readFailure, type Where } from './errors.ts';
import { failureOf } from './inventory/gaps.ts';
import { withQuarantine } from './inventory/quarantine.ts';
import { readAccount } from './inventory/read-account.ts';
import { readOneUser } from './inventory/read-user.ts';
import type { AccountList } from './organization.ts';
import type { Sessions } from './sessions.ts';
import type { Timing } from './timing.ts';

export interface InventoryDeps {
  readonly house: House;
  readonly accountList: AccountList;
  readonly sessions: Sessions;
  readonly isRootCentral: () => Promise<boolean | undefined>;
  readonly timing: Timing;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

/** The port that scans use. Whatever AWS or the network does comes out as a value; only bugs are thrown. */
export function createInventory(deps: InventoryDeps): Inventory {
  const { house, accountList, sessions, isRootCentral, timing, now, log } = deps;
  const judgements = createJudgements();
  const whereIs = (accountId: AccountId): Where => ({
    account: accountList.label(accountId),
    actor: sessions.actor(),
  });
  return {
    async read(account, { previous } = {}): Promise<Reading> {
      const where = whereIs(account.id);
      try {
        const { patientIam: iam } = await sessions.forReading(account.id);
        const isCentrallyManaged =
          account.id === accountList.management() ? undefined : await isRootCentral();
        const reading = { iam, account, house, where, timing, judgements, isCentrallyManaged, now };
        const inventory = await readAccount(reading, previous);
        for (const { what, code, message } of inventory.gaps)
          log.warn({ what, code, account: where.account }, message);
        return { kind: 'read', inventory };
      } catch (error) {
        const failure = failureOf('the account', error, where, now());
        log.warn(
          { code: failure.code, temporary: failure.temporary, account: where.account },
          failure.message,
        );
        return { kind: 'unread', accountId: account.id, failure };
      }
    },
    async readUser({ accountId, userName }, { previous } = {}) {
      const where = whereIs(accountId);
      try {
        const { patientIam: iam } = await sessions.forReading(accountId);
        const { user, ...documents } = await readOneUser(iam, userName, now, previous);
        const readAt = now().toISOString();
        const value: UserReading = {
          ...{ accountId, userName, readAt },
          ...(user === undefined ? {} : { user: withQuarantine(user, house, accountId, readAt) }),
          ...documents,
        };
        return { ok: true, value };
      } catch (error) {
        const { code, message, temporary } = readFailure(error, where);
        log.warn({ code, temporary, account: where.account }, message);
        return { ok: false, code, message, temporary };
      }
    },
  };
}

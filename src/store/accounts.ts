import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { AccountId } from '../domain/ids.ts';
import type { Inventory, ReadFailure } from '../domain/inventory.ts';
import type { AccountState, FindingsReader } from '../workflows/findings-ports.ts';
import { isoTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { storableValue, storedJson } from './stored-json.ts';

type AccountReader = Pick<FindingsReader, 'accountStates' | 'accountState' | 'inventory'>;

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);
/** An inventory of this shape; one that an older version wrote is read anew from AWS. */
const shape = 1;

export function makeAccountReader({ kysely }: Connection): AccountReader {
  const states = () => kysely.selectFrom('account_states').selectAll();
  return {
    accountStates: async () => (await states().orderBy('account_id').execute()).map(stateOf),
    accountState: async (accountId) => {
      const row = await states().where('account_id', '=', accountId).executeTakeFirst();
      return row === undefined ? undefined : stateOf(row);
    },
    inventory: async (accountId) => {
      const row = await kysely
        .selectFrom('inventories')
        .select('content')
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const stored = JSON.parse((await expand(row.content)).toString('utf8')) as Stored;
      return stored.shape === shape ? stored.inventory : undefined;
    },
  };
}

interface Stored {
  readonly shape: number;
  readonly inventory: Inventory;
}

interface StateRow {
  readonly account_id: string;
  readonly first_look_at: Date;
  readonly looked_at: Date;
  readonly slot: Date;
  readonly read_at: Date | null;
  readonly failure: unknown;
}

function stateOf(row: StateRow): AccountState {
  return {
    accountId: AccountId.parse(row.account_id),
    firstLookAt: isoTime(row.first_look_at),
    lookedAt: isoTime(row.looked_at),
    slot: isoTime(row.slot),
    ...(row.read_at === null ? {} : { readAt: isoTime(row.read_at) }),
    ...(row.failure === null ? {} : { failure: row.failure as ReadFailure }),
  };
}

export async function saveAccountState({ kysely }: Connection, state: AccountState): Promise<void> {
  const columns = {
    looked_at: state.lookedAt,
    slot: state.slot,
    read_at: state.readAt ?? null,
    failure: state.failure === undefined ? null : storedJson(state.failure),
  };
  await kysely
    .insertInto('account_states')
    .values({ account_id: state.accountId, first_look_at: state.firstLookAt, ...columns })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(columns))
    .execute();
}

export async function saveInventory({ kysely }: Connection, inventory: Inventory): Promise<void> {
  const stored: Stored = { shape, inventory };
  const content = await compress(JSON.stringify(storableValue(stored)));
  const columns = { read_at: inventory.readAt, content };
  await kysely
    .insertInto('inventories')
    .values({ account_id: inventory.accountId, ...columns })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(columns))
    .execute();
}

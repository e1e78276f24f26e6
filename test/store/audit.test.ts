import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccountId, requestId, UserName } from '../../src/domain/ids.ts';
import { AuditKeyMismatch } from '../../src/store/audit-append.ts';
import type { Database } from '../../src/store/database.ts';
import type { ChatelaineStore } from '../../src/store/store.ts';
import type { AuditEntry } from '../../src/workflows/ports.ts';
import { withDatabases } from './databases.ts';
import { anEvent, openStore } from './fixtures.ts';

const accountId = AccountId.parse('111122223333');
const userName = UserName.parse('svc-a');

withDatabases((databases, kind) => {
  test('a chain that nobody touched verifies, page after page', async () => {
    const store = await openStore(await databases.open());
    for (let written = 0; written < 2100; written += 700) await write(store, 700);
    const verdict = await store.verifyAudit();
    assert.equal(verdict.ok, true);
    assert.equal(verdict.entries, 2100);
    const exported: AuditEntry[] = [];
    for await (const entry of store.exportAudit()) exported.push(entry);
    assert.deepEqual(
      exported.map((entry) => entry.sequence),
      Array.from({ length: 2100 }, (_, index) => index + 1),
    );
    assert.ok(exported.every((entry) => entry.authentic));
    assert.equal(verdict.ok && verdict.head, exported.at(-1)?.hash);
  });

  test('events are found by request and by user, oldest first, latest kept', async () => {
    const store = await openStore(await databases.open());
    await store.transaction(async (tx) => {
      await tx.append([anEvent(requestId(1)), anEvent(requestId(2), { accountId, userName })]);
      await tx.append([anEvent(requestId(2), { kind: 'request-denied', accountId, userName })]);
      assert.equal((await tx.audit({ requestId: requestId(2) }, 9)).length, 2);
    });
    await store.read(async (reader) => {
      const ofRequest = await reader.audit({ requestId: requestId(2) }, 9);
      assert.deepEqual(
        ofRequest.map((entry) => [entry.sequence, entry.kind, entry.authentic]),
        [
          [2, 'request-submitted', true],
          [3, 'request-denied', true],
        ],
      );
      const ofUser = await reader.audit({ userName: 'SVC-A', accountId }, 1);
      assert.deepEqual(
        ofUser.map((entry) => entry.sequence),
        [3],
      );
      assert.deepEqual(
        await reader.audit({ userName: 'svc-a', accountId: AccountId.parse('999900001111') }, 9),
        [],
      );
    });
  });

  test('the table refuses to be changed', async () => {
    const database = await databases.open();
    await write(await openStore(database), 2);
    for (const statement of [
      `update audit set event = '{}'`,
      'delete from audit where sequence = 2',
      'truncate audit',
    ]) {
      await assert.rejects(database.sql.executeSql(statement), /append-only/);
    }
  });

  const tampering: readonly {
    readonly what: string;
    readonly sql: string;
    readonly at: number;
    readonly why: RegExp;
  }[] = [
    {
      what: 'edited',
      sql: `update audit set event = replace(event, '"n":3', '"n":4') where sequence = 3`,
      at: 3,
      why: /edited or moved/,
    },
    {
      what: 'edited with a hash of its own',
      sql: `update audit set event = replace(event, '"n":3', '"n":4'), hash = repeat('0', 64) where sequence = 3`,
      at: 3,
      why: /edited or moved/,
    },
    { what: 'dropped', sql: 'delete from audit where sequence = 3', at: 3, why: /missing/ },
    {
      what: 'dropped and renumbered',
      sql: 'delete from audit where sequence = 3; update audit set sequence = sequence - 1 where sequence = 4; update audit set sequence = sequence - 1 where sequence = 5',
      at: 3,
      why: /edited or moved/,
    },
    {
      what: 'swapped',
      sql: 'update audit set sequence = 99 where sequence = 2; update audit set sequence = 2 where sequence = 3; update audit set sequence = 3 where sequence = 99',
      at: 2,
      why: /edited or moved/,
    },
    { what: 'cut off', sql: 'delete from audit where sequence > 3', at: 4, why: /cut off/ },
    { what: 'emptied', sql: 'delete from audit', at: 1, why: /cut off/ },
    {
      what: 'begun earlier',
      sql: `insert into audit (sequence, event, hash) values (0, '{}', '')`,
      at: 1,
      why: /missing/,
    },
    {
      what: 'cut off with a head that was never written',
      sql: `delete from audit where sequence > 3; update audit_head set sequence = 3, hash = repeat('0', 64)`,
      at: 3,
      why: /head/,
    },
  ];
  for (const { what, sql, at, why } of tampering) {
    test(`a chain is found broken when it was ${what}`, async () => {
      const database = await databases.open();
      const store = await openStore(database);
      await write(store, 5);
      await asSuperuser(database, sql);
      const verdict = await store.verifyAudit();
      assert.equal(verdict.ok, false);
      if (verdict.ok) return;
      assert.equal(verdict.brokenAt, at);
      assert.match(verdict.why, why);
    });
  }

  test('an event that was written without the key is not authentic', async () => {
    const database = await databases.open();
    const store = await openStore(database);
    await write(store, 2);
    const forged = JSON.stringify({ ...anEvent(requestId(7)), kind: 'request-approved' });
    await asSuperuser(
      database,
      `insert into audit (sequence, event, hash) values (3, '${forged}', repeat('a', 64));
       update audit_head set sequence = 3, hash = repeat('a', 64)`,
    );
    const found = await store.read((reader) => reader.audit({ requestId: requestId(7) }, 9));
    assert.deepEqual(
      found.map((entry) => entry.authentic),
      [false],
    );
    assert.equal((await store.verifyAudit()).ok, false);
  });

  test('another key neither verifies nor extends the chain', async () => {
    const database = await databases.open();
    await write(await openStore(database), 2);
    const stranger = await openStore(database, { auditKey: 'another key' });
    const verdict = await stranger.verifyAudit();
    assert.ok(!verdict.ok && /another key/.test(verdict.why));
    await assert.rejects(write(stranger, 1), AuditKeyMismatch);
    assert.equal((await (await openStore(database)).verifyAudit()).ok, true);
  });

  test('writers at the same time leave no gap', async () => {
    const database = await databases.open();
    const stores = [await openStore(database), await openStore(database)];
    await Promise.all(stores.flatMap((store) => Array.from({ length: 40 }, () => write(store, 2))));
    const verdict = await stores[0]?.verifyAudit();
    assert.deepEqual([verdict?.ok, verdict?.entries], [true, 160], kind);
  });
});

async function write(store: ChatelaineStore, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, index) =>
    anEvent(requestId(1), { details: { n: index + 1, text: 'NUL \u0000 and “quotes”' } }),
  );
  await store.transaction((tx) => tx.append(events));
}

/** Somebody who owns the database isn't stopped by triggers. */
async function asSuperuser(database: Database, statements: string): Promise<void> {
  await database.sql.executeSql(
    `alter table audit disable trigger all; ${statements}; alter table audit enable trigger all`,
  );
}

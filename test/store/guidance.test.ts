import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlackUserId } from '../../src/domain/ids.ts';
import type { ChatelaineStore } from '../../src/store/store.ts';
import { withDatabases } from './databases.ts';
import { openStore } from './fixtures.ts';

withDatabases((databases) => {
  test('users avoided: once for each thing, by its last outcome, since a day', async () => {
    const store = await openStore(await databases.open());
    assert.equal(await avoided(store), 0);
    await record(store, 'role', 'github-actions acme/web', 'form-1', '2026-11-01T09:00:00.000Z');
    await record(store, 'role', 'github-actions acme/api', 'form-2', '2026-11-02T09:00:00.000Z');
    assert.equal(await avoided(store), 2);
    // Asked again, and by somebody else: the same thing.
    await record(store, 'role', 'github-actions acme/web', 'form-3', '2026-11-03T09:00:00.000Z');
    assert.equal(await avoided(store), 2);
    // A typing error mended in the same form is no second thing.
    await record(store, 'role', 'github-actions acme/typo', 'form-4', '2026-11-04T09:00:00.000Z');
    await record(store, 'role', 'github-actions acme/shop', 'form-4', '2026-11-04T09:01:00.000Z');
    assert.equal(await avoided(store), 3);
    // A user all the same.
    await record(store, 'user', 'github-actions acme/api', 'form-2', '2026-11-05T09:00:00.000Z');
    assert.equal(await avoided(store), 2);
    assert.equal(await avoided(store, '2026-11-04T00:00:00.000Z'), 1);
    assert.equal(await avoided(store, '2026-12-01T00:00:00.000Z'), 0);
    assert.equal((await store.verifyAudit()).ok, true);
  });
});

const avoided = (store: ChatelaineStore, since = '2026-10-01T00:00:00.000Z') =>
  store.read((reader) => reader.usersAvoided(since));

async function record(
  store: ChatelaineStore,
  outcome: string,
  about: string,
  form: string,
  at: string,
): Promise<void> {
  const actor = { kind: 'person', id: SlackUserId.parse('U0REQUESTER') } as const;
  const details = { path: about.split(' ')[0] ?? '', about, outcome, form };
  await store.transaction((tx) => tx.append([{ kind: 'guidance-answered', at, actor, details }]));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestId } from '../../src/domain/ids.ts';
import { makeAccept } from '../../src/store/accept.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Delivery } from '../../src/workflows/ports.ts';
import { withDatabases } from './databases.ts';
import { aRequest, openStore } from './fixtures.ts';

const intent = { kind: 'approve', by: 'U1', text: 'NUL \u0000' };

withDatabases((databases, kind) => {
  test('a delivery is new once, however often and however fast it comes', async () => {
    const store = await openStore(await databases.open());
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => store.accept({ key: `click-${index % 100}`, intent })),
    );
    assert.equal(answers.filter((answer) => answer === 'new').length, 100);
    assert.deepEqual(
      answers.slice(0, 100).filter((answer) => answer === 'seen'),
      [],
    );
    assert.equal(await store.accept({ key: 'click-1', intent }), 'seen');
    const later = new Date(Date.now() + 60_000).toISOString();
    const found = await store.read((reader) => reader.unfinishedDeliveries(later, 500));
    assert.equal(found.length, 100);
    assert.deepEqual(found[0]?.intent, { ...intent, text: 'NUL \uFFFD' });
  });

  test('finished ones are remembered for late redeliveries, then forgotten; unfinished ones stay', async () => {
    let offset = 0;
    const store = await openStore(await databases.open(), { clockOffsetMs: () => offset });
    const hours = 3_600_000;
    await store.accept({ key: 'done', intent });
    await store.accept({ key: 'open', intent });
    await store.transaction(async (tx) => {
      await tx.finishDelivery('done');
      await tx.saveDraft({ id: 'd', by: aRequest(1).requestedBy, createdAt: await tx.now(), content: {} });
    });
    offset = 47 * hours;
    await store.purge();
    assert.equal(await store.accept({ key: 'done', intent }), 'seen');
    assert.notEqual(await store.read((reader) => reader.draft('d')), undefined);
    offset = 49 * hours;
    await store.purge();
    assert.equal(await store.accept({ key: 'done', intent }), 'new');
    assert.equal(await store.accept({ key: 'open', intent }), 'seen');
    assert.equal(await store.read((reader) => reader.draft('d')), undefined);
  });

  test('an effect that is rolled back can be had again', async () => {
    const store = await openStore(await databases.open());
    await store.accept({ key: 'click', intent });
    const failing = store.transaction(async (tx) => {
      assert.equal(await tx.finishDelivery('click'), true);
      throw new Error('no luck');
    });
    await assert.rejects(failing, /no luck/);
    assert.equal(await store.transaction((tx) => tx.finishDelivery('click')), true);
    assert.equal(await store.transaction((tx) => tx.finishDelivery('click')), false);
    assert.equal(await store.transaction((tx) => tx.finishDelivery('never accepted')), false);
  });

  test('of two replicas, 200 times, exactly one has the effect and one makes the transition', async () => {
    const place = await databases.place();
    const first = await openDatabase(place);
    // The embedded database has one process; there the race is between two stores on it.
    const second = kind === 'postgres' ? await openDatabase(place) : first;
    const stores = [await openStore(first), await openStore(second)] as const;
    await stores[0].transaction((tx) => tx.saveRequest(aRequest(1)));
    let effects = 0;
    for (let round = 0; round < 200; round++) {
      await stores[0].accept({ key: `click-${round}`, intent });
      await Promise.all(
        stores.map((store) =>
          store.transaction(async (tx) => {
            const request = await tx.lockRequest(requestId(1));
            if (request === undefined || !(await tx.finishDelivery(`click-${round}`))) return;
            await tx.saveRequest({ ...request, version: request.version + 1 });
            effects += 1;
          }),
        ),
      );
    }
    assert.equal(effects, 200);
    assert.equal((await stores[1].read((reader) => reader.request(requestId(1))))?.version, 201);
    await stores[0].close();
    if (second !== first) await stores[1].close();
  });
});

test('while one insert is on its way the others gather and go together', async () => {
  const batches: string[][] = [];
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const accept = makeAccept(async (deliveries) => {
    batches.push(deliveries.map((delivery) => delivery.key));
    started.resolve();
    await release.promise;
    return new Set(deliveries.map((delivery) => delivery.key));
  });
  const answers = [accept({ key: 'a', intent })];
  await started.promise;
  for (const key of ['b', 'c', 'b']) answers.push(accept({ key, intent }));
  release.resolve();
  assert.deepEqual(await Promise.all(answers), ['new', 'new', 'new', 'seen']);
  assert.deepEqual(batches, [['a'], ['b', 'c', 'b']]);
});

test('a delivery that can’t be stored fails alone', async () => {
  const first = Promise.withResolvers<void>();
  const insert = async (deliveries: readonly Delivery[]) => {
    await first.promise;
    if (deliveries.some((delivery) => delivery.key === 'bad')) throw new Error('refused');
    return new Set(deliveries.map((delivery) => delivery.key));
  };
  const accept = makeAccept(insert);
  const answers = ['a', 'b', 'bad', 'c'].map((key) => accept({ key, intent }));
  first.resolve();
  const settled = await Promise.allSettled(answers);
  assert.deepEqual(
    settled.map((one) => (one.status === 'fulfilled' ? one.value : 'failed')),
    ['new', 'new', 'failed', 'new'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type RequestId, requestId, SlackUserId, UserName } from '../../src/domain/ids.ts';
import { type Step, stepKey } from '../../src/domain/step.ts';
import { openDatabase } from '../../src/store/database.ts';
import { VersionConflict } from '../../src/store/requests.ts';
import { withDatabases, withServer } from './databases.ts';
import { anEvent, aRequest, noJobs, openStore } from './fixtures.ts';

const iam1 = requestId(1);
const requester = SlackUserId.parse('U0REQUESTER');

withDatabases((databases, kind) => {
  test('a request is read as it was written, hostile text made storable', async () => {
    const store = await openStore(await databases.open());
    const hostile = 'a\u0000b \uD800 <!channel> \\u0000 \' " ; drop table requests';
    await store.transaction((tx) =>
      tx.saveRequest(aRequest(1, { input: { purpose: hostile, 'k\u0000': 1 } })),
    );
    const read = await store.read((reader) => reader.request(iam1));
    assert.deepEqual(read?.input, {
      purpose: 'a\uFFFDb \uFFFD <!channel> \\u0000 \' " ; drop table requests',
      'k\uFFFD': 1,
    });
    assert.deepEqual({ ...read, input: {} }, { ...aRequest(1), input: {} });
    assert.equal(await store.read((reader) => reader.request('IAM-1\u0000' as RequestId)), undefined);
  });

  test('a write names the version it read', async () => {
    const store = await openStore(await databases.open());
    await store.transaction((tx) => tx.saveRequest(aRequest(1)));
    const second = aRequest(1, { version: 2, state: 'approved' });
    await store.transaction((tx) => tx.saveRequest(second));
    await assert.rejects(
      store.transaction((tx) => tx.saveRequest(second)),
      VersionConflict,
    );
    await assert.rejects(store.transaction((tx) => tx.saveRequest(aRequest(1))));
    assert.equal((await store.read((reader) => reader.request(iam1)))?.version, 2);
  });

  test('one transaction at a time about a user, whatever the case of its name; others are not held up', async () => {
    const store = await openStore(await databases.open());
    const { accountId } = aRequest(1).target;
    const order: string[] = [];
    const about = (name: string, label: string) =>
      store.transaction(async (tx) => {
        await tx.lockUser({ accountId, userName: UserName.parse(name) });
        order.push(`${label} begins`);
        await tx.requestsAbout({ userName: name }, 1);
        await setImmediate();
        order.push(`${label} ends`);
      });
    await Promise.all([about('svc-a', 'first'), about('SVC-A', 'second'), about('svc-A', 'third')]);
    const labels = order.map((line) => line.split(' ')[0]);
    assert.deepEqual(
      labels,
      [0, 2, 4].flatMap((at) => [labels[at], labels[at]]),
    );
    await about('svc-b', 'other');
    assert.equal(order.at(-1), 'other ends');
  });

  test('what throws leaves nothing behind', async () => {
    const store = await openStore(await databases.open());
    const failing = store.transaction(async (tx) => {
      await tx.saveRequest(aRequest(1));
      await tx.append([anEvent(iam1)]);
      throw new Error('out of luck');
    });
    await assert.rejects(failing, /out of luck/);
    assert.equal(await store.read((reader) => reader.request(iam1)), undefined);
    assert.deepEqual(await store.verifyAudit(), { ok: true, entries: 0, head: '' });
  });

  test('requests are found by person, user, state and deadline', async () => {
    const store = await openStore(await databases.open());
    await store.transaction(async (tx) => {
      await tx.saveRequest(aRequest(1));
      await tx.saveRequest(aRequest(2, { state: 'done' }));
      await tx.saveRequest(aRequest(3, { state: 'approved', requestedBy: SlackUserId.parse('U0OTHER') }));
    });
    const ids = (found: readonly { readonly id: string }[]) => found.map((request) => request.id);
    await store.read(async (reader) => {
      assert.deepEqual(ids(await reader.requestsBy(requester, 9)), ['IAM-2', 'IAM-1']);
      assert.deepEqual(ids(await reader.requestsBy(requester, 1)), ['IAM-2']);
      assert.deepEqual(ids(await reader.requestsAbout({ userName: 'SVC-3' }, 9)), ['IAM-3']);
      assert.deepEqual(ids(await reader.requestsInState(['pending', 'approved'], 9)), ['IAM-3', 'IAM-1']);
      assert.deepEqual(await reader.requestsInState([], 9), []);
      assert.deepEqual(await reader.openRequests(requester), { own: 1, all: 2 });
      assert.deepEqual(await reader.dueRequests('2026-11-20T11:59:59.999Z', 9), []);
      assert.deepEqual(await reader.dueRequests('2026-11-20T12:00:00.000Z', 9), ['IAM-1']);
      assert.deepEqual(await reader.unannouncedRequests('2026-11-20T08:00:00.001Z', 9), [
        'IAM-1',
        'IAM-2',
        'IAM-3',
      ]);
    });
    await store.transaction(async (tx) => {
      await tx.markAnnounced(iam1, 1);
      await tx.markAnnounced(requestId(2), 1);
      await tx.markAnnounced(requestId(2), 0);
    });
    const lagging = await store.read((reader) => reader.unannouncedRequests('2026-11-21T00:00:00.000Z', 9));
    assert.deepEqual(lagging, ['IAM-3']);
  });

  test('an execution is stalled when neither the request, its run nor its steps were touched', async () => {
    let offset = 0;
    const store = await openStore(await databases.open(), { clockOffsetMs: () => offset });
    const stalled = async (minutes: number) =>
      store.read(async (reader) => {
        const since = Date.parse(await reader.now()) - minutes * 60_000;
        return reader.stalledRequests(new Date(since).toISOString(), 9);
      });
    await store.transaction((tx) => tx.saveRequest(aRequest(1, { state: 'executing' })));
    assert.deepEqual(await stalled(5), ['IAM-1']);
    await store.transaction((tx) => tx.takeRun(iam1, 'mine'));
    assert.deepEqual(await stalled(5), []);
    offset = 10 * 60_000;
    assert.deepEqual(await stalled(5), ['IAM-1']);
    await store.transaction(async (tx) => tx.saveStep(aStep(0, await tx.now())));
    assert.deepEqual(await stalled(5), []);
  });

  test('whoever takes the run over stops the one before', async () => {
    const store = await openStore(await databases.open());
    await store.transaction((tx) => tx.saveRequest(aRequest(1)));
    await store.transaction((tx) => tx.takeRun(iam1, 'first'));
    assert.equal(await store.transaction((tx) => tx.holdsRun(iam1, 'first')), true);
    await store.transaction((tx) => tx.takeRun(iam1, 'second'));
    assert.equal(await store.transaction((tx) => tx.holdsRun(iam1, 'first')), false);
    assert.equal(await store.transaction((tx) => tx.holdsRun(iam1, 'second')), true);
    await assert.rejects(store.transaction((tx) => tx.takeRun(requestId(9), 'x')));
  });

  test('the ledger is read in the order of the plan', async () => {
    const store = await openStore(await databases.open());
    const at = '2026-11-20T09:00:00.000Z';
    await store.transaction(async (tx) => {
      await tx.saveRequest(aRequest(1));
      await tx.saveStep(aStep(1, at));
      await tx.saveStep(aStep(0, at));
      await tx.saveStep({ ...aStep(0, at), state: 'done', finishedAt: at });
    });
    const steps = await store.read((reader) => reader.steps(iam1));
    assert.deepEqual(
      steps.map((step) => [step.key, step.state]),
      [
        ['IAM-1/do/0/0', 'done'],
        ['IAM-1/do/0/1', 'intended'],
      ],
    );
  });

  test('posts and drafts come back as they were saved', async () => {
    const store = await openStore(await databases.open());
    const intended = { key: 'IAM-1/card', requestId: iam1, intendedAt: '2026-11-20T09:00:00.000Z' };
    const draft = {
      id: 'd1',
      by: requester,
      createdAt: '2026-11-20T09:00:00.000Z',
      content: { name: 'svc-a', bundles: ['x'] },
    };
    await store.transaction(async (tx) => {
      await tx.saveRequest(aRequest(1));
      await tx.savePost(intended);
      await tx.saveDraft(draft);
    });
    assert.deepEqual(await store.read((reader) => reader.posts(iam1)), [intended]);
    assert.deepEqual(await store.read((reader) => reader.draft('d1')), draft);
    assert.deepEqual(await store.transaction((tx) => tx.lockDraft('d1')), draft);
    assert.equal(await store.read((reader) => reader.draft('d\u0000')), undefined);
    await store.transaction((tx) => tx.deleteDraft('d1'));
    assert.equal(await store.read((reader) => reader.draft('d1')), undefined);
  });

  test('time is the database’s, moves within a transaction, and follows the offset', async () => {
    let offset = 0;
    const store = await openStore(await databases.open(), { clockOffsetMs: () => offset });
    const day = 86_400_000;
    await store.transaction(async (tx) => {
      const first = await tx.now();
      assert.match(first, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      let later = await tx.now();
      while (later === first) later = await tx.now();
      offset = 3 * day;
      assert.ok(Date.parse(await tx.now()) >= Date.parse(first) + 3 * day);
    });
  });

  test('every commit is announced before and after, with its label', async () => {
    const seen: string[] = [];
    const store = await openStore(await databases.open(), {
      onCommit: (label, when) => void seen.push(`${when} ${label}`),
    });
    await store.transaction((tx) => tx.nextRequestNumber(), 'number');
    await store.accept({ key: 'a', intent: {} });
    assert.deepEqual(seen, ['before number', 'after number', 'before accept', 'after accept']);
  });

  test('jobs are sent within the transaction, and their queues nudged after it', async () => {
    const sent: string[] = [];
    const store = await openStore(await databases.open(), {
      jobs: {
        send: async (tx, jobs) => {
          const { rows } = await tx.executeSql('select count(*)::int as n from requests where id = $1', [
            iam1,
          ]);
          sent.push(`${jobs.map((job) => job.queue).join()} with ${rows[0]?.n} request`);
        },
        nudge: (queue) => void sent.push(`nudge ${queue}`),
      },
    });
    await store.transaction(async (tx) => {
      await tx.enqueue([{ queue: 'execute', requestId: iam1 }]);
      await tx.saveRequest(aRequest(1));
      await tx.enqueue([{ queue: 'announce', requestId: iam1 }]);
    });
    assert.deepEqual(sent, ['execute,announce with 1 request', 'nudge execute', 'nudge announce']);
  });

  if (kind === 'postgres') {
    test('four replicas starting at once migrate once', async () => {
      const place = await databases.place();
      const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(place)));
      const stores = await Promise.all(opened.map((database) => openStore(database, { jobs: noJobs })));
      const numbers = await Promise.all(
        stores.map((store) => store.transaction((tx) => tx.nextRequestNumber())),
      );
      assert.deepEqual([...numbers].sort(), [1, 2, 3, 4]);
      for (const store of stores) await store.close();
    });
  } else {
    test('a database that was closed opens again with what it had', async () => {
      const place = await databases.place();
      const first = await openStore(await openDatabase(place));
      await first.transaction((tx) => tx.saveRequest(aRequest(1)));
      await first.close();
      const second = await openStore(await openDatabase(place));
      assert.equal((await second.read((reader) => reader.request(iam1)))?.id, 'IAM-1');
      await second.close();
    });
  }
});

function aStep(index: number, intendedAt: string): Step {
  return {
    key: stepKey(iam1, 'do', 0, index),
    requestId: iam1,
    direction: 'do',
    stage: 0,
    index,
    operation: { kind: 'delete-user' },
    state: 'intended',
    attempts: 1,
    preparation: {},
    calls: [],
    intendedAt,
  };
}

withServer((databases, server) => {
  test('a connection that breaks in the middle of a transaction fails that one, and nothing else', async () => {
    const place = await databases.place();
    const store = await openStore(await openDatabase(place));
    const broken = store.transaction(async (tx) => {
      await tx.saveRequest(aRequest(1));
      // Nobody is asking the server anything at this moment.
      await server().disconnect(place.url ?? '');
      await until(() =>
        store.ping().then(
          () => true,
          () => false,
        ),
      );
      await tx.saveRequest(aRequest(2));
    });
    await assert.rejects(broken);
    assert.equal(await store.read((reader) => reader.request(iam1)), undefined);
    await store.close();
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!(await isSo()) && Date.now() < deadline);
}

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { makeExclusive } from '../../src/store/exclusive.ts';
import { withDatabases, withServer } from './databases.ts';

withDatabases((databases) => {
  test('a name is busy while somebody works under it, and free afterwards, also after a failure', async () => {
    const exclusive = makeExclusive(await databases.open());
    const release = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = exclusive.run('tick', async () => {
      begun.resolve();
      await release.promise;
      return 'done';
    });
    await begun.promise;
    assert.equal(await exclusive.run('tick', async () => 'second'), 'busy');
    assert.equal(await exclusive.run('other', async () => 'other'), 'other');
    release.resolve();
    assert.equal(await first, 'done');
    const failing = exclusive.run('tick', async () => {
      throw new Error('no luck');
    });
    await assert.rejects(failing, /no luck/);
    assert.equal(await exclusive.run('tick', async () => 'third'), 'third');
    await exclusive.close();
  });
});

describe('across replicas', () =>
  withServer((databases, server) => {
    test('one replica at a time, over two connections', async () => {
      const place = await databases.place();
      const opened = [await openDatabase(place), await openDatabase(place)];
      const replicas = opened.map(makeExclusive);
      let working = 0;
      let most = 0;
      const work = async () => {
        working += 1;
        most = Math.max(most, working);
        await opened[0]?.sql.executeSql('select 1');
        working -= 1;
        return 'done';
      };
      const answers = new Set<string>();
      for (let round = 0; round < 50; round++) {
        for (const answer of await Promise.all(replicas.map((replica) => replica.run('tick', work)))) {
          answers.add(answer);
        }
      }
      assert.equal(most, 1);
      assert.deepEqual([...answers].sort(), ['busy', 'done']);
      await closeAll(opened, replicas);
    });

    test('what a killed process held is free at once', async () => {
      const place = await databases.place();
      const holder = spawn(
        process.execPath,
        ['--input-type=module', '--eval', holdForEver(place.url ?? '')],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
          cwd: import.meta.dirname,
        },
      );
      await once(holder.stdout, 'data');
      const database = await openDatabase(place);
      const exclusive = makeExclusive(database);
      assert.equal(await exclusive.run('tick', async () => 'mine'), 'busy');
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      const deadline = Date.now() + 5000;
      let answer = await exclusive.run('tick', async () => 'mine');
      while (answer === 'busy' && Date.now() < deadline)
        answer = await exclusive.run('tick', async () => 'mine');
      assert.equal(answer, 'mine');
      await closeAll([database], [exclusive]);
    });

    test('a broken connection is made anew', async () => {
      const place = await databases.place();
      const database = await openDatabase(place);
      const exclusive = makeExclusive(database);
      assert.equal(await exclusive.run('tick', async () => 1), 1);
      await server().disconnect(place.url ?? '');
      const deadline = Date.now() + 5000;
      let answer: number | string | undefined;
      while (answer !== 2 && Date.now() < deadline) {
        answer = await exclusive.run('tick', async () => 2).catch(() => undefined);
      }
      assert.equal(answer, 2);
      await closeAll([database], [exclusive]);
    });
  }));

function holdForEver(url: string): string {
  return `
    const { openDatabase } = await import('../../src/store/database.ts');
    const { makeExclusive } = await import('../../src/store/exclusive.ts');
    const exclusive = makeExclusive(await openDatabase({ url: ${JSON.stringify(url)} }));
    await exclusive.run('tick', () => new Promise(() => {
      console.log('held');
      setInterval(() => undefined, 1000);
    }));`;
}

async function closeAll(
  databases: readonly Database[],
  exclusives: readonly { close(): Promise<void> }[],
): Promise<void> {
  for (const exclusive of exclusives) await exclusive.close();
  for (const database of databases) await database.close();
}

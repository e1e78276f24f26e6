import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { requestId } from '../../src/domain/ids.ts';
import { DataDirectoryInUse, holdDataDirectory } from '../../src/store/data-directory.ts';
import { openDatabase } from '../../src/store/database.ts';
import { withDirectories } from './databases.ts';
import { openStore } from './fixtures.ts';

describe('the lock', () => {
  let home = '';
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'chatelaine-data-'));
  });
  after(() => rm(home, { recursive: true, force: true }));

  test('a second holder is told which process has it and what to do', async () => {
    const directory = join(home, 'a');
    const held = await holdDataDirectory(directory);
    await assert.rejects(holdDataDirectory(directory), (error) => {
      assert.ok(error instanceof DataDirectoryInUse);
      assert.match(
        error.message,
        new RegExp(`process ${process.pid}\\. Stop that process, or set CHATELAINE_DATA_DIR`),
      );
      return true;
    });
    await held.release();
    await (await holdDataDirectory(directory)).release();
  });

  test('only its owner may look into it', async () => {
    const held = await holdDataDirectory(join(home, 'b'));
    assert.equal((await stat(join(home, 'b'))).mode & 0o777, 0o700);
    await held.release();
  });

  for (const { what, lock } of [
    { what: 'of a process that is gone', lock: JSON.stringify({ pid: 2 ** 30 }) },
    {
      what: 'of an earlier process with the same id',
      lock: JSON.stringify({ pid: process.pid, started: 'another boot/1' }),
    },
    { what: 'that says nothing', lock: '' },
  ]) {
    test(`a lock ${what} is taken over`, { skip: skipWithoutProc(what) }, async () => {
      const directory = join(home, what.replaceAll(' ', '-'));
      await (await holdDataDirectory(directory)).release();
      await writeFile(join(directory, 'lock'), lock);
      const held = await holdDataDirectory(directory);
      assert.match(await readFile(join(directory, 'lock'), 'utf8'), new RegExp(`"pid":${process.pid}`));
      await held.release();
    });
  }

  test('of many at once exactly one gets a stale lock', async () => {
    const directory = join(home, 'many');
    await (await holdDataDirectory(directory)).release();
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: 2 ** 30 }));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => holdDataDirectory(directory)));
    assert.equal(tries.filter((one) => one.status === 'fulfilled').length, 1);
  });
});

describe('a killed process', () =>
  withDirectories((databases) => {
    test('leaves every commit and no lock that matters', async () => {
      const { dataDir } = await databases.place();
      const writer = spawn(process.execPath, ['--input-type=module', '--eval', writeForEver(dataDir ?? '')], {
        stdio: ['ignore', 'pipe', 'inherit'],
        cwd: import.meta.dirname,
      });
      let said = '';
      // Not by iteration: leaving a loop closes the pipe, and the writer would end by itself.
      await new Promise<void>((resolve) => {
        writer.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.split('\n').length > 20) resolve();
        });
      });
      await assert.rejects(openDatabase({ dataDir }), DataDirectoryInUse);
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      const committed = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
      const store = await openStore(await openDatabase({ dataDir }));
      assert.equal((await store.read((reader) => reader.request(requestId(committed))))?.state, 'pending');
      const verdict = await store.verifyAudit();
      assert.ok(verdict.ok && verdict.entries >= committed);
      await store.close();
    });
  }));

function writeForEver(dataDir: string): string {
  return `
    const { openDatabase } = await import('../../src/store/database.ts');
    const { aRequest, anEvent, openStore } = await import('./fixtures.ts');
    const store = await openStore(await openDatabase({ dataDir: ${JSON.stringify(dataDir)} }));
    for (let number = 1; ; number++) {
      await store.transaction(async (tx) => {
        await tx.saveRequest(aRequest(number));
        await tx.append([anEvent(aRequest(number).id)]);
      });
      process.stdout.write(number + '\\n');
    }`;
}

function skipWithoutProc(what: string): string | false {
  return what.includes('earlier') && process.platform !== 'linux' ? 'needs /proc' : false;
}

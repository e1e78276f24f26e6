import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTurns } from '../../src/workflows/turns.ts';

/** Work that ends when it is told to, and notes when it began. */
function makeWork() {
  const began: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  return {
    began,
    of: (name: string) => () => {
      began.push(name);
      const end = Promise.withResolvers<void>();
      ends.set(name, end);
      return end.promise;
    },
    end: (name: string) => ends.get(name)?.resolve(),
    fail: (name: string, error: Error) => ends.get(name)?.reject(error),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('work begins in order, as much at once as there is room for', async () => {
  const turns = makeTurns(2);
  const work = makeWork();
  for (const name of ['a', 'b', 'c']) void turns.take(name, work.of(name));
  assert.deepEqual(work.began, ['a', 'b']);
  work.end('a');
  await settled();
  assert.deepEqual(work.began, ['a', 'b', 'c']);
});

test('while somebody waits for an acknowledgement the work goes one by one, and all at once again after it', async () => {
  const turns = makeTurns(3, 1);
  const work = makeWork();
  const acknowledgement = Promise.withResolvers<string>();
  const first = turns.first(() => acknowledgement.promise);
  for (const name of ['a', 'b', 'c', 'd']) void turns.take(name, work.of(name));
  assert.deepEqual(work.began, ['a']);
  work.end('a');
  await settled();
  assert.deepEqual(work.began, ['a', 'b']);
  acknowledgement.resolve('on record');
  assert.equal(await first, 'on record');
  while (work.began.length < 4) await settled();
  assert.deepEqual(work.began, ['a', 'b', 'c', 'd']);
});

test('one key is not taken twice while it waits or runs, and again after it', async () => {
  const turns = makeTurns(1);
  const work = makeWork();
  const one = turns.take('same', work.of('one'));
  const two = turns.take('same', work.of('two'));
  assert.equal(one, two);
  work.end('one');
  await two;
  void turns.take('same', work.of('three'));
  assert.deepEqual(work.began, ['one', 'three']);
});

test('work that fails, and an acknowledgement that fails, give their place back', async () => {
  const turns = makeTurns(1);
  const work = makeWork();
  const broken = turns.take('broken', work.of('broken'));
  void turns.take('next', work.of('next'));
  work.fail('broken', new Error('no'));
  await assert.rejects(broken, /no/);
  await settled();
  assert.deepEqual(work.began, ['broken', 'next']);
  await assert.rejects(
    turns.first(async () => {
      throw new Error('not on record');
    }),
    /not on record/,
  );
});

test('a flood does not pile up: what finds no room is left on record, and the rest goes on', async () => {
  const turns = makeTurns(1, 1, 2);
  const work = makeWork();
  const ends = ['a', 'b', 'c', 'd'].map((name) => turns.take(name, work.of(name)));
  await ends[3];
  assert.deepEqual(work.began, ['a']);
  for (const name of ['a', 'b', 'c']) {
    work.end(name);
    await settled();
  }
  await Promise.all(ends);
  assert.deepEqual(work.began, ['a', 'b', 'c']);
  void turns.take('d', work.of('d'));
  assert.deepEqual(work.began, ['a', 'b', 'c', 'd']);
});

import { describe, test } from 'node:test';
import { distinct } from './calls.ts';
import { alternately, openBench } from './cases.ts';
import { changesSomething, general, some } from './general.ts';

describe('every way of calling AWS, when something goes wrong once', () => {
  const bench = openBench();
  const faults = Object.entries(general);

  for (const [what, isPart, often] of [
    ['a call that changes something', changesSomething, faults.length],
    ['a call that reads', (call: { readonly operation: string }) => !changesSomething(call), 3],
  ] as const)
    test(`${what}: a declared outcome in words, and Retry or Undo mends it`, async (t) => {
      const { rehearsals, play } = bench();
      const calls = distinct(rehearsals, ({ during, operation }) => `${during} ${operation}`).filter(
        ({ call }) => isPart(call),
      );
      const cases = calls.flatMap(({ rehearsal, call: { service, operation, nth, during } }, place) =>
        some(faults, often, place).map(([name, fault]) => ({
          name: `${name} at ${operation}#${nth} during ${during}`,
          rehearsal,
          rules: [{ service, operation, nth, fault }],
        })),
      );
      t.diagnostic(`${calls.length} calls`);
      await play(
        t,
        cases.map((one, index) => ({ ...one, mend: alternately(index) })),
      );
    });
});

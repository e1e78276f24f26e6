import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { distinct } from './calls.ts';
import { alternately, openBench } from './cases.ts';
import { changesSomething, general, lasting, some } from './general.ts';
import { modelledErrors } from './modelled.ts';

describe('what does not go away', () => {
  const bench = openBench();

  test('a general fault that lasts, at each operation', async (t) => {
    const { rehearsals, play } = bench();
    const cases = distinct(rehearsals, ({ during, operation }) => `${during} ${operation}`).flatMap(
      ({ rehearsal, call: { service, operation, nth, during } }, place) =>
        some(lasting, changesSomething({ operation }) ? lasting.length : 1, place).map((name) => ({
          name: `${name}, lasting, at ${operation} during ${during}`,
          rehearsal,
          rules: [{ service, operation, nth, times: 'always', fault: general[name] }] as const,
        })),
    );
    await play(
      t,
      cases.map((one, index) => ({ ...one, mend: alternately(index) })),
    );
  });

  test('each error that AWS’s service model names, at each operation', async (t) => {
    const { rehearsals, play } = bench();
    const calls = distinct(rehearsals, ({ during, operation }) =>
      changesSomething({ operation }) ? `${during} ${operation}` : operation,
    );
    const cases = calls.flatMap(({ rehearsal, call: { service, operation, nth, during } }) =>
      modelledErrors(service, operation).map((code) => ({
        name: `${code} at ${operation} during ${during}`,
        rehearsal,
        rules: [
          {
            service,
            operation,
            nth,
            times: 'always',
            fault: { kind: 'error', code, message: 'AWS’s own sentence.' },
          },
        ] as const,
      })),
    );
    assert.ok(cases.length > 100, `only ${cases.length}`);
    await play(
      t,
      cases.map((one, index) => ({ ...one, mend: alternately(index) })),
    );
  });
});

import { describe, test } from 'node:test';
import { distinct, phases } from './calls.ts';
import { alternately, openBench } from './cases.ts';
import { changesSomething, general, some } from './general.ts';

/** What happens to one read happens to all, by one function: three faults for each of them, others each time. */
const faultsAtARead = 3;

describe('a general fault once at each call: a declared outcome in words, and Retry or Undo mends it', () => {
  const bench = openBench();
  const faults = Object.entries(general);

  for (const phase of phases)
    test(`during ${phase}`, async (t) => {
      const { rehearsals, play } = bench();
      const calls = distinct(rehearsals, phase, ({ operation }) => operation);
      const cases = calls.flatMap(({ rehearsal, call: { service, operation, nth } }, place) =>
        some(faults, changesSomething({ operation }) ? faults.length : faultsAtARead, place).map(
          ([name, fault]) => ({
            name: `${name} at ${operation}#${nth}`,
            rehearsal,
            rules: [{ service, operation, nth, fault }],
          }),
        ),
      );
      await play(
        t,
        cases.map((one, index) => ({ ...one, mend: alternately(index) })),
      );
    });
});

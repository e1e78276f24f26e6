import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Call, phases, type Rehearsal } from './calls.ts';
import { openBench } from './cases.ts';
import { changesSomething } from './general.ts';

/** The calls of each step of a scenario, step after step. */
function stepsOf({ calls }: Rehearsal): readonly (readonly Call[])[] {
  const steps = new Map<number, readonly Call[]>();
  for (const call of calls)
    if (call.step !== undefined) steps.set(call.step, [...(steps.get(call.step) ?? []), call]);
  return [...steps.values()];
}

describe('a failure at every step of every action', () => {
  const bench = openBench();
  const denied = { kind: 'access-denied' } as const;

  test('every call is made while something is under way that has its faults', () => {
    const during = bench().rehearsals.flatMap(({ calls }) => calls.map((call) => call.during));
    assert.deepEqual(
      during.filter((phase) => phase !== 'ask' && !phases.includes(phase)),
      [],
    );
  });

  test('refused before anything is changed, then taken back: the accounts in full are as before', async (t) => {
    const { rehearsals, play } = bench();
    const cases = rehearsals.flatMap((rehearsal) =>
      stepsOf(rehearsal).flatMap(([call]) => {
        if (!call) return [];
        const { service, operation, nth, during } = call;
        const rules = [{ service, operation, nth, fault: denied }];
        return [{ name: `${during}, ${operation}#${nth} refused`, rehearsal, rules, mend: 'undo' as const }];
      }),
    );
    await play(t, cases);
  });

  test('done without an answer, nobody let in again, then taken back: the accounts in full are as before', async (t) => {
    const { rehearsals, play } = bench();
    const cases = rehearsals.flatMap((rehearsal) =>
      stepsOf(rehearsal).flatMap((calls) => {
        const write = calls.find(changesSomething);
        if (!write) return [];
        const { service, operation, nth, during } = write;
        const lost = { service, operation, nth, fault: { kind: 'applied-then-reset' } } as const;
        const name = `${during}, ${operation}#${nth} applied, then refused`;
        return [{ name, rehearsal, rules: [lost], andThen: denied, mend: 'undo' as const }];
      }),
    );
    await play(t, cases);
  });
});

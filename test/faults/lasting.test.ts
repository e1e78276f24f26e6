import { describe, test } from 'node:test';
import { distinct, phases } from './calls.ts';
import { alternately, openBench } from './cases.ts';
import { changesSomething, general, lasting, some } from './general.ts';
import { modelledErrors } from './modelled.ts';

describe('what does not go away', () => {
  const bench = openBench();

  for (const phase of phases) {
    test(`a general fault that lasts, during ${phase}`, async (t) => {
      const { rehearsals, play } = bench();
      const calls = distinct(rehearsals, phase, ({ operation }) => operation);
      const cases = calls.flatMap(({ rehearsal, call: { service, operation, nth } }, place) =>
        some(lasting, changesSomething({ operation }) ? lasting.length : 1, place).map((name) => ({
          name: `${name}, lasting, at ${operation}`,
          rehearsal,
          rules: [{ service, operation, nth, times: 'always', fault: general[name] }] as const,
        })),
      );
      await play(
        t,
        cases.map((one, index) => ({ ...one, mend: alternately(index) })),
      );
    });

    // Whatever AWS says for ever of a virtual device that was taken from its user, or of the user itself when it is deleted, is believed
    // and told; a Retry after AWS has changed its mind doesn't look at it again.
    const believed = { todo: ['remove-mfa-device', 'remove-user'].includes(phase) };
    test(`each error that AWS’s service model names, during ${phase}`, believed, async (t) => {
      const { rehearsals, play } = bench();
      const calls = distinct(rehearsals, phase, ({ operation }) => operation).filter(
        ({ call }) => changesSomething(call) || readsFirst(phase),
      );
      const cases = calls.flatMap(({ rehearsal, call: { service, operation, nth } }) =>
        modelledErrors(service, operation).map((code) => ({
          name: `${code} at ${operation}`,
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
      await play(
        t,
        cases.map((one, index) => ({ ...one, mend: alternately(index) })),
      );
    });
  }
});

/** Reads fail by one function whatever they are for: in these phases, which read everything, their errors are looked at. */
const readsFirst = (phase: string) => ['check', 'read-back', 'verify-user'].includes(phase);

import assert from 'node:assert/strict';
import { after, before, type TestContext } from 'node:test';
import { cast } from '../cast/cast.ts';
import { scenarioName } from '../cast/scenario.ts';
import { embeddedBase } from '../workshop/base.ts';
import { openWorkshop, type Workshop } from '../workshop/workshop.ts';
import { type Rehearsal, rehearse } from './calls.ts';
import { type Case, type Mend, suffer } from './suffer.ts';

export interface Bench {
  readonly rehearsals: readonly Rehearsal[];
  readonly workshop: Workshop;
  /** Plays them all, several side by side, because most of a case is waiting for time-outs and pauses of the SDK. */
  play(t: TestContext, cases: readonly Case[]): Promise<void>;
}

/** Workshops for the tests of a file, and every scenario of the cast (or those that FAULTS_OF names) as it goes undisturbed. */
export function openBench(): () => Bench {
  const workshops: Workshop[] = [];
  let rehearsals: readonly Rehearsal[] = [];
  before(async () => {
    for (let n = 0; n < 3; n++)
      workshops.push(await openWorkshop(await embeddedBase(), { requestMs: 1_500 }));
    const learnt: Rehearsal[] = [];
    const [workshop] = workshops;
    assert.ok(workshop);
    for (const scenario of cast.filter((one) => scenarioName(one).includes(process.env.FAULTS_OF ?? '')))
      learnt.push(await rehearse(workshop, scenario));
    rehearsals = learnt;
  });
  after(() => Promise.all(workshops.map((workshop) => workshop.close())));

  async function play(t: TestContext, cases: readonly Case[]): Promise<void> {
    const outcomes = new Map<string, number>();
    const failures: string[] = [];
    const waiting = [...cases];
    await Promise.all(
      workshops.map(async (workshop) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const { name, rehearsal, mend } = next;
          try {
            const outcome = await suffer(workshop, next);
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          } catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            failures.push(`${scenarioName(rehearsal.scenario)}, ${name}, ${mend}: ${why.slice(0, 900)}`);
          }
        }
      }),
    );
    const tally = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    t.diagnostic(`${cases.length} cases: ${tally}`);
    assert.deepEqual(failures, []);
  }

  return () => {
    const [workshop] = workshops;
    if (!workshop) throw new Error('The bench is open only while tests run.');
    return { rehearsals, workshop, play };
  };
}

/** Whoever is mended one way here is mended the other way at the next; ten faults follow one another at each call. */
export const alternately = (index: number): Mend =>
  (index + Math.floor(index / 10)) % 2 === 0 ? 'retry' : 'undo';

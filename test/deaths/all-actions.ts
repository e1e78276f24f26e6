import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../cast/cast.ts';
import { type Scenario, scenarioName } from '../cast/scenario.ts';
import { type Act, mending, stepsToReturn, wholeStory } from '../workshop/acts.ts';
import type { Base } from '../workshop/base.ts';
import { openWorkshop, type Workshop } from '../workshop/workshop.ts';
import { dieEverywhere, skip, type Where } from './programme.ts';

/** Every scenario with the life ended everywhere on its way, and everywhere on the way back. DEATHS_OF plays those whose name contains it. */
export function diesEverywhere(openBase: () => Promise<Base>, where: Where): void {
  let workshop: Workshop;
  before(async () => {
    if (skip) return;
    workshop = await openWorkshop(await openBase());
  });
  after(() => workshop?.close());

  async function die(scenario: Scenario, act: Act): Promise<string> {
    const { points, failures, seconds } = await dieEverywhere(workshop, scenario, act, where);
    assert.ok(points > 0);
    assert.deepEqual(failures, []);
    return `${points} deaths in ${seconds.toFixed(1)} s`;
  }

  for (const scenario of cast.filter((one) => scenarioName(one).includes(process.env.DEATHS_OF ?? ''))) {
    test(scenarioName(scenario), { skip }, async (t) => t.diagnostic(await die(scenario, wholeStory)));

    test(`taken back, ${scenarioName(scenario)}`, { skip }, async (t) => {
      // With as much to take back as can be: everything is done, and what is seen of it is refused.
      const last = (await stepsToReturn(workshop, scenario)).at(-1);
      assert.ok(last);
      t.diagnostic(await die(scenario, mending('undo', last)));
    });
  }
}

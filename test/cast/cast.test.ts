import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { actions } from '../../src/actions/index.ts';
import { embeddedBase } from '../workshop/base.ts';
import { checkEnd, writesOf } from '../workshop/end.ts';
import { play, prepare } from '../workshop/play.ts';
import { openWorkshop, type Workshop } from '../workshop/workshop.ts';
import { cast } from './cast.ts';
import { scenarioName } from './scenario.ts';

describe('the cast', () => {
  let workshop: Workshop;
  before(async () => {
    workshop = await openWorkshop(await embeddedBase());
  });
  after(() => workshop.close());

  for (const { id } of actions)
    test(`${id} has a scenario`, () => assert.ok(cast.some(({ action }) => action === id)));

  for (const scenario of cast)
    test(scenarioName(scenario), async () => {
      await workshop.begin();
      await prepare(workshop, scenario);
      const from = workshop.simulator.calls.length;
      const request = await play(workshop, scenario);
      assert.equal(request.state, 'done', request.failure?.message);
      assert.deepEqual(writesOf(workshop, from), scenario.writes);
      checkEnd(workshop, scenario, request);
    });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Places, postgresPlaces } from './places.ts';
import { reportOf, runProgramme } from './programme.ts';
import { retryStory, undoStory, usualStory } from './story.ts';

/** Every point is died at on the embedded database; here a third of them, since what differs is the database alone. */
const every = Number(process.env.CRASH_EVERY ?? 3);

describe(`kill -9 on PostgreSQL, at one in ${every} of the commits and calls of`, () => {
  let places: Places;
  before(async () => {
    places = await postgresPlaces();
  });
  after(() => places.close());

  for (const story of [usualStory, retryStory, undoStory])
    it(story.name, async (t) => {
      const report = await runProgramme({ story, places, atOnce: 3, every });
      t.diagnostic(reportOf(report));
      assert.deepEqual(report.failures, []);
    });
});

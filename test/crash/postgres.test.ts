import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Places, postgresPlaces } from './places.ts';
import { howMany, reportOf, runProgramme } from './programme.ts';
import { retryStory, undoStory, usualStory } from './story.ts';

describe(`kill -9 on PostgreSQL, at ${howMany} of`, () => {
  let places: Places;
  before(async () => {
    places = await postgresPlaces();
  });
  after(() => places.close());

  for (const story of [usualStory, retryStory, undoStory])
    it(story.name, async (t) => {
      const report = await runProgramme({ story, places, atOnce: 3 });
      t.diagnostic(reportOf(report));
      assert.deepEqual(report.failures, []);
    });
});

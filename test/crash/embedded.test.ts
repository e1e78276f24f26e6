import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { embeddedPlaces, type Places } from './places.ts';
import { runProgramme } from './programme.ts';
import { retryStory, type Story, undoStory, usualStory } from './story.ts';

describe('kill -9 on the embedded database, at every point of', () => {
  let places: Places;
  before(async () => {
    places = await embeddedPlaces();
  });
  after(() => places.close());

  for (const story of [usualStory, retryStory, undoStory] satisfies readonly Story[]) {
    it(story.name, async (t) => {
      const report = await runProgramme({ story, places, atOnce: 2 });
      t.diagnostic(JSON.stringify({ ...report, failures: report.failures.length }));
      assert.deepEqual(report.failures, []);
    });
  }
});

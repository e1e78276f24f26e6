import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { embeddedPlaces, type Places } from './places.ts';
import { howMany, reportOf, runProgramme } from './programme.ts';
import { retryStory, sealedStory, undoStory, usualStory } from './story.ts';

describe(`kill -9 on the embedded database, at ${howMany} of`, () => {
  let places: Places;
  before(async () => {
    places = await embeddedPlaces();
  });
  after(() => places.close());

  for (const story of [usualStory, retryStory, undoStory])
    it(story.name, async (t) => {
      const report = await runProgramme({ story, places, atOnce: 3 });
      t.diagnostic(reportOf(report));
      assert.deepEqual(report.failures, []);
    });

  it('the way of a key that is sealed with age', async (t) => {
    const identity = await generateIdentity();
    const story = sealedStory({ identity, recipient: await identityToRecipient(identity) });
    const report = await runProgramme({ story, places, atOnce: 3 });
    t.diagnostic(reportOf(report));
    assert.deepEqual(report.failures, []);
  });
});

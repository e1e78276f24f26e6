import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runProgramme } from './programme.ts';
import { usualStory } from './story.ts';

describe('kill -9 on the embedded database', () => {
  let home = '';
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'chatelaine-crash-'));
  });
  after(() => rm(home, { recursive: true, force: true }));

  it('at every point of the story', async (t) => {
    const report = await runProgramme({
      story: usualStory,
      newPlace: async () => ({ dataDir: await mkdtemp(join(home, 'world-')) }),
      atOnce: 2,
    });
    t.diagnostic(JSON.stringify({ ...report, failures: report.failures.length }));
    assert.deepEqual(report.failures, []);
  });
});

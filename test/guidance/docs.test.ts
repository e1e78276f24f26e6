import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { guidancePaths } from '../../src/guidance/index.ts';

test('docs/guidance.md has a row for each path, in the order in which they are offered', () => {
  const page = readFileSync(new URL('../../docs/guidance.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)].map(([, name]) => name);
  assert.deepEqual(
    rows.filter((name) => name !== 'What needs access'),
    guidancePaths.map(({ name }) => name),
  );
});

test('a path’s name and its family fit into a select of Slack, its id into a record', () => {
  for (const { name, family, id, sources } of guidancePaths) {
    assert.ok(name.length <= 75 && family.length <= 75, name);
    assert.match(id, /^[a-z0-9-]{2,40}$/);
    assert.ok(sources.length > 0, `${id} cites nothing`);
  }
  assert.equal(new Set(guidancePaths.map(({ id }) => id)).size, guidancePaths.length);
});

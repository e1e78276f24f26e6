import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { actionsPage } from './actions.ts';

test('docs/actions.md says what the actions declare (UPDATE_DOCS=1 writes it anew)', () => {
  const file = new URL('../../docs/actions.md', import.meta.url);
  const page = actionsPage();
  if (process.env.UPDATE_DOCS) writeFileSync(file, page);
  assert.equal(readFileSync(file, 'utf8'), page);
});

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { findingsDocument } from './document.ts';

const file = new URL('../../docs/findings.md', import.meta.url);

test('docs/findings.md says what the rules say (UPDATE_DOCS=1 writes it anew)', () => {
  const made = findingsDocument();
  if (process.env.UPDATE_DOCS) writeFileSync(file, made);
  assert.equal(readFileSync(file, 'utf8'), made);
});

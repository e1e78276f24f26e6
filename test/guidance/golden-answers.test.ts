import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { guidancePaths } from '../../src/guidance/index.ts';
import { context, goldenCases, inWords, pathOf } from './cases.ts';

/** `UPDATE_ANSWERS=1 npm test -- test/guidance/golden-answers.test.ts` writes them anew; then read the difference before committing it. */
for (const { path, name, folder, answers } of goldenCases) {
  test(`answer of ${path}: ${name}`, () => {
    const actual = inWords(pathOf(path).conclude(answers, context));
    const expectedPath = join(folder, 'expected.txt');
    if (process.env.UPDATE_ANSWERS) writeFileSync(expectedPath, actual);
    assert.equal(actual, readFileSync(expectedPath, 'utf8'));
  });
}

test('every path has a usual, an awkward and a refused case', () => {
  for (const { id, leadsTo } of guidancePaths) {
    const names = goldenCases.filter(({ path }) => path === id).map(({ name }) => name);
    const kinds = leadsTo === 'no-user' ? ['refused'] : ['usual', 'awkward', 'refused'];
    for (const kind of kinds)
      assert.ok(
        names.some((name) => name.startsWith(kind)),
        `${id} has no ${kind} case`,
      );
    assert.ok(names.length >= 3, `${id} has ${names.length} cases`);
  }
});

test('a refused case names each field that is wrong, and a field that the path asks for', () => {
  for (const { path, name, answers } of goldenCases) {
    const conclusion = pathOf(path).conclude(answers, context);
    assert.equal(conclusion.kind === 'errors', name.startsWith('refused'), `${path}/${name}`);
    if (conclusion.kind !== 'errors') continue;
    const asked = [...pathOf(path).questions.map((question) => question.name), 'path'];
    for (const field of Object.keys(conclusion.errors)) assert.ok(asked.includes(field), `${path}: ${field}`);
  }
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { type JudgedPolicy, judge } from '../../src/policy/judge.ts';
import type { PolicyText } from '../../src/policy/parse.ts';
import { statementName } from '../../src/policy/statement.ts';

/**
 * One file for each case: documents as they are written, and what is said about them. `UPDATE_JUDGEMENTS=1` writes what is said;
 * read every line of it before you commit it.
 */
interface Case {
  readonly documents: readonly JudgedPolicy[];
  readonly boundary?: PolicyText;
  readonly says?: unknown;
}

const folder = new URL('judgements/', import.meta.url);

for (const file of readdirSync(folder).toSorted()) {
  test(`judgement of ${file.replace('.json', '').replaceAll('-', ' ')}`, () => {
    const place = new URL(file, folder);
    const { documents, boundary, says } = JSON.parse(readFileSync(place, 'utf8')) as Case;
    const told = said(documents, boundary);
    if (process.env.UPDATE_JUDGEMENTS) {
      writeFileSync(place, `${JSON.stringify({ documents, boundary, says: told }, null, 2)}\n`);
    } else assert.deepEqual(told, says);
  });
}

function said(documents: readonly JudgedPolicy[], boundary: PolicyText | undefined) {
  const told = judge(documents, boundary);
  const open = told.escalations.map(
    ({ path, opened, statements }) =>
      `${path.id}, ${opened}: can ${path.title} (${statements.map(statementName).join(', ')})`,
  );
  return {
    problems: told.problems.map(({ where, says }) => `${where}: ${says}`),
    unreadable: told.unreadable,
    allows: told.allows.map(({ text }) => text),
    denies: told.denies.map(({ text }) => text),
    administrator: told.administrator,
    escalations: open.length > 8 ? [...open.slice(0, 3), `and ${open.length - 3} more`] : open,
    forbidden: told.forbidden.map(({ path }) => path.id),
    network: told.network,
    boundaryStops: {
      administrator: told.boundaryStops.administrator,
      paths: told.boundaryStops.paths.length,
    },
  };
}

test('a hostile text is refused in words, quickly and without an exception', () => {
  const nested = (depth: number) => `{"Statement":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const problem = (document: string) => judge([{ name: 'asked', document }]).problems[0]?.says;
  assert.equal(problem(nested(50_000)), 'It has 100014 characters: more than any policy.');
  assert.equal(problem(nested(5000)), 'It is nested too deeply at line 1, character 47.');
  assert.equal(problem(''), 'It ends too early at line 1, character 1.');
  assert.equal(problem('{"Statement": }'), 'It is not JSON at line 1, character 16.');
  assert.equal(problem('{} {}'), 'Something follows the document at line 1, character 3.');
  assert.equal(problem('"*"'), 'It has to be a JSON object.');
  assert.equal(problem('{"Statement":[]}'), 'It has no statement.');
  const big = {
    Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${'b'.repeat(6100)}` },
  };
  assert.equal(problem(JSON.stringify(big)), 'It has 6183 characters; IAM takes 6144 at most.');
});

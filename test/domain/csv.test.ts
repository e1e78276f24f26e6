import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { writeCsv } from '../../src/domain/csv.ts';

test('whatever is written is read again as it was, but for formulas', () => {
  const cell = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/^[=+\-@\t\r]/.test(text) && !text.includes('\u0000'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const wide = rows.map((row) => [...row, 'end'].slice(0, 3));
      assert.deepEqual(parse(writeCsv(wide)), wide);
    }),
  );
});

test('no cell begins a formula, also behind a line end', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) {
    const [[cell]] = parse(writeCsv([[`${start}cmd|' /C calc'!A0`]])) as [[string]];
    assert.equal(cell, `'${start}cmd|' /C calc'!A0`);
  }
  assert.equal(writeCsv([[-1, 'a,b']]), '-1,"a,b"\r\n');
});

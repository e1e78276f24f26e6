import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayLater } from '../../src/domain/day.ts';

test('a day later is what Date says, over leap years and centuries', () => {
  const epoch = Date.UTC(2000, 0, 1);
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 300_000 }),
      fc.integer({ min: -800, max: 4_000 }),
      (day, days) => {
        const at = (number: number) => new Date(epoch + number * 86_400_000).toISOString().slice(0, 10);
        assert.equal(dayLater(at(day), days), at(day + days));
      },
    ),
  );
  assert.equal(dayLater('2024-02-28T23:59:59.999Z', 1), '2024-02-29');
});

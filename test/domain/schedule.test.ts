import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Calendar,
  daysBetween,
  isWorkingDay,
  isWorkingTime,
  mondayOf,
  workingDayFrom,
} from '../../src/domain/calendar.ts';
import { latestSlot, Schedule } from '../../src/domain/schedule.ts';

test('a slot is the last moment that the schedule names, in its own zone', () => {
  const at = (now: string) => latestSlot('0 9 * * mon', 'Europe/Berlin', now);
  assert.equal(at('2026-11-25T22:00:00.000Z'), '2026-11-23T08:00:00.000Z');
  assert.equal(at('2026-11-23T08:00:00.000Z'), '2026-11-23T08:00:00.000Z');
  assert.equal(at('2026-11-23T07:59:59.999Z'), '2026-11-16T08:00:00.000Z');
  assert.equal(at('2026-10-19T09:00:00.000Z'), '2026-10-19T07:00:00.000Z', 'summer time');
});

test('what is no schedule is told from what is one', () => {
  for (const good of ['0 9 * * mon', '*/15 8-17 * * 1-5', '0 0 1 1 *'])
    assert.ok(Schedule.safeParse(good).success, good);
  for (const bad of ['bogus', '0 9 * *', '61 * * * *', '0 9 31 2 *', '', '0 0 9 * * mon'])
    assert.ok(!Schedule.safeParse(bad).success, bad);
});

const calendar = Calendar.parse({ timeZone: 'Europe/Berlin', holidays: ['2026-12-25', '2026-12-28'] });

test('people work on working days, in their own hours', () => {
  assert.ok(isWorkingDay(calendar, '2026-12-24'));
  assert.ok(!isWorkingDay(calendar, '2026-12-25'));
  assert.equal(workingDayFrom(calendar, '2026-12-25'), '2026-12-29', 'a holiday, a weekend, a holiday');
  assert.ok(isWorkingTime(calendar, '2026-11-25T08:00:00.000Z', 'Europe/Berlin'));
  assert.ok(!isWorkingTime(calendar, '2026-11-25T08:00:00.000Z', 'America/New_York'));
  assert.ok(!isWorkingTime(calendar, '2026-11-28T12:00:00.000Z', 'Europe/Berlin'), 'a Saturday');
});

test('a week starts on Monday where the house is', () => {
  assert.equal(mondayOf('Europe/Berlin', '2026-11-22T23:30:00.000Z'), '2026-11-23');
  assert.equal(mondayOf('UTC', '2026-11-22T23:30:00.000Z'), '2026-11-16');
  assert.equal(daysBetween('2026-10-20', '2026-10-30'), 10, 'over the change of the clocks');
});

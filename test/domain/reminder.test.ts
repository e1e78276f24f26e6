import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Calendar, dayIn, daysBetween, isWorkingDay, isWorkingTime } from '../../src/domain/calendar.ts';
import { SlackUserId } from '../../src/domain/ids.ts';
import {
  type Announcement,
  decideReminders,
  type OwnerState,
  type Reminder,
  type ReminderItem,
  type ReminderRules,
} from '../../src/domain/reminder.ts';

const rules: ReminderRules = {
  owners: true,
  everyDays: 7,
  teamAfterDays: 14,
  approversAfterDays: 28,
  graceDays: 14,
};
const calendar = Calendar.parse({
  timeZone: 'Europe/Berlin',
  holidays: ['2026-10-26', '2026-11-30', '2026-12-24', '2026-12-25', '2027-01-01'],
});
const zones = [
  'Europe/Berlin',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'UTC',
];
const quarterFrom = Date.parse('2026-10-01T00:00:00.000Z');
const hours = 92 * 24;
/** The bot looks more often; a working day has eight hours. */
const stepHours = 4;
const person = (number: number) => SlackUserId.parse(`U0OWNER${number}`);

/** An owner of the simulated quarter: what they have, from when until when, and where they are. */
interface Life {
  readonly zones: readonly string[];
  readonly leavesAfter: number;
  readonly things: readonly {
    readonly from: number;
    readonly until: number;
    readonly isEnforced: boolean;
    readonly escalates: boolean;
    readonly endsIn?: number;
  }[];
  /** Days on which nothing arrives. */
  readonly deaf: readonly number[];
}

const life: fc.Arbitrary<Life> = fc.record({
  zones: fc.array(fc.constantFrom(...zones), { minLength: 1, maxLength: 4 }),
  leavesAfter: fc.oneof({ weight: 5, arbitrary: fc.constant(hours) }, fc.integer({ min: 0, max: hours })),
  things: fc.array(
    fc.record(
      {
        from: fc.integer({ min: 0, max: hours - 1 }),
        until: fc.integer({ min: 0, max: hours * 2 }),
        isEnforced: fc.boolean(),
        escalates: fc.boolean(),
        endsIn: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      },
      { requiredKeys: ['from', 'until', 'isEnforced', 'escalates'] },
    ),
    { minLength: 1, maxLength: 4 },
  ),
  deaf: fc.array(fc.integer({ min: 0, max: 91 }), { maxLength: 20 }),
});

interface Event {
  readonly at: string;
  readonly zone: string;
  readonly isPresent: boolean;
  readonly reminder: Reminder;
  /** What had arrived about the key before. */
  readonly before: readonly Announcement[];
}

/** Hour by hour through the quarter, everything recorded as the store would. */
function live(owner: number, { zones: places, leavesAfter, things, deaf }: Life): readonly Event[] {
  const events: Event[] = [];
  const announced = new Map<string, Announcement[]>();
  const ended = new Set<string>();
  let lastAt: string | undefined;
  for (let hour = 0; hour < hours; hour += stepHours) {
    const now = new Date(quarterFrom + hour * 3_600_000 + 7 * 60_000).toISOString();
    const zone = places[Math.floor((hour / hours) * places.length)] ?? 'UTC';
    const isPresent = hour < leavesAfter;
    const items = things.flatMap((thing, index): readonly ReminderItem[] => {
      const key = `${owner}/${index}`;
      if (hour < thing.from || hour >= thing.until || ended.has(key)) return [];
      const endsOn =
        thing.endsIn === undefined
          ? {}
          : {
              endsOn: dayIn(
                'UTC',
                new Date(quarterFrom + (thing.from + thing.endsIn * 24) * 3_600_000).toISOString(),
              ),
            };
      return [
        {
          key,
          ...endsOn,
          isEnforced: thing.isEnforced && thing.endsIn === undefined,
          escalates: thing.escalates,
          announcements: announced.get(key) ?? [],
        },
      ];
    });
    if (items.length === 0) continue;
    const state: OwnerState = {
      person: person(owner),
      timeZone: zone,
      isPresent,
      items,
      ...(lastAt === undefined ? {} : { lastAt }),
    };
    for (const reminder of decideReminders({ owners: [state], rules }, now, calendar)) {
      const keys = reminder.kind === 'enforce' ? [reminder.key] : reminder.items.map(({ key }) => key);
      for (const key of keys)
        events.push({ at: now, zone, isPresent, reminder, before: [...(announced.get(key) ?? [])] });
      if (reminder.kind === 'enforce') ended.add(reminder.key);
      else {
        if (reminder.kind === 'owner') lastAt = now;
        if (deaf.includes(Math.floor(hour / 24))) continue;
        for (const { key, actsOn } of reminder.items)
          announced.set(key, [
            ...(announced.get(key) ?? []),
            { to: reminder.kind, day: reminder.day, ...(actsOn === undefined ? {} : { actsOn }) },
          ]);
      }
    }
  }
  return events;
}

test('a quarter of a hundred owners: no day with two messages, nothing by itself that was not said three times, nobody else too early', () => {
  let enforced = 0;
  fc.assert(
    fc.property(fc.array(life, { minLength: 4, maxLength: 4 }), (lives) => {
      for (const [number, one] of lives.entries()) {
        const events = live(number, one);
        assertKind(events);
        for (const event of events) {
          assertOthers(event);
          if (event.reminder.kind !== 'enforce') continue;
          enforced += 1;
          assertAnnounced(event);
        }
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  assert.ok(enforced > 10, `${enforced} happened by themselves`);
});

/** Nobody is written to twice in a day of theirs, outside their working hours, or after they left. */
function assertKind(events: readonly Event[]): void {
  const messages = events.filter(({ reminder }) => reminder.kind === 'owner');
  let last: Event | undefined;
  for (const event of new Map(messages.map((one) => [one.at, one])).values()) {
    assert.ok(isWorkingTime(calendar, event.at, event.zone), `${event.at} in ${event.zone}`);
    assert.ok(event.isPresent, 'whoever has left is not written to');
    if (last) {
      assert.notEqual(dayIn(event.zone, event.at), dayIn(event.zone, last.at));
      assert.ok(Date.parse(event.at) - Date.parse(last.at) >= 16 * 3_600_000);
    }
    last = event;
  }
}

/** Three different days before, the last of them named this day or an earlier one, and it is a working day. */
function assertAnnounced({ at, before }: Event): void {
  const today = dayIn(calendar.timeZone, at);
  const days = before.map(({ day }) => day).filter((day) => day < today);
  assert.ok(new Set(days).size >= 3, JSON.stringify(before));
  const last = before.at(-1);
  assert.ok(last?.actsOn !== undefined && last.actsOn <= today, JSON.stringify(before));
  assert.ok(isWorkingDay(calendar, last.actsOn), 'what is announced is a working day');
  assert.ok(isWorkingTime(calendar, at, calendar.timeZone));
}

/** Others hear after the owner, or when there is nobody to hear. */
function assertOthers({ reminder, before, isPresent, at }: Event): void {
  if (reminder.kind === 'team' && isPresent) {
    const first = before.find(({ to }) => to === 'owner');
    assert.ok(first && daysBetween(first.day, reminder.day) >= rules.teamAfterDays, at);
    assert.ok(!before.some(({ to }) => to === 'team'));
  }
  if (reminder.kind === 'approvers') {
    assert.ok(before.some(({ to }) => to === 'team'));
    assert.ok(!before.some(({ to }) => to === 'approvers'));
  }
}

test('an end is told 30, 14, 7 and 1 days before, or on the working day before', () => {
  const things = [{ from: 0, until: hours, isEnforced: false, escalates: false, endsIn: 45 }];
  const events = live(4, { zones: ['Europe/Berlin'], leavesAfter: hours, things, deaf: [] });
  const left = events.map(({ reminder }) => daysBetween(reminder.day, '2026-11-15'));
  assert.deepEqual(
    left,
    [30, 16, 9, 2],
    'the end is a Sunday, as are 14 and 7 days before: said on the Friday',
  );
});

test('what the owner ignores ends on the day that was said, and the day stays the same', () => {
  const things = [{ from: 0, until: hours, isEnforced: true, escalates: true }];
  const events = live(5, { zones: ['Europe/Berlin'], leavesAfter: hours, things, deaf: [] });
  const end = events.find(({ reminder }) => reminder.kind === 'enforce');
  assert.equal(end?.reminder.day, '2026-10-15', 'two weeks after the first of October');
  assert.deepEqual(new Set(end?.before.map(({ actsOn }) => actsOn)), new Set(['2026-10-15']));
});

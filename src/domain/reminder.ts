import {
  type Calendar,
  dayIn,
  daysBetween,
  isWorkingDay,
  isWorkingTime,
  plusDays,
  workingDayFrom,
} from './calendar.ts';
import type { SlackUserId } from './ids.ts';

/** Something that somebody should see to: a finding, or a user whose end comes near. */
export interface ReminderItem {
  readonly key: string;
  readonly team?: string;
  /** The last day of a user, `2026-12-01`; findings have none. */
  readonly endsOn?: string;
  /** Whether the house lets it end by itself when nobody acts. */
  readonly isEnforced: boolean;
  /** Whether it is grave enough for others to hear when the owner does nothing. */
  readonly escalates: boolean;
  /** Those that arrived, the oldest first. */
  readonly announcements: readonly Announcement[];
}

export interface Announcement {
  readonly to: 'owner' | 'team' | 'approvers';
  /** The calendar day where it was read. */
  readonly day: string;
  /** On which day it said that something would happen by itself. */
  readonly actsOn?: string;
}

export interface OwnerState {
  readonly person: SlackUserId;
  readonly timeZone: string;
  /** Whoever has left is not written to: the team hears instead. */
  readonly isPresent: boolean;
  /** When the last direct message was decided on, ISO 8601. */
  readonly lastAt?: string;
  readonly items: readonly ReminderItem[];
}

export interface ReminderRules {
  readonly owners: boolean;
  readonly everyDays: number;
  readonly teamAfterDays: number;
  readonly approversAfterDays: number;
  readonly graceDays: number;
}

export interface ReminderState {
  readonly owners: readonly OwnerState[];
  readonly rules: ReminderRules;
}

export type Reminder =
  /** One message with everything, on this day of theirs. */
  | {
      readonly kind: 'owner';
      readonly person: SlackUserId;
      readonly day: string;
      readonly items: readonly Said[];
    }
  /** To the channel of the team, or of the account where there is no team. */
  | {
      readonly kind: 'team';
      readonly person: SlackUserId;
      readonly day: string;
      readonly items: readonly Said[];
    }
  | {
      readonly kind: 'approvers';
      readonly person: SlackUserId;
      readonly day: string;
      readonly items: readonly Said[];
    }
  /** Announced three times, and the day has come. */
  | { readonly kind: 'enforce'; readonly person: SlackUserId; readonly day: string; readonly key: string };

export interface Said {
  readonly key: string;
  readonly actsOn?: string;
}

/** Days before a user's end on which its owner hears of it. */
export const endsAhead: readonly number[] = [30, 14, 7, 1];
/** Nothing happens by itself that was said less often, on different days. */
const announcedBefore = 3;
/** Somebody who travels lives through the same day twice; a day is a day. */
const leastHoursBetween = 16;

/**
 * Who is to hear what at this moment, and what may happen by itself. Pure: the same state gives the same answer, and what has been
 * put on record since gives less. People are written to in their own working hours, at most once a day, with everything in one message.
 */
export function decideReminders(
  { owners, rules }: ReminderState,
  now: string,
  calendar: Calendar,
): readonly Reminder[] {
  if (!rules.owners) return [];
  const { timeZone } = calendar;
  const today = isWorkingTime(calendar, now, timeZone) ? dayIn(timeZone, now) : undefined;
  return owners.flatMap((owner) => {
    const ends = enforced(owner, today);
    // What happens at this moment is told as done, not announced once more.
    const left = { ...owner, items: owner.items.filter(({ key }) => !ends.some((end) => end.key === key)) };
    const own = owner.isPresent ? toOwner(left, rules, now, calendar) : [];
    return [...own, ...toOthers(left, rules, today, calendar), ...ends];
  });
}

function toOwner(
  owner: OwnerState,
  rules: ReminderRules,
  now: string,
  calendar: Calendar,
): readonly Reminder[] {
  const { person, timeZone, lastAt, items } = owner;
  if (!isWorkingTime(calendar, now, timeZone)) return [];
  const today = dayIn(timeZone, now);
  if (
    lastAt !== undefined &&
    (dayIn(timeZone, lastAt) >= today || hoursBetween(lastAt, now) < leastHoursBetween)
  )
    return [];
  const current = items.filter((item) => isCurrent(item, today, calendar));
  if (!current.some((item) => isDue(item, 'owner', today, rules, calendar))) return [];
  return [
    { kind: 'owner', person, day: today, items: current.map((item) => said(item, today, rules, calendar)) },
  ];
}

/** Others hear in the hours of the house: at once of what nobody present answers for, later of what its owner ignores. */
function toOthers(
  { person, isPresent, items }: OwnerState,
  rules: ReminderRules,
  /** Where the house is; undefined while nobody works there. */
  today: string | undefined,
  calendar: Calendar,
): readonly Reminder[] {
  if (today === undefined) return [];
  const current = items.filter((item) => item.escalates && isCurrent(item, today, calendar));
  const team = current.filter((item) =>
    isPresent
      ? isIgnored(item, 'owner', 'team', rules.teamAfterDays, today)
      : isDue(item, 'team', today, rules, calendar),
  );
  const higher = Math.max(1, rules.approversAfterDays - rules.teamAfterDays);
  const approvers = current.filter((item) => isIgnored(item, 'team', 'approvers', higher, today));
  const say = (item: ReminderItem) => said(item, today, rules, calendar);
  return [
    ...(team.length > 0 ? [{ kind: 'team', person, day: today, items: team.map(say) } as const] : []),
    ...(approvers.length > 0
      ? [{ kind: 'approvers', person, day: today, items: approvers.map(say) } as const]
      : []),
  ];
}

/** On a working day, on or after the day that was announced last, and after three announcements. */
function enforced(
  { person, items }: OwnerState,
  today: string | undefined,
): readonly Extract<Reminder, { kind: 'enforce' }>[] {
  if (today === undefined) return [];
  return items.flatMap((item): readonly Extract<Reminder, { kind: 'enforce' }>[] => {
    const actsOn = item.announcements.at(-1)?.actsOn;
    const isTime = item.isEnforced && actsOn !== undefined && actsOn <= today;
    if (!isTime || daysSaid(item, today) < announcedBefore) return [];
    return [{ kind: 'enforce', person, day: today, key: item.key }];
  });
}

/** An end that is still far, or past, is nothing to remind of: for what is past there is a finding. */
function isCurrent({ endsOn }: ReminderItem, today: string, calendar: Calendar): boolean {
  return endsOn === undefined || (endsOn >= today && stepOn(today, endsOn, calendar) !== undefined);
}

function isDue(
  item: ReminderItem,
  to: Announcement['to'],
  today: string,
  rules: ReminderRules,
  calendar: Calendar,
): boolean {
  const heard = item.announcements.filter((one) => one.to === to);
  const last = heard.at(-1);
  if (last === undefined) return true;
  if (last.day >= today) return false;
  if (item.endsOn !== undefined) return isNextStep(item.endsOn, heard, today, calendar);
  if (daysBetween(last.day, today) >= rules.everyDays) return true;
  return item.isEnforced && isNextAnnouncement(item, today, rules);
}

function isNextStep(
  endsOn: string,
  heard: readonly Announcement[],
  today: string,
  calendar: Calendar,
): boolean {
  const step = stepOn(today, endsOn, calendar);
  return step !== undefined && heard.every(({ day }) => (stepOn(day, endsOn, calendar) ?? 366) > step);
}

/** The last of the 30, 14, 7 and 1 days before that has come, or that will be over on the next working day. */
function stepOn(day: string, endsOn: string, calendar: Calendar): number | undefined {
  const next = daysBetween(workingDayFrom(calendar, plusDays(day, 1)), endsOn);
  const left = daysBetween(day, endsOn);
  return endsAhead.findLast((step) => left <= step || next < step);
}

/** Half the time before it happens, and again when it is near. */
function isNextAnnouncement(item: ReminderItem, today: string, { graceDays }: ReminderRules): boolean {
  const actsOn = item.announcements.at(-1)?.actsOn;
  if (actsOn === undefined) return true;
  const left = daysBetween(today, actsOn);
  const count = daysSaid(item, today);
  if (count >= announcedBefore) return false;
  return left <= (count === 1 ? Math.ceil(graceDays / 2) : 3);
}

function isIgnored(
  { announcements }: ReminderItem,
  by: Announcement['to'],
  then: Announcement['to'],
  afterDays: number,
  today: string,
): boolean {
  if (announcements.some(({ to }) => to === then)) return false;
  const first = announcements.find(({ to }) => to === by);
  return first !== undefined && daysBetween(first.day, today) >= afterDays;
}

function said(item: ReminderItem, today: string, rules: ReminderRules, calendar: Calendar): Said {
  const { key, isEnforced } = item;
  return isEnforced ? { key, actsOn: actsOn(item, today, rules, calendar) } : { key };
}

/** The day that was promised, moved back as far as it takes to say it three times on different working days before. */
function actsOn(item: ReminderItem, today: string, { graceDays }: ReminderRules, calendar: Calendar): string {
  const promised = item.announcements.at(-1)?.actsOn ?? workingDayFrom(calendar, plusDays(today, graceDays));
  const missing = announcedBefore - daysSaid(item, today);
  const earliest = missing <= 0 ? today : afterWorkingDays(calendar, today, missing);
  return workingDayFrom(calendar, promised > earliest ? promised : earliest);
}

/** Different days before this one on which it was said, by whoever. */
const daysSaid = ({ announcements }: ReminderItem, today: string): number =>
  new Set(announcements.map(({ day }) => day).filter((day) => day < today)).size;

function afterWorkingDays(calendar: Calendar, day: string, count: number): string {
  let at = day;
  for (let passed = 0, looked = 0; passed < count && looked < 366; looked++) {
    at = plusDays(at, 1);
    if (isWorkingDay(calendar, at)) passed += 1;
  }
  return at;
}

const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

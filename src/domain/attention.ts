import { z } from 'zod';
import { Calendar, TimeZone } from './calendar.ts';
import { ChannelId } from './ids.ts';
import { Schedule } from './schedule.ts';

const Days = z.number().int().min(1).max(365);

/** When accounts are read, and who hears when of what is found there: the parts of `chatelaine.yaml` about attention. */
export const attention = {
  calendar: Calendar.prefault({}),
  inventory: z
    .strictObject({
      scans: z
        .union([Schedule, z.literal('off')])
        .default('0 5 * * *')
        .describe('When every account is read, in the calendar’s time zone; or off.'),
    })
    .prefault({}),
  digest: z
    .strictObject({
      at: z
        .union([Schedule, z.literal('off')])
        .default('0 9 * * mon')
        .describe('When each channel gets its digest; or off.'),
      channel: ChannelId.optional().describe(
        'For findings of accounts and teams without a channel; the security channel if left out.',
      ),
      publicChannels: z
        .array(ChannelId)
        .default([])
        .describe(
          'Public channels that may get findings. Others get none; the security channel is told instead.',
        ),
      channels: z
        .array(z.strictObject({ channel: ChannelId, at: Schedule.optional(), timeZone: TimeZone.optional() }))
        .default([])
        .describe('Channels that want theirs at another time.'),
    })
    .prefault({}),
  reminders: z
    .strictObject({
      owners: z.boolean().default(true).describe('Whether owners are written to at all.'),
      everyDays: Days.default(7).describe('How long an owner is left alone about the same thing.'),
      teamAfterDays: Days.default(14).describe('How long an owner may ignore it before the team hears.'),
      approversAfterDays: Days.default(28).describe('And then those who approve.'),
      unownedPerWeek: z
        .number()
        .int()
        .min(0)
        .max(50)
        .default(5)
        .describe('“Whose is this?” cards a channel and week.'),
    })
    .prefault({}),
};

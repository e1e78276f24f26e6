import { z } from 'zod';
import { Digest } from './digest.ts';
import { Newcomer } from './drift.ts';
import { FindingRow } from './finding-row.ts';
import { AccountId, ChannelId, SlackUserId, UserName } from './ids.ts';

/** What the bot says by itself about findings, not about a request. Frozen when it is decided. */
export const BulletinMessage = z.discriminatedUnion('kind', [
  /** `pictureId` is Slack's for the trend, once it has it. */
  z.object({ kind: z.literal('digest'), digest: Digest, pictureId: z.string().optional() }),
  z.object({
    kind: z.literal('digest-page'),
    page: z.number().int(),
    pages: z.number().int(),
    lines: z.array(z.string()),
  }),
  /** New about root or an account as a whole. */
  z.object({ kind: z.literal('alert'), accountName: z.string(), rows: z.array(FindingRow) }),
  /** Made outside the bot since the look before. */
  z.object({
    kind: z.literal('drift'),
    accountId: AccountId,
    accountName: z.string(),
    since: z.string(),
    newcomers: z.array(Newcomer),
  }),
  /** Everything that somebody should see to, in one message. */
  z.object({
    kind: z.literal('attention'),
    to: z.enum(['owner', 'team', 'approvers']),
    /** Of whom, when it isn't they who are written to. */
    owners: z.array(SlackUserId),
    rows: z.array(FindingRow),
    ends: z.array(
      z.object({
        accountId: AccountId,
        accountName: z.string(),
        userName: UserName,
        endsOn: z.iso.date(),
      }),
    ),
    /** Rows that follow in the thread. */
    more: z.number().int(),
  }),
  /** A user that nobody owns: whose is it? */
  z.object({ kind: z.literal('whose'), row: FindingRow, suggestedBy: SlackUserId.optional() }),
  z.object({ kind: z.literal('notice'), title: z.string(), text: z.string() }),
]);
export type BulletinMessage = z.infer<typeof BulletinMessage>;

/**
 * A message, or several in one thread, that is committed together with what it says and posted afterwards, once. The id is unique
 * for ever and names what it is about (`digest/C0PRODEU/2026-11-23T08:00:00.000Z`), so that whoever decides the same again
 * decides nothing new.
 */
export const Bulletin = z.object({
  id: z.string(),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('channel'), channel: ChannelId }),
    z.object({ kind: z.literal('person'), person: SlackUserId }),
  ]),
  /** The first stands alone, the others follow in its thread, in this order. */
  messages: z.array(BulletinMessage).min(1),
  /** What it tells somebody to see to, and on which of their days; counts once it has arrived. */
  announces: z
    .object({
      to: z.enum(['owner', 'team', 'approvers']),
      day: z.iso.date(),
      items: z.array(z.object({ key: z.string(), actsOn: z.iso.date().optional() })),
    })
    .optional(),
  /** Findings to be attached in the thread, as CSV. */
  table: z.object({ name: z.string(), title: z.string(), rows: z.array(FindingRow) }).optional(),
});
export type Bulletin = z.infer<typeof Bulletin>;

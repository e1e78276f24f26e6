import { z } from 'zod';
import { mondayOf, weekNumber } from './calendar.ts';
import { Severity } from './finding.ts';
import { FindingRow, rowsOf } from './finding-row.ts';
import { type AccountId, ChannelId } from './ids.ts';
import { type KnownFinding, wantsAttention } from './known-finding.ts';

export const Counts = z.record(Severity, z.number().int());
export type Counts = z.infer<typeof Counts>;

/** Open findings at the last look of a week, which is named by its Monday. */
export const WeekCounts = z.object({ week: z.iso.date(), counts: Counts });
export type WeekCounts = z.infer<typeof WeekCounts>;

/** The periodic message of findings for a channel, frozen as it was when it was made: however often it is drawn, it says the same. */
export const Digest = z.object({
  channel: ChannelId,
  madeAt: z.string(),
  /** ISO week number. */
  week: z.number().int(),
  /** What it is about: `prod-eu`, `3 accounts`. */
  scope: z.string(),
  open: Counts,
  accepted: z.number().int(),
  snoozed: z.number().int(),
  /** Against the digest before; absent for the first. */
  since: z.object({ at: z.string(), open: z.number().int() }).optional(),
  mended: z.number().int(),
  fresh: z.number().int(),
  /** The worst of what is new. */
  freshRows: z.array(FindingRow),
  /** What happens by itself, unless somebody acts. */
  announced: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
  /** Oldest first, this week last. */
  history: z.array(WeekCounts),
  /** Accounts whose last look failed, or was too long ago. */
  unread: z.array(z.object({ accountName: z.string(), say: z.string(), readAt: z.string().optional() })),
  worst: z.array(FindingRow),
  /** Rows that follow in the thread. */
  more: z.number().int(),
});
export type Digest = z.infer<typeof Digest>;

export interface DigestInput {
  readonly channel: ChannelId;
  /** The teams and accounts that it is about, by name. */
  readonly scope: readonly string[];
  readonly now: string;
  readonly zone: string;
  /** Of this channel: what is open, and what was mended since the digest before. */
  readonly findings: readonly KnownFinding[];
  readonly previous?: { readonly at: string; readonly open: number };
  readonly history: readonly WeekCounts[];
  readonly announced: Digest['announced'];
  /** Those that this channel should hear about when they can't be read. */
  readonly accounts: readonly AccountFreshness[];
  readonly accountName: (id: AccountId) => string;
}

export interface AccountFreshness {
  readonly name: string;
  readonly readAt?: string;
  readonly failure?: string;
}

const rowsInMessage = 10;
const freshInMessage = 3;
/** Older than this, what is known of an account is no news any more. */
const staleAfterMs = 3 * 86_400_000;

export const totalOf = (counts: Counts): number =>
  Severity.options.reduce((sum, severity) => sum + counts[severity], 0);

export const noCounts = (): Counts => ({ critical: 0, high: 0, medium: 0, low: 0 });

export function countOf(findings: readonly KnownFinding[]): Counts {
  const counts = noCounts();
  for (const { finding } of findings) counts[finding.severity] += 1;
  return counts;
}

/** The digest with every row that it is about; the first of them are in it. Pure. */
export function makeDigest(input: DigestInput): {
  readonly digest: Digest;
  readonly rows: readonly FindingRow[];
} {
  const { now, previous, accounts, accountName: nameOf } = input;
  const open = input.findings.filter((known) => wantsAttention(known, now));
  const unresolved = input.findings.filter(({ resolvedAt }) => resolvedAt === undefined);
  const accepted = unresolved.filter(({ finding }) => finding.exemption !== undefined).length;
  const rows = rowsOf(open, nameOf);
  const worst = rows.slice(0, rowsInMessage);
  const fresh = previous === undefined ? [] : open.filter(({ firstSeen }) => firstSeen > previous.at);
  const monday = mondayOf(input.zone, now);
  const earlier = input.history.filter(({ week }) => week < monday);
  return {
    rows,
    digest: {
      channel: input.channel,
      madeAt: now,
      week: weekNumber(monday),
      scope: scopeOf(input.scope),
      open: countOf(open),
      accepted,
      snoozed: unresolved.length - accepted - open.length,
      ...(previous === undefined ? {} : { since: previous }),
      mended: input.findings.filter(
        ({ resolvedAt }) => resolvedAt !== undefined && (previous === undefined || resolvedAt > previous.at),
      ).length,
      fresh: fresh.length,
      freshRows: rowsOf(fresh, nameOf).slice(0, freshInMessage),
      announced: [...input.announced],
      history: [...earlier, { week: monday, counts: countOf(open) }],
      unread: accounts.flatMap((account) => unreadOf(account, now)),
      worst: [...worst],
      more: rows.length - worst.length,
    },
  };
}

function scopeOf(names: readonly string[]): string {
  const [first, second, ...others] = names;
  if (first === undefined) return 'our accounts';
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${names.length - 1} others`;
}

function unreadOf({ name, readAt, failure }: AccountFreshness, now: string): Digest['unread'] {
  const old = readAt === undefined || Date.parse(now) - Date.parse(readAt) > staleAfterMs;
  if (failure === undefined && !old) return [];
  const say = failure ?? 'It has not been read for days.';
  return [{ accountName: name, say, ...(readAt === undefined ? {} : { readAt }) }];
}

/** Characters that a page's lines may have together, so that they fit a message however much of them has to be escaped. */
const pageSize = 6000;
const lineSize = 300;

/** The rows after the first ones as lines of text, in pages that fit a message each. */
export function digestPages(rows: readonly FindingRow[]): readonly (readonly string[])[] {
  const pages: string[][] = [];
  let size = 0;
  for (const row of rows.slice(rowsInMessage)) {
    const line = lineOf(row);
    if (pages.length === 0 || size + line.length > pageSize) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(line);
    size += line.length + 1;
  }
  return pages;
}

/** `high  prod-eu/svc-backup  key …Q7TA 412 d old; nobody owns it`: on one line, cut where it is too long, the CSV has it whole. */
export function lineOf({ severity, accountName, userName, about, parts }: FindingRow): string {
  const words = parts.map((part) => part.words).join('; ');
  const line = `${severity}  ${accountName}/${userName ?? about}  ${words}`.replace(/\s*[\r\n]+\s*/g, ' ');
  if (line.length <= lineSize) return line;
  return `${line.slice(0, lineSize - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** One line per finding. The first names the columns. */
export function digestTable(rows: readonly FindingRow[]): readonly (readonly string[])[] {
  return [
    [
      'severity',
      'account',
      'account id',
      'user',
      'owner',
      'team',
      'finding',
      'rule',
      'evidence',
      'since',
      'key',
    ],
    ...rows.flatMap((row) =>
      row.parts.map((part) => [
        part.severity,
        row.accountName,
        row.accountId,
        row.userName ?? row.about,
        row.owner ?? '',
        row.team ?? '',
        part.title,
        part.rule,
        part.words,
        row.since,
        part.key,
      ]),
    ),
  ];
}

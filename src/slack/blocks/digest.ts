import type { KnownBlock } from '@slack/types';
import type { BulletinMessage } from '../../domain/bulletin.ts';
import { type Digest, totalOf } from '../../domain/digest.ts';
import { findingRow, nameOf, type RowLook, rowLooks, severityMark } from './finding-row.ts';
import { type Drawn, divider, drawn, firstThatFits, header } from './message.ts';
import { bold, code, type Line, lines, moment, quiet, say, titledList } from './rich.ts';
import { counted, fitText, oneLine, plain } from './text.ts';

type DigestMessage = Extract<BulletinMessage, { kind: 'digest' }>;
type DigestPage = Extract<BulletinMessage, { kind: 'digest-page' }>;

/** The week's findings: what changed, the trend, and the worst with what mends them. One line when there is nothing. */
export function digestMessage({ digest, pictureId }: DigestMessage): Drawn {
  const text = `${titleOf(digest)}: ${standing(digest)}.`;
  if (totalOf(digest.open) === 0 && digest.unread.length === 0)
    return drawn(text, [lines([[say(`✓ ${text}${gone(digest)}`)]])]);
  return firstThatFits(rowLooks.map((look) => () => drawn(text, digestBlocks(digest, look, pictureId))));
}

/** The same for whoever asks for it, with nothing behind it in a thread. */
export function digestAnswer(digest: Digest): Drawn {
  const text = `${titleOf(digest)}: ${standing(digest)}.`;
  const left = digest.more === 0 ? 'That is all.' : `${digest.more} more; the weekly digest has them all.`;
  return firstThatFits(
    rowLooks.map((look) => () => drawn(text, digestBlocks(digest, look, undefined, left))),
  );
}

function digestBlocks(
  digest: Digest,
  look: RowLook,
  pictureId: string | undefined,
  left = footer(digest.more),
): KnownBlock[] {
  const { worst, freshRows, fresh } = digest;
  return [
    header(titleOf(digest)),
    lines([
      [bold(trendMark(digest)), say(` ${standing(digest)}`)],
      ...announcements(digest),
      ...apart(digest),
      ...unread(digest),
    ]),
    ...(freshRows.length === 0
      ? []
      : [
          titledList(
            [bold(fresh === 1 ? 'New' : `New: ${fresh}`)],
            'bullet',
            freshRows.map(
              (row): Line => [
                say(`${severityMark(row.severity)} ${nameOf(row)}: `),
                say(oneLine(row.parts.map(({ title }) => title).join(', '), 150)),
              ],
            ),
          ),
        ]),
    trend(digest, pictureId),
    divider,
    ...worst.flatMap((row, index) => findingRow(row, `row-${index}`, look)),
    lines([[quiet(left)]]),
  ];
}

const titleOf = ({ scope, week }: Digest): string => `Credentials in ${oneLine(scope, 80)}, week ${week}`;

function standing({ open, since, mended, fresh }: Digest): string {
  const total = totalOf(open);
  const now = total === 0 ? 'nothing open' : `${total} open`;
  if (since === undefined) return now;
  const change = total - since.open;
  const against =
    change === 0
      ? 'as many as last time'
      : `${Math.abs(change)} ${change < 0 ? 'fewer' : 'more'} than last time`;
  return [now, against, `${mended} mended`, `${fresh} new`].join(' · ');
}

function trendMark({ open, since }: Digest): string {
  const change = since === undefined ? 0 : totalOf(open) - since.open;
  if (change === 0) return '●';
  return change < 0 ? '▼' : '▲';
}

function announcements({ announced }: Digest): readonly Line[] {
  return announced
    .slice(0, 3)
    .map(
      ({ day, count }): Line => [
        say(`${counted(count, 'of them')} will end by itself on `),
        moment(`${day}T12:00:00.000Z`, '{date_long_pretty}'),
        say(' unless somebody acts.'),
      ],
    );
}

function apart({ accepted, snoozed }: Digest): readonly Line[] {
  const parts = [
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    ...(snoozed > 0 ? [`${snoozed} snoozed`] : []),
  ];
  return parts.length === 0 ? [] : [[quiet(`Not counted: ${parts.join(', ')}.`)]];
}

function unread({ unread: accounts }: Digest): readonly Line[] {
  const shown = accounts.slice(0, 5).map(({ accountName, say: why, readAt }): Line => {
    const as =
      readAt === undefined
        ? [say(' It has never been read.')]
        : [say(' Known as of '), moment(readAt), say('.')];
    return [say(`▲ ${oneLine(accountName, 60)}: ${fitText(why, 200)}`), ...as];
  });
  const left = accounts.length - shown.length;
  return left > 0 ? [...shown, [quiet(`and ${left} more accounts that could not be read`)]] : shown;
}

/** The picture says nothing that these words don't. */
function trend({ history }: Digest, pictureId: string | undefined): KnownBlock {
  const totals = history.map(({ counts }) => totalOf(counts));
  const words = `Open findings over ${counted(history.length, 'week')}: ${totals.join(', ')}.`;
  if (pictureId === undefined) return lines([[say('Week by week  '), code(totals.join(' → '))]]);
  return {
    type: 'image',
    block_id: 'trend',
    slack_file: { id: pictureId },
    alt_text: words,
    title: plain('Open findings week by week; the darker, the worse'),
  };
}

const footer = (more: number): string =>
  more === 0 ? 'All of it is in the CSV in the thread.' : `${more} more in the thread, and all of it as CSV.`;

function gone({ mended }: Digest): string {
  return mended === 0 ? '' : ` ${mended} mended since the last time.`;
}

/** The rest, in the thread. */
export function digestPage({ page, pages, lines: rows }: DigestPage): Drawn {
  const title = pages === 1 ? 'The others' : `The others, page ${page} of ${pages}`;
  return drawn(`${title}.`, [lines([[bold(title)], [say(rows.join('\n'))]])]);
}

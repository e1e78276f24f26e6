import type { KnownBlock } from '@slack/types';
import type { BulletinMessage } from '../../domain/bulletin.ts';
import { UserRef } from '../../domain/user.ts';
import { findingRow, type RowLook, rowLooks } from './finding-row.ts';
import { buttons, type Drawn, drawn, firstThatFits, header } from './message.ts';
import { gap, type Line, lines, moment, person, quiet, say } from './rich.ts';
import { counted, oneLine } from './text.ts';
import { beginButton } from './user-buttons.ts';

type Attention = Extract<BulletinMessage, { kind: 'attention' }>;

/** Ends that are shown with a button; the others are counted. */
const mostEnds = 5;

/** Everything that somebody should see to, with what mends it: to the owner, or to others when the owner does nothing. */
export function attentionMessage(message: Attention): Drawn {
  const { rows, more, ends } = message;
  const users = rows.length + more;
  const parts = [
    ...(users > 0 ? [`${counted(users, 'user')} with something stale`] : []),
    ...(ends.length > 0 ? [`${counted(ends.length, 'user')} about to end`] : []),
  ];
  const text = `${titleOf(message)}: ${parts.join(', ')}.`;
  return firstThatFits(rowLooks.map((look) => () => drawn(text, blocksOf(message, look))));
}

function blocksOf(message: Attention, look: RowLook): KnownBlock[] {
  const { rows, more, ends } = message;
  return [
    header(titleOf(message)),
    lines([why(message)]),
    ...ends
      .slice(0, mostEnds)
      .flatMap(({ accountId, accountName, userName, endsOn }, index) => [
        lines([
          [
            say(`${oneLine(userName, 64)} in ${oneLine(accountName, 60)} ends on `),
            moment(`${endsOn}T12:00:00.000Z`, '{date_long_pretty}'),
            say('. Extend it if it is still needed.'),
          ],
        ]),
        ...buttons(`end-${index}`, [
          beginButton('extend-user', 'Extend…', UserRef.parse({ accountId, userName })),
          beginButton('offboard-user', 'Let it go…', UserRef.parse({ accountId, userName })),
        ]),
      ]),
    ...(ends.length > mostEnds
      ? [lines([[quiet(`and ${ends.length - mostEnds} more that end within a month; /iam mine lists them`)]])]
      : []),
    ...rows.flatMap((row, index) => findingRow(row, `row-${index}`, look)),
    ...(more > 0 ? [lines([[quiet(`${more} more in the thread.`)]])] : []),
  ];
}

function titleOf({ to }: Attention): string {
  switch (to) {
    case 'owner':
      return 'Your AWS users want your attention';
    case 'team':
      return 'AWS users of your team want attention';
    case 'approvers':
      return 'AWS users that nobody has seen to';
  }
}

function why({ to, owners }: Attention): Line {
  if (to === 'owner')
    return [
      say(
        'You are named as their owner. Mend it, put it off with a reason, or hand the user over. You hear of it again in a week.',
      ),
    ];
  const named = [...new Set(owners)].slice(0, 10).flatMap((id) => [gap, person(id)]);
  return to === 'team'
    ? [
        say('Whoever owns them has not acted, or has left:'),
        ...named,
        say('. Please see to it, or take them over.'),
      ]
    : [say('Neither the owner nor the team has acted:'), ...named, say('.')];
}

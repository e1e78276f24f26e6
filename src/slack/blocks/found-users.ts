import type { KnownBlock } from '@slack/types';
import type { Found, FoundMatch } from '../../workflows/use-cases.ts';
import { actions } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { button, type Drawn, drawn } from './message.ts';
import { shortened } from './request-list.ts';
import { bold, code, type Line, lines, person, quiet, say } from './rich.ts';
import { counted, oneLine, plain } from './text.ts';

/** `/iam find`: every match with who answers for it and why it matched, a button each; what wasn't searched is said. */
export function foundUsers(found: Found): Drawn {
  const asked = oneLine(found.asked, 100);
  const all = found.matches.length + found.more;
  const title = all === 0 ? `No user matches “${asked}”.` : `${counted(all, 'user')} for “${asked}”`;
  return shortened(found.matches.length, (count) =>
    drawn(title, [
      lines([[bold(title)], ...(all === 0 ? whatToTry : [])]),
      ...found.matches.slice(0, count).flatMap(row),
      ...moreThan(all - Math.min(count, found.matches.length)),
      ...unread(found.unread),
    ]),
  );
}

function row({ user, account, owner, team, because }: FoundMatch, index: number): KnownBlock[] {
  const belongs: Line = owner ? [say('owner '), person(owner)] : [say('▲ nobody owns it')];
  return [
    {
      type: 'section',
      block_id: `found-${index}`,
      text: plain(`${oneLine(user.userName, 64)} in ${oneLine(account.name, 60)}`),
      accessory: button(actions.showUser, 'Show', userValue(user)),
    },
    lines([
      [
        ...belongs,
        ...(team === undefined ? [] : [say(` · team ${oneLine(team, 60)}`)]),
        ...(because === undefined ? [] : [quiet(` · found by ${oneLine(because, 120)}`)]),
      ],
    ]),
  ];
}

const whatToTry: readonly Line[] = [
  [say('Try a shorter part of the name, a tag’s value, an account, an @owner, or a whole access key id:')],
  [
    code('/iam find backup'),
    say('   '),
    code('/iam find prod-eu billing'),
    say('   '),
    code('/iam find AKIA…'),
  ],
];

function moreThan(left: number): KnownBlock[] {
  if (left <= 0) return [];
  return [lines([[quiet(`and ${left} more. Another word narrows it down: all of them have to match.`)]])];
}

/** A user who isn't listed may be in one of these. */
function unread(accounts: Found['unread']): KnownBlock[] {
  if (accounts.length === 0) return [];
  const shown = accounts
    .slice(0, 5)
    .map(({ account, why }): Line => [say(`${oneLine(account.name, 60)}: ${oneLine(why, 200)}`)]);
  const left = accounts.length - shown.length;
  return [
    lines([
      [bold(`▲ Not searched: ${counted(accounts.length, 'account')} could not be read`)],
      ...shown,
      ...(left > 0 ? [[quiet(`and ${left} more`)]] : []),
    ]),
  ];
}

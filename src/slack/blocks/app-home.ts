import type { HomeView, KnownBlock } from '@slack/types';
import type { Refusal } from '../../domain/refusal.ts';
import type { Home } from '../../workflows/use-cases.ts';
import { answerRows } from './home-answers.ts';
import { homeButtons } from './menu.ts';
import { buttons, divider, header } from './message.ts';
import { requestRows, unreadAccounts, userRows } from './request-list.ts';
import { lines, quiet, say } from './rich.ts';
import { fitText } from './text.ts';

/** The Home tab: what wants something of me first, then what I own and what I asked for. 100 blocks at most. */
export function appHome(home: Home): HomeView {
  const { answersWanted, waitingForMe, users, requests, now } = home;
  const isQuiet = answersWanted.length + waitingForMe.length === 0;
  return view([
    header('Service accounts and their keys'),
    lines([
      [say('The best key is the one nobody needs: asking starts with finding out whether a role would do.')],
    ]),
    ...buttons('menu', homeButtons()),
    ...part('Wants your answer', answersWanted.length, answerRows(answersWanted, 5)),
    ...part(
      'Waits for your decision',
      waitingForMe.length,
      requestRows(waitingForMe, 10, 'waits', 'Review…'),
    ),
    ...(isQuiet ? [lines([[quiet('Nothing waits for you.')]])] : []),
    divider,
    header('Users you own'),
    ...(users.length > 0 ? userRows(users, 20, now) : [lines([[quiet('none')]])]),
    ...unreadAccounts(home.unread),
    ...part('Your requests', requests.length, requestRows(requests, 8, 'requests')),
  ]);
}

/** A part of the page, left out where there is nothing in it. */
function part(title: string, count: number, rows: readonly KnownBlock[]): readonly KnownBlock[] {
  return count === 0 ? [] : [divider, header(title), ...rows];
}

export function refusedHome(refusal: Refusal): HomeView {
  return view([header('Service accounts and their keys'), lines([[say(fitText(refusal.say, 3000))]])]);
}

export function unavailableHome(): HomeView {
  return view([
    header('Service accounts and their keys'),
    lines([[quiet('Your requests can’t be read just now. Open this tab again in a minute.')]]),
  ]);
}

function view(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', callback_id: 'home', blocks: blocks.slice(0, 100) };
}

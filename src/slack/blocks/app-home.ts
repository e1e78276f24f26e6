import type { HomeView, KnownBlock } from '@slack/types';
import type { Refusal } from '../../domain/refusal.ts';
import type { Home } from '../../workflows/use-cases.ts';
import { menuButtons } from './menu.ts';
import { buttons, divider, header } from './message.ts';
import { requestSection, userSection } from './request-list.ts';
import { lines, quiet, say } from './rich.ts';
import { fitText } from './text.ts';

/** The Home tab: what waits for me first, then what I asked for and what I own. 100 blocks at most. */
export function appHome(home: Home): HomeView {
  return view([
    header('Service accounts and their keys'),
    lines([
      [say('The best key is the one nobody needs: asking starts with finding out whether a role would do.')],
    ]),
    ...buttons('menu', menuButtons()),
    divider,
    ...(home.answersWanted.length > 0
      ? [...requestSection('Wants your answer', home.answersWanted, 10), divider]
      : []),
    ...requestSection('Waiting for you', home.waitingForMe, 10),
    divider,
    ...requestSection('Your requests', home.requests, 10),
    divider,
    ...userSection(home.users, 30),
  ]);
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

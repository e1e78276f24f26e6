import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../domain/request-view.ts';
import type { Mine } from '../../workflows/use-cases.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { userValue } from '../user-value.ts';
import { endWords } from './age.ts';
import { button, type Drawn, drawn, firstThatFits } from './message.ts';
import { stateSymbol, stateWords } from './request-state.ts';
import { bold, lines, moment, person, quiet, say } from './rich.ts';
import { counted, oneLine, plain } from './text.ts';

/** `/iam pending`: what waits for this person's decision, the most urgent first. */
export function pendingList(requests: readonly RequestView[]): Drawn {
  if (requests.length === 0)
    return drawn('Nothing waits for your decision.', [lines([[say('Nothing waits for your decision.')]])]);
  const title =
    requests.length === 1 ? 'One request waits for you' : `${requests.length} requests wait for you`;
  return shortened(requests.length, (count) =>
    drawn(`${title}.`, [lines([[bold(title)]]), ...requestRows(requests, count, 'pending', 'Review…')]),
  );
}

/** `/iam mine`: the users I answer for and my requests. */
export function mineList(mine: Mine): Drawn {
  const { users, requests, unread, now } = mine;
  return shortened(Math.max(requests.length, users.length), (count) =>
    drawn(`You own ${counted(users.length, 'user')} and have ${counted(requests.length, 'request')}.`, [
      lines([[bold('Users you own')], ...(users.length === 0 ? [[quiet('none')]] : [])]),
      ...userRows(users, count, now),
      ...unreadAccounts(unread),
      ...requestSection('Your requests', requests, count),
    ]),
  );
}

export function requestSection(title: string, requests: readonly RequestView[], count: number): KnownBlock[] {
  if (requests.length === 0) return [lines([[bold(title)], [quiet('none')]])];
  return [lines([[bold(title)]]), ...requestRows(requests, count, title.toLowerCase().replace(/\W+/g, '-'))];
}

/** A row for each user, with what is due. */
export function userRows(users: Mine['users'], count: number, now: string): readonly KnownBlock[] {
  return [
    ...users.slice(0, count).map((row, index) => userRow(row, index, now)),
    ...moreRows(users.length - count, '/iam show <user> shows any of them'),
  ];
}

function userRow({ user, account, ends }: Mine['users'][number], index: number, now: string): KnownBlock {
  const due = ends === undefined ? '▲ no end date' : `ends ${oneLine(ends, 40)}, ${endWords(ends, now)}`;
  return {
    type: 'section',
    block_id: `owned-${index}`,
    text: plain(`${oneLine(user.userName, 64)} in ${oneLine(account.name, 60)}\n${due}`),
    accessory: button(actions.showUser, 'Manage', userValue(user)),
  };
}

/** Whose users may be missing from a list. */
export function unreadAccounts(accounts: Mine['unread']): readonly KnownBlock[] {
  if (accounts.length === 0) return [];
  const names = accounts.slice(0, 5).map(({ name }) => oneLine(name, 60));
  const left = accounts.length - names.length;
  const which = left > 0 ? `${names.join(', ')} and ${left} more` : names.join(', ');
  return [lines([[quiet(`Not read: ${which}. Users that were made elsewhere may be missing.`)]])];
}

/** A row for each request; `text` is on its button. */
export function requestRows(
  requests: readonly RequestView[],
  count: number,
  where: string,
  text = 'Open',
): readonly KnownBlock[] {
  return [
    ...requests.slice(0, count).flatMap((view) => requestRow(view, where, text)),
    ...moreRows(requests.length - count),
  ];
}

export function moreRows(left: number, otherwise = 'not shown here'): readonly KnownBlock[] {
  return left > 0 ? [lines([[quiet(`and ${left} more; ${otherwise}`)]])] : [];
}

/** The button stands beside the text, which is why the text is plain. */
function requestRow(view: RequestView, where: string, text: string): readonly KnownBlock[] {
  const { request } = view;
  const title = `${stateSymbol(view)} ${request.id} · ${oneLine(request.summary.title, 150)}`;
  const row: KnownBlock = {
    type: 'section',
    block_id: `${where}-${request.id}`,
    text: plain(`${title}\n${stateWords(view)} · ${oneLine(view.account.name, 60)}`),
    accessory: button(actions.fullPlan, text, requestValue(request)),
  };
  if (request.state !== 'pending') return [row];
  return [
    row,
    lines([
      [say('asked by '), person(request.requestedBy), say(' · expires '), moment(request.deadlines.expireAt)],
    ]),
  ];
}

/** Tries with ever fewer rows; with none it always fits. */
export function shortened(length: number, draw: (count: number) => Drawn): Drawn {
  const counts = [...new Set([Math.min(length, 20), 10, 5, 2, 0])].filter((count) => count <= length);
  return firstThatFits(counts.map((count) => () => draw(count)));
}

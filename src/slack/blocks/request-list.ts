import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../domain/request-view.ts';
import type { Mine } from '../../workflows/use-cases.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { userValue } from '../user-value.ts';
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
    drawn(`${title}.`, [lines([[bold(title)]]), ...requestRows(requests, count, 'pending')]),
  );
}

/** `/iam mine`: my requests and the users I answer for. */
export function mineList(mine: Mine): Drawn {
  return shortened(Math.max(mine.requests.length, mine.users.length), (count) =>
    drawn(
      `You have ${counted(mine.requests.length, 'request')} and own ${counted(mine.users.length, 'user')}.`,
      [...requestSection('Your requests', mine.requests, count), ...userSection(mine.users, count)],
    ),
  );
}

export function requestSection(title: string, requests: readonly RequestView[], count: number): KnownBlock[] {
  if (requests.length === 0) return [lines([[bold(title)], [quiet('none')]])];
  return [lines([[bold(title)]]), ...requestRows(requests, count, title.toLowerCase().replace(/\W+/g, '-'))];
}

export function userSection(users: Mine['users'], count: number): KnownBlock[] {
  if (users.length === 0) return [lines([[bold('Users you own')], [quiet('none that Chatelaine made')]])];
  const shown = users.slice(0, count);
  const left = users.length - shown.length;
  return [
    lines([[bold('Users you own')]]),
    ...shown.map((row, index) => userRow(row, index)),
    ...(left > 0 ? [lines([[quiet(`and ${left} more; /iam show <user> shows any of them`)]])] : []),
  ];
}

function userRow({ user, account, ends }: Mine['users'][number], index: number): KnownBlock {
  const until = ends ? ` · ends ${oneLine(ends, 40)}` : '';
  return {
    type: 'section',
    block_id: `owned-${index}`,
    text: plain(`${oneLine(user.userName, 64)} in ${oneLine(account.name, 60)}${until}`),
    accessory: button(actions.showUser, 'Manage', userValue(user)),
  };
}

function requestRows(requests: readonly RequestView[], count: number, where: string): KnownBlock[] {
  const shown = requests.slice(0, count);
  const left = requests.length - shown.length;
  return [
    ...shown.flatMap((view) => requestRow(view, where)),
    ...(left > 0 ? [lines([[quiet(`and ${left} more, not shown here`)]])] : []),
  ];
}

/** The button stands beside the text, which is why the text is plain. */
function requestRow(view: RequestView, where: string): KnownBlock[] {
  const { request } = view;
  const title = `${stateSymbol(view)} ${request.id} · ${oneLine(request.summary.title, 150)}`;
  const row: KnownBlock = {
    type: 'section',
    block_id: `${where}-${request.id}`,
    text: plain(`${title}\n${stateWords(view)} · ${oneLine(view.account.name, 60)}`),
    accessory: button(actions.fullPlan, 'Open', requestValue(request)),
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

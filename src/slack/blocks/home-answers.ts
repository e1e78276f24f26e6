import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../domain/request-view.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { userValue } from '../user-value.ts';
import { ownerAnswers } from './gate-buttons.ts';
import { deadlineOf, standingNow } from './gate-words.ts';
import { button, buttons } from './message.ts';
import { moreRows } from './request-list.ts';
import { bold, lines, moment, person, quiet, say } from './rich.ts';
import { oneLine } from './text.ts';

/** Questions that stand before a gate, each with its answers. */
export function answerRows(requests: readonly RequestView[], count: number): readonly KnownBlock[] {
  return [...requests.slice(0, count).flatMap(answerRow), ...moreRows(requests.length - count)];
}

function answerRow(view: RequestView): readonly KnownBlock[] {
  const { request, account } = view;
  const standing = standingNow(request);
  if (!standing || standing.gate.kind === 'wait') return [];
  const until = deadlineOf(standing, request.changedAt);
  return [
    lines([
      [bold(oneLine(standing.gate.question, 500))],
      [
        quiet(
          `${request.id} · ${oneLine(request.summary.title, 150)} in ${oneLine(account.name, 60)}, asked for by `,
        ),
        person(request.requestedBy),
        ...(until ? [say(' · given up without an answer '), moment(until)] : []),
      ],
    ]),
    ...buttons(`answer-${request.id}`, [
      ...ownerAnswers(view),
      button(actions.showUser, 'Show the user', userValue(request.target)),
      button(actions.fullPlan, 'Full plan', requestValue(request)),
    ]),
  ];
}

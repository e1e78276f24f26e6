import type { KnownBlock } from '@slack/types';
import { isPastReturn } from '../../domain/decide-execution.ts';
import type { RequestView } from '../../domain/request-view.ts';
import { buttons, context, type Drawn, divider, drawn, firstThatFits, header } from './message.ts';
import {
  approvalLines,
  askedAgain,
  askedBy,
  cutsAnything,
  type Detail,
  everything,
  planOrProgress,
  riskLine,
  summaryLines,
} from './request-body.ts';
import { cardButtons, shortHash } from './request-buttons.ts';
import { stateLine, stateWords } from './request-state.ts';
import { bold, type Line, lines, say } from './rich.ts';
import { oneLine } from './text.ts';

/** From everything to the least that is still a card. Slack's size limit decides which one is used. */
export const details: readonly Detail[] = [
  everything,
  { textMax: 500, linesMax: 30, stepsMax: 30 },
  { textMax: 160, linesMax: 16, stepsMax: 12 },
  { textMax: 60, linesMax: 8, stepsMax: 0 },
];

/** The message in the approvals channel: what is asked, how risky it is, exactly what will run, and the decision. */
export function requestCard(view: RequestView): Drawn {
  const { request } = view;
  const text = `${request.id} ${oneLine(request.summary.title, 200)}: ${stateWords(view)}. Asked for ${oneLine(view.account.name, 100)}.`;
  return firstThatFits(
    details.map((detail) => () => {
      const complete = !cutsAnything(view, detail);
      return drawn(text, [
        ...requestBlocks(view, detail),
        ...buttons('decide', cardButtons(view, complete)),
        context(footer(view, complete)),
      ]);
    }),
  );
}

/** The part that the card, the requester's copy and the full view have in common. */
export function requestBlocks(view: RequestView, detail: Detail): KnownBlock[] {
  const { request } = view;
  return [
    header(`${request.id} · ${request.summary.title}`),
    lines([stateLine(view), ...outcomeLines(view, detail)]),
    divider,
    lines([askedBy(view), ...summaryLines(request.summary, detail)]),
    lines([riskLine(request.risk, detail.textMax), ...approvalLines(view).slice(0, 10)]),
    ...askedAgain(view, detail),
    ...planOrProgress(view, detail),
  ];
}

/** What came of it: the reason of a denial, the step that failed and what AWS said. */
function outcomeLines(view: RequestView, detail: Detail): readonly Line[] {
  const { request } = view;
  const rows: Line[] = [];
  if (request.state === 'failed' && request.failure) {
    rows.push([bold('Step  '), say(oneLine(request.failure.step, detail.textMax))]);
    rows.push([bold('Why  '), say(oneLine(request.failure.message, detail.textMax))]);
    rows.push([
      say(
        isPastReturn(request)
          ? 'What is done so far is marked below. Some of it is deleted for good, so there is no undo: Retry goes on.'
          : 'What is done so far is marked below. Retry goes on from there, Undo takes it back.',
      ),
    ]);
  }
  if (request.state === 'denied' && request.ended?.reason)
    rows.push([bold('Reason  '), say(oneLine(request.ended.reason, detail.textMax))]);
  if (request.state === 'pending' && view.approvalsNeeded > 0)
    rows.push([bold('Decided by  '), say(oneLine(view.whoDecides, detail.textMax))]);
  if (request.state === 'undone' && request.ended?.reason)
    rows.push([bold('Why  '), say(oneLine(request.ended.reason, detail.textMax))]);
  return rows;
}

function footer(view: RequestView, complete: boolean): string {
  const plan = `Plan ${shortHash(view.request.planHash)}`;
  if (!complete) return `${plan} · too long for this card: the full plan shows every line before you decide`;
  return view.request.state === 'pending'
    ? `${plan} · an approval counts for this plan only · comment in the thread`
    : plan;
}

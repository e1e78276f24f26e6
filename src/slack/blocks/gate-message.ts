import type { KnownBlock } from '@slack/types';
import type { MessageView } from '../../domain/message.ts';
import { inDays } from '../../domain/plan-words.ts';
import type { RequestView } from '../../domain/request-view.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { userValue } from '../user-value.ts';
import { ownerAnswers } from './gate-buttons.ts';
import { deadlineOf, inside, isPutOff, type Standing, standingAt } from './gate-words.ts';
import { leftLine, leftWords } from './left-gate.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { bold, type Line, lines, moment, person, quiet, say, titledList } from './rich.ts';
import { standingWords } from './standing-words.ts';
import { doneSoFar } from './taken-back.ts';
import { oneLine } from './text.ts';

type GateMessage = Extract<MessageView, { kind: 'gate' }>;
type GateReminder = Extract<MessageView, { kind: 'gate-reminder' }>;

/** To the user's owner, kept up to date: what a request waits for, what follows by itself, and the answers. */
export function gateMessage({ view, hold }: GateMessage): Drawn {
  const { request } = view;
  const standing = standingAt(request, hold);
  if (!standing?.isOpen) return past(view, standing);
  const { happened, means, todo } = standingWords(request, standing);
  const { gate } = standing;
  return drawn(`${happened} ${gate.kind === 'wait' ? means : gate.question}`, [
    lines([[bold(happened)], where(view)]),
    lines([
      [bold('What it means  '), say(means)],
      [bold('What to do  '), say(todo)],
      [bold('By itself  '), ...byItself(view, standing)],
    ]),
    ...evidence(standing),
    ...question(standing),
    ...answers(view),
  ]);
}

/** Short: the same question again, with what is seen now. */
export function gateReminder({ view, hold, reminder }: GateReminder): Drawn {
  const { request } = view;
  const standing = standingAt(request, hold);
  if (!standing?.isOpen) return past(view, standing);
  const { happened, todo } = standingWords(request, standing);
  const { gate } = standing;
  const still =
    gate.kind === 'wait' ? happened : `${request.id} still waits for your answer. ${gate.question}`;
  return drawn(still, [
    lines([
      [bold(oneLine(still, 1000))],
      [
        ...(reminder > 1 ? [say(`This is reminder ${reminder}. `)] : []),
        ...(gate.kind === 'wait' ? [say(todo)] : [bold('By itself  '), ...byItself(view, standing)]),
      ],
    ]),
    ...evidence(standing),
    ...answers(view),
  ]);
}

function past(view: RequestView, standing: Standing | undefined): Drawn {
  return drawn(leftWords(view, standing), [lines([leftLine(view, standing)])]);
}

function where({ request, account }: RequestView): Line {
  return [
    say(
      `${request.id} · ${oneLine(request.summary.title, 150)} in ${oneLine(account.name, 100)}, asked for by `,
    ),
    person(request.requestedBy),
  ];
}

/** What happens when nobody does anything. */
function byItself(view: RequestView, standing: Standing): Line {
  const { request } = view;
  const { gate, stage } = standing;
  const next = inside(oneLine(stage.title, 150));
  const until = deadlineOf(standing, request.changedAt);
  if (gate.kind === 'wait') {
    if (isPutOff(standing)) return [say(`${inDays(gate.forMs)} after the key’s last use: ${next}.`)];
    return until ? [moment(until), say(`: ${next}.`)] : [say(`${next}.`)];
  }
  const seen =
    gate.kind === 'observe'
      ? `as soon as the new key is seen in use and the old one has rested for ${inDays(gate.idleForMs)}: ${next}. `
      : '';
  return until
    ? [say(`${seen}Without an answer by `), moment(until), say(` it is given up. ${givenUp(view)}`)]
    : [say(`${seen}Both keys are in use, so neither is taken away: this waits for your answer.`)];
}

function givenUp(view: RequestView): string {
  if (doneSoFar(view).length === 0) return 'Nothing has been done so far.';
  return view.request.action === 'rotate-access-key'
    ? 'The new key is then deleted, and the old one stays as it is.'
    : 'What was done is then taken back.';
}

/** What was seen at the last look. */
function evidence({ hold }: Standing): KnownBlock[] {
  if (hold.evidence.length === 0) return [];
  const rows = hold.evidence.slice(0, 10).map((text): Line => [say(oneLine(text, 300))]);
  return [titledList([bold('Last seen')], 'bullet', rows)];
}

function question({ gate, hold }: Standing): KnownBlock[] {
  if (gate.kind === 'wait') return [];
  if (hold.confirmedBy)
    return [lines([[say('✓ Answered by '), person(hold.confirmedBy), quiet(' · it goes on')]])];
  return [lines([[bold(oneLine(gate.question, 1000))]])];
}

function answers(view: RequestView): KnownBlock[] {
  const { request } = view;
  return buttons('gate', [
    ...ownerAnswers(view),
    button(actions.showUser, 'Show the user', userValue(request.target)),
    button(actions.fullPlan, 'Full plan', requestValue(request)),
  ]);
}

import { isPastReturn } from '../../domain/decide-execution.ts';
import type { Mention, MessageView } from '../../domain/message.ts';
import type { RequestView } from '../../domain/request-view.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { wordsFor } from './action-words.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { askAgainButton, mending } from './request-buttons.ts';
import { isDeclined, isGivenUp, isGone, stateWords } from './request-state.ts';
import { bold, gap, group, type Inline, type Line, lines, moment, person, say } from './rich.ts';
import { hadChangedNothing, undoneWords } from './taken-back.ts';
import { fitText, oneLine } from './text.ts';

type NoteOf<K extends MessageView['kind']> = Extract<MessageView, { kind: K }>;

/** A nudge in the card's thread, naming those who can decide. */
export function reminder({ view, mention, reminder: count }: NoteOf<'reminder'>): Drawn {
  const { request } = view;
  const text = `${request.id} still waits for a decision.`;
  return drawn(text, [
    lines([
      [...mentions(mention), say(`${request.id} still waits for a decision. `), ...open(view)],
      [
        ...(count > 1 ? [say(`This is reminder ${count}. `)] : []),
        say('Approve or deny on the card above; it expires '),
        moment(request.deadlines.expireAt),
        say('.'),
      ],
    ]),
  ]);
}

/** Nobody has decided for too long: the same, louder, to more people. */
export function escalation({ view, mention }: NoteOf<'escalation'>): Drawn {
  const { request } = view;
  return drawn(`${request.id} has waited since it was asked, and nobody has decided.`, [
    lines([
      [bold('▲ Nobody has decided  '), ...mentions(mention)],
      [
        say(`${request.id} was asked `),
        moment(request.submittedAt),
        say(' by '),
        person(request.requestedBy),
        say('. '),
        ...open(view),
      ],
      [
        say('Without a decision it expires '),
        moment(request.deadlines.expireAt),
        say(' and has to be asked again.'),
      ],
    ]),
  ]);
}

/** The plan or an approval no longer holds: why, and that a new decision is wanted. */
export function askedAgainNote({ view, mention }: NoteOf<'asked-again'>): Drawn {
  const { request } = view;
  const why = request.askedAgain.slice(-10).map((text): Line => [say(`• ${oneLine(text, 500)}`)]);
  const wanted =
    request.state === 'drifted'
      ? [say('No plan fits the account as it is now. Look at the card.')]
      : open(view);
  return drawn(
    `${request.id} is asked again: something has changed since it was approved. Nothing has run.`,
    [
      lines([
        [
          ...mentions(mention),
          say(
            `${request.id} is asked again. Something has changed since it was approved, and nothing has run.`,
          ),
        ],
        ...why,
        [...wanted, say(' The card above has the new state.')],
      ]),
    ],
  );
}

/** To the requester: how it ended or stopped, why, and what can be done now. */
export function decided({ view }: NoteOf<'decided'>): Drawn {
  const { request } = view;
  const reason = request.ended?.reason;
  const by: Line = request.ended?.by ? [say(' by '), person(request.ended.by)] : [];
  const again = request.state === 'denied' || request.state === 'expired';
  const title = oneLine(request.summary.title, 150);
  return drawn(`Your request ${request.id}: ${stateWords(view)}. ${title}.`, [
    lines([
      [bold(`${request.id} · ${title}`)],
      [say(`${outcome(view)}`), ...by, say('.')],
      ...(request.state === 'drifted'
        ? request.askedAgain.slice(-10).map((why): Line => [say(`• ${oneLine(why, 500)}`)])
        : []),
      ...(reason ? [[bold('Reason  '), say(oneLine(reason, 3000))]] : []),
      ...(request.state === 'failed' && request.failure
        ? [[bold('Why  '), say(oneLine(request.failure.message, 2000))]]
        : []),
      [say(next(view))],
    ]),
    ...buttons('decided', [
      ...(again ? [askAgainButton(view, 'Change and ask again', { style: 'primary' })] : []),
      ...(request.state === 'failed' ? mending(view) : []),
      button(actions.fullPlan, 'Full plan', requestValue(request)),
    ]),
  ]);
}

function outcome(view: RequestView): string {
  const { request } = view;
  if (request.state === 'denied') return 'It was denied';
  if (request.state === 'expired')
    return request.requirement.kind === 'none'
      ? 'It expired: it couldn’t run, and was not taken up again'
      : 'It expired: nobody decided in time';
  if (request.state === 'drifted') return 'It did not run: no plan fits the account as it is now';
  if (request.state === 'undone') return undoneOutcome(view);
  if (request.state === 'failed')
    return `It stopped at: ${oneLine(request.failure?.step ?? 'an unknown step', 300)}`;
  if (request.state === 'done') return 'It is done, read back from AWS and compared';
  return `It is ${stateWords(view)}`;
}

function undoneOutcome(view: RequestView): string {
  if (isGone(view)) return 'It has ended';
  if (isDeclined(view)) return 'It was declined';
  if (!isGivenUp(view)) return 'It was taken back';
  return hadChangedNothing(view.request) ? 'It was given up' : 'It was given up and taken back';
}

function next({ request }: RequestView): string {
  switch (request.state) {
    case 'denied':
      return 'Nothing was done. Change what was wrong and ask again.';
    case 'expired':
      return 'Nothing was done. Ask again if it is still needed.';
    case 'drifted':
      return 'Nothing was done. When that is out of the way, press Look again on the request’s message, or cancel it there.';
    case 'undone':
      return sentenceOf(undoneWords(request));
    case 'failed':
      return isPastReturn(request)
        ? 'What is done so far is in the full plan. Some of it is deleted for good, so only Retry is left.'
        : 'What is done so far is in the full plan. Retry goes on from there, Undo takes it back.';
    case 'done':
      return wordsFor(request).means;
    default:
      return 'The request’s message has the details.';
  }
}

const sentenceOf = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

function open(view: RequestView): Line {
  return [
    say(
      `It needs ${view.approvalsNeeded - view.approvalsGiven} more, from ${oneLine(view.whoDecides, 300)}.`,
    ),
  ];
}

function mentions(of: readonly Mention[]): Line {
  return of
    .slice(0, 20)
    .flatMap((who): readonly Inline[] => [who.kind === 'person' ? person(who.id) : group(who.id), gap]);
}

/** About the house, for the audit channel. */
export function notice({ title, text }: NoteOf<'notice'>): Drawn {
  return drawn(`${title} ${text}`, [lines([[bold(oneLine(title, 300))], [say(fitText(text, 5000))]])]);
}

import type { RequestView } from '../../domain/request-view.ts';
import type { Standing } from './gate-words.ts';
import { isDeclined } from './request-state.ts';
import { type Line, moment, person, quiet } from './rich.ts';
import { hadChangedNothing } from './taken-back.ts';
import { oneLine } from './text.ts';

/** A gate that a request no longer stands before, in one quiet line. */
export function leftLine(view: RequestView, standing: Standing | undefined): Line {
  const { request } = view;
  const hold = standing?.hold;
  const by = byOf(view, standing);
  return [
    quiet(`${leftWords(view, standing)}${by ? ' by ' : ''}`),
    ...(by ? [person(by)] : []),
    ...(hold?.leftAt ? [quiet(' · '), moment(hold.leftAt)] : []),
    quiet(` · ${oneLine(request.summary.title, 150)}`),
  ];
}

/** The same for the notification. */
export function leftWords(view: RequestView, standing: Standing | undefined): string {
  const { request } = view;
  switch (standing?.hold.left) {
    case 'opened':
      return `${request.id} went on: ${openedBecause(standing)}`;
    case 'given-up':
      return `${request.id} was given up: nobody answered in time${hadChangedNothing(request) ? '' : ', and what was done is taken back'}`;
    case 'gone':
      return `${request.id} ended: the user is gone`;
    case 'undone':
      return wasStepBack(view, standing)
        ? `${request.id} took its last stage back, and asks again`
        : `${request.id} was ${isDeclined(view) ? 'declined' : 'taken back'}`;
    case 'overridden':
      return request.state === 'stopped'
        ? `${request.id} was ended: the user is in quarantine`
        : `${request.id} needs no answer any more`;
    case 'drifted':
      return `${request.id} is asked again, because the account has changed`;
    default:
      return `${request.id} waits for nothing here any more`;
  }
}

function openedBecause({ gate, hold }: Standing): string {
  if (hold.confirmedBy) return 'answered';
  return gate.kind === 'wait' ? 'the wait is over' : 'the new key is in use and the old one rests';
}

function byOf(view: RequestView, standing: Standing | undefined) {
  if (standing?.hold.left === 'opened') return standing.hold.confirmedBy;
  const isUndo = standing?.hold.left === 'undone' && !wasStepBack(view, standing);
  return isUndo ? view.request.ended?.by : undefined;
}

/** One stage back is followed by the earlier gate; a whole undo by nothing. */
function wasStepBack({ request }: RequestView, { hold }: Standing): boolean {
  const isLast = request.holds.at(-1) === hold;
  return !isLast || request.undoTo !== undefined || request.state === 'executing';
}

import type { Button } from '@slack/types';
import type { RequestView } from '../../domain/request-view.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { type Standing, standingNow } from './gate-words.ts';
import { button } from './message.ts';
import { doneSoFar, undoConsequence } from './taken-back.ts';
import { oneLine } from './text.ts';

/** What its owner can say to a request that stands before a gate; nothing when it doesn't. */
export function ownerAnswers(view: RequestView): readonly Button[] {
  const standing = standingNow(view.request);
  if (!standing || standing.hold.confirmedBy) return [];
  const { gate } = standing;
  if (gate.kind === 'wait') return wayBack(view, standing);
  return [
    button(actions.confirm, oneLine(gate.yes, 75), requestValue(view.request), { style: 'primary' }),
    undoButton(view, oneLine(gate.no, 75)),
  ];
}

/** The same for whoever asked: the answer only where it is theirs to give. */
export function requesterAnswers(view: RequestView): readonly Button[] {
  const standing = standingNow(view.request);
  if (!standing) return [];
  const { gate } = standing;
  const isTheirs =
    gate.kind === 'wait' || gate.by === 'either' || view.request.owner === view.request.requestedBy;
  return isTheirs ? ownerAnswers(view) : [undoButton(view, undoText(view))];
}

/** For everybody else who may mend it: only the way back. */
export function approverAnswers(view: RequestView): readonly Button[] {
  const standing = standingNow(view.request);
  return standing && mayUndo(view, standing) ? [undoButton(view, undoText(view))] : [];
}

function wayBack(view: RequestView, standing: Standing): readonly Button[] {
  return [
    ...(view.request.opened === undefined
      ? []
      : [button(actions.stepBack, stepBackText(standing), requestValue(view.request), { style: 'primary' })]),
    ...(mayUndo(view, standing) ? [undoButton(view, 'Undo')] : []),
  ];
}

const stepBackText = ({ gate }: Standing): string =>
  gate.kind === 'wait' && gate.unlessUsed ? 'Enable the old key again' : 'Bring it back';

/** A new key that is relied on by now is not taken away: then only the last stage goes back. */
function mayUndo({ request }: RequestView, { gate }: Standing): boolean {
  // Another request takes it back, because that one may need a decision.
  if (request.plan.takenBackBy !== undefined) return false;
  if (gate.kind !== 'wait' || request.opened === undefined) return true;
  const before = request.plan.stages.slice(0, request.opened).flatMap((stage) => stage.operations);
  return !before.some((operation) => operation.kind === 'create-access-key');
}

/** Before the first step there is nothing to undo. */
const undoText = (view: RequestView): string => (doneSoFar(view).length > 0 ? 'Undo' : 'Withdraw');

function undoButton(view: RequestView, text: string): Button {
  const { request } = view;
  return button(actions.undo, text, requestValue(request), {
    style: 'danger',
    confirm: { ...ending(view, text), text: undoConsequence(view) },
  });
}

/** How it is asked again: in the words of the button, if it has some of its own. */
function ending(view: RequestView, text: string): { readonly title: string; readonly yes: string } {
  if (text !== 'Undo') return { title: `${text}?`, yes: oneLine(text, 30) };
  return doneSoFar(view).length > 0
    ? { title: `Undo ${view.request.id}?`, yes: 'Undo it' }
    : { title: `End ${view.request.id} here?`, yes: 'End it' };
}

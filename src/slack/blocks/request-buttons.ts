import type { Button } from '@slack/types';
import { isPastReturn } from '../../domain/decide-execution.ts';
import type { RequestView } from '../../domain/request-view.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { approverAnswers, requesterAnswers } from './gate-buttons.ts';
import { type ButtonLook, button } from './message.ts';

/** What can be done about a request where approvers see it. `complete`: the card shows everything that is approved. */
export function cardButtons(view: RequestView, complete: boolean): readonly Button[] {
  const { request } = view;
  const value = requestValue(request);
  const full = button(actions.fullPlan, 'Full plan', value);
  switch (request.state) {
    case 'pending':
      return [
        complete
          ? approveButton(view)
          : button(actions.review, 'Review and approve…', value, { style: 'primary' }),
        button(actions.deny, 'Deny…', value),
        full,
      ];
    case 'drifted':
      return [button(actions.lookAgain, 'Look again', value, { style: 'primary' }), full];
    case 'failed':
      return [...mending(view), full];
    case 'waiting':
      return [...approverAnswers(view), full];
    case 'done':
      return [...makingAgain(view), full];
    default:
      return [full];
  }
}

/** The requester's own copy. */
export function statusButtons(view: RequestView): readonly Button[] {
  const { request } = view;
  const value = requestValue(request);
  const full = button(actions.fullPlan, 'Full plan', value);
  switch (request.state) {
    case 'pending':
      return [full, cancelButton(view)];
    case 'drifted':
      return [button(actions.lookAgain, 'Look again', value, { style: 'primary' }), full, cancelButton(view)];
    case 'failed':
      return [...mending(view), full];
    case 'waiting':
      return [...requesterAnswers(view), full];
    case 'done':
      return [...makingAgain(view), full];
    case 'denied':
    case 'expired':
    case 'cancelled':
    case 'stopped':
    case 'undone':
      return [askAgainButton(view, 'Ask again'), full];
    default:
      return [full];
  }
}

export function approveButton(view: RequestView): Button {
  const { request } = view;
  const value = requestValue(request);
  if (request.risk.level !== 'sensitive')
    return button(actions.approve, 'Approve', value, { style: 'primary' });
  return button(actions.approve, 'Approve', value, {
    style: 'primary',
    confirm: {
      title: `Approve ${request.id}?`,
      text: `This is sensitive. Your approval is on record and counts for plan ${shortHash(request.planHash)} only.`,
      yes: 'Approve',
    },
  });
}

/** The form again, filled in as it was. */
export function askAgainButton({ request }: RequestView, text: string, look: ButtonLook = {}): Button {
  return button(actions.askAgain, text, requestValue(request), look);
}

/** A form for a new user like the one that an offboarding has ended. */
function makingAgain(view: RequestView): readonly Button[] {
  return view.request.plan.snapshot ? [askAgainButton(view, 'Make it again…')] : [];
}

function cancelButton({ request }: RequestView): Button {
  return button(actions.cancel, 'Cancel', requestValue(request), {
    style: 'danger',
    confirm: {
      title: `Cancel ${request.id}?`,
      text: 'Nothing has been done yet, and nothing will be. It can be asked again.',
      yes: 'Cancel the request',
    },
  });
}

/** What can be done about a request that has stopped at a failure. */
export function mending({ request }: RequestView): readonly Button[] {
  const value = requestValue(request);
  return [
    button(actions.retry, 'Retry', value, { style: 'primary' }),
    // What is deleted for good can only be carried on with.
    ...(isPastReturn(request)
      ? []
      : [
          button(actions.undo, 'Undo', value, {
            style: 'danger',
            confirm: {
              title: `Undo ${request.id}?`,
              text: 'What this request has done is taken back, in reverse order. Nothing else is touched.',
              yes: 'Undo it',
            },
          }),
        ]),
  ];
}

/** As people say it: the first six digits. */
export const shortHash = (planHash: string): string => planHash.slice(0, 6);

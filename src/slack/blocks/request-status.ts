import type { RequestView } from '../../domain/request-view.ts';
import { buttons, context, type Drawn, drawn, firstThatFits } from './message.ts';
import { cutsAnything } from './request-body.ts';
import { shortHash, statusButtons } from './request-buttons.ts';
import { details, requestBlocks } from './request-card.ts';
import { stateWords } from './request-state.ts';
import { oneLine } from './text.ts';

/** The requester's copy in their direct messages: the same facts, their own buttons. */
export function requestStatus(view: RequestView): Drawn {
  const { request } = view;
  const text = `Your request ${request.id} ${oneLine(request.summary.title, 200)}: ${stateWords(view)}.`;
  return firstThatFits(
    details.map(
      (detail) => () =>
        drawn(text, [
          ...requestBlocks(view, detail),
          ...buttons('status', statusButtons(view)),
          context(
            `Plan ${shortHash(request.planHash)} · ${cutsAnything(view, detail) ? 'shortened; everything is in the full plan' : 'this message is kept up to date'}`,
          ),
        ]),
    ),
  );
}

import type { ModalView } from '@slack/types';
import type { RequestView } from '../../domain/request-view.ts';
import { fields, views } from '../ids.ts';
import { modal } from './modal.ts';
import { bold, lines, person, say } from './rich.ts';
import { oneLine, plain } from './text.ts';

export const reasonBlock = 'reason';

/** Asks for the reason, which goes to the requester. */
export function denialModal({ request }: RequestView, metadata: string): ModalView {
  return modal(views.denial, {
    title: `Deny ${request.id}`,
    submit: 'Deny',
    close: 'Back',
    metadata,
    blocks: [
      lines([
        [
          bold(`${request.id} · ${oneLine(request.summary.title, 200)}`),
          say(' · asked by '),
          person(request.requestedBy),
        ],
      ]),
      {
        type: 'input',
        block_id: reasonBlock,
        label: plain('Why not?'),
        hint: plain('The requester reads this. Say what to change or what to ask for instead.'),
        element: {
          type: 'plain_text_input',
          action_id: fields.reason,
          multiline: true,
          min_length: 1,
          max_length: 3000,
        },
      },
    ],
  });
}

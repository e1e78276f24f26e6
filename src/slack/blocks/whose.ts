import type { ModalView } from '@slack/types';
import type { BulletinMessage } from '../../domain/bulletin.ts';
import { UserRef } from '../../domain/user.ts';
import type { ShownFinding } from '../../workflows/finding-cases.ts';
import { actions, fields, views } from '../ids.ts';
import { nameOf } from './finding-row.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { modal } from './modal.ts';
import { bold, lines, person, quiet, say } from './rich.ts';
import { fitText, plain } from './text.ts';
import { beginButton } from './user-buttons.ts';

export const personBlock = 'person';

/** A user that nobody owns: in the channel of its account, or to somebody who is said to know. */
export function whose({ row, suggestedBy }: Extract<BulletinMessage, { kind: 'whose' }>): Drawn {
  const words = row.parts.map((part) => part.words).join('; ');
  const [part] = row.parts;
  if (row.userName === undefined || !part) throw new Error('Only a user can be somebody’s.');
  const user = UserRef.parse({ accountId: row.accountId, userName: row.userName });
  const text = suggestedBy === undefined ? `Whose is ${nameOf(row)}?` : `Is ${nameOf(row)} yours?`;
  return drawn(text, [
    lines([
      [bold(text)],
      [say(fitText(words, 1500))],
      suggestedBy === undefined
        ? [quiet('Nobody answers for it. Whoever knows it, please say so.')]
        : [person(suggestedBy), say(' thinks that you know it. If it isn’t yours, there is nothing to do.')],
    ]),
    ...buttons('whose', [
      beginButton('claim-user', 'It’s mine…', user, { style: 'primary' }),
      ...(suggestedBy === undefined ? [button(actions.knowWhose, 'I know whose…', part.key)] : []),
      beginButton('offboard-user', 'Nobody’s…', user),
    ]),
  ]);
}

/** Asks who it might be; that person is asked in a direct message. */
export function knowWhoseModal({ known, row }: ShownFinding): ModalView {
  return modal(views.knowWhose, {
    title: 'Whose is it?',
    submit: 'Ask them',
    close: 'Back',
    metadata: known.finding.key,
    blocks: [
      lines([
        [bold(nameOf(row))],
        [quiet('I ask them in a direct message, once, and say that you named them.')],
      ]),
      {
        type: 'input',
        block_id: personBlock,
        label: plain('Who knows it'),
        element: { type: 'users_select', action_id: fields.person },
      },
    ],
  });
}

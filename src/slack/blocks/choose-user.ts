import type { KnownBlock, ModalView } from '@slack/types';
import type { UserRef } from '../../domain/user.ts';
import type { FormPage, Shown } from '../../workflows/use-cases.ts';
import { actions, views } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { type Wish, writeWish } from '../wish.ts';
import { button, buttons, context } from './message.ts';
import { modal } from './modal.ts';
import { bold, lines, say } from './rich.ts';
import { oneLine } from './text.ts';

type Choices = Extract<Shown, { kind: 'choices' }>;

/** Slack takes more, nobody reads more. */
const most = 20;

/** Several users match: one has to be chosen before the action begins; what was typed is kept for it. */
export function chooseUserPage(page: Extract<FormPage, { page: 'choices' }>, wish?: Wish): ModalView {
  return modal(views.choices, {
    title: 'Which user?',
    close: 'Cancel',
    metadata: writeWish(wish ?? { action: page.action, name: page.asked, values: {} }),
    blocks: choiceBlocks(page, actions.chooseUser, 'Name the account too: <account>/<user>'),
  });
}

/** The same where a button begins something by itself. */
export function chooseAmong(choices: Pick<Choices, 'asked' | 'matches'>, actionId: string): ModalView {
  return modal(views.answer, {
    title: 'Which user?',
    close: 'Cancel',
    blocks: choiceBlocks(choices, actionId, 'Name the account too: /iam show <account>/<user>'),
  });
}

/** The matches as buttons. Action ids are unique within a block only, so each button has a block of its own. */
export function choiceBlocks(
  { asked, matches }: Pick<Choices, 'asked' | 'matches'>,
  actionId: string,
  otherwise: string,
): KnownBlock[] {
  const shown = matches.slice(0, most);
  return [
    lines([[say('More than one user matches '), bold(oneLine(asked, 200)), say('. Which one?')]]),
    ...shown.flatMap(({ user, account }, index) =>
      buttons(`choice-${index}`, [
        {
          ...button(actionId, place(user, account.name), userValue(user)),
          accessibility_label: `Match ${index + 1}`,
        },
      ]),
    ),
    ...(matches.length > shown.length
      ? [context(`and ${matches.length - shown.length} more. ${otherwise}`)]
      : []),
  ];
}

const place = (user: UserRef, accountName: string): string =>
  `${oneLine(accountName, 30)}/${oneLine(user.userName, 40)}`;

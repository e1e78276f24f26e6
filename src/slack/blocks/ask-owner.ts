import type { ModalView } from '@slack/types';
import type { MessageView } from '../../domain/message.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { AskedOwner, OwnerToAsk } from '../../workflows/use-cases.ts';
import { actions, views } from '../ids.ts';
import { askValue, userValue } from '../user-value.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { modal } from './modal.ts';
import { offerWords } from './offer-words.ts';
import { bold, lines, person, say } from './rich.ts';
import { fitText, oneLine } from './text.ts';
import { beginButton } from './user-buttons.ts';

/** A refusal, and who could do it instead. */
export function refusedWithOwner(
  refusal: Refusal,
  { action, user, owner, ownerName }: OwnerToAsk,
): ModalView {
  const { ask } = offerWords(action);
  return modal(views.answer, {
    title: 'Not yours to do',
    blocks: [
      lines([[say(fitText(refusal.say, 2500))], [say('Its owner is '), person(owner), say('.')]]),
      ...buttons('ask', [
        button(actions.askOwner, `Ask @${oneLine(ownerName, 30)} to ${ask}`, askValue(action, user), {
          style: 'primary',
        }),
        button(actions.showUser, 'Show the user', userValue(user)),
      ]),
    ],
  });
}

export function askedOwner({ owner, asked }: AskedOwner): ModalView {
  return modal(views.answer, {
    title: asked === 'now' ? 'The owner was asked' : 'Asked already',
    close: 'Done',
    blocks: [
      lines(
        asked === 'now'
          ? [
              [person(owner), say(' has a direct message with a button that opens the form.')],
              [say('Nothing has been done yet.')],
            ]
          : [[person(owner), say(' has your message from earlier today. They are not asked twice a day.')]],
      ),
    ],
  });
}

/** To the owner: who asks for what, and the form one click away. */
export function asksOwner({
  by,
  action,
  user,
  account,
}: Extract<MessageView, { kind: 'asks-owner' }>): Drawn {
  const { ask, button: text } = offerWords(action);
  const what = `${oneLine(user.userName, 64)} in ${oneLine(account.name, 100)}`;
  const title = `You are asked to ${ask}: ${what}`;
  return drawn(title, [
    lines([
      [bold(title)],
      [say('Asked by '), person(by), say(', who may not do it: you own it. Nothing has been done.')],
      [
        bold('What to do  '),
        say('Open the form; it does nothing before you send it. If it isn’t needed, tell '),
        person(by),
        say('.'),
      ],
    ]),
    ...buttons('asked', [
      beginButton(action, text, user, { style: 'primary' }),
      button(actions.showUser, 'Show the user', userValue(user)),
    ]),
  ]);
}

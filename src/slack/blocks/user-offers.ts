import type { KnownBlock, ModalView } from '@slack/types';
import type { UserRef } from '../../domain/user.ts';
import type { Shown } from '../../workflows/use-cases.ts';
import { actions, views } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { button, buttons } from './message.ts';
import { modal } from './modal.ts';
import { offerGroups, offerWords } from './offer-words.ts';
import { bold, lines, say } from './rich.ts';
import { oneLine, plain } from './text.ts';
import { offerButton, protectedWords } from './user-buttons.ts';

type ShownUser = Extract<Shown, { kind: 'user' }>;

/** Everything that can be done about a user as it is, sorted, each with what it does. */
export function userOffers({ user, account, offers }: ShownUser): ModalView {
  return modal(views.answer, {
    title: 'What can be done',
    blocks: [
      lines([[say(`For ${oneLine(user.userName, 64)} in ${oneLine(account.name, 100)}`)]]),
      ...(offers.length === 0
        ? [protectedWords]
        : offerGroups.flatMap((group) => groupOf(group, offers, user))),
      ...buttons('offers', [button(actions.showUser, 'Show the user', userValue(user))]),
    ],
  });
}

function groupOf(group: string, offers: readonly string[], user: UserRef): KnownBlock[] {
  const these = offers.filter((id) => offerWords(id).group === group);
  if (these.length === 0) return [];
  return [
    lines([[bold(group)]]),
    ...these.map(
      (id): KnownBlock => ({
        type: 'section',
        block_id: `offer-${id}`.slice(0, 255),
        text: plain(offerWords(id).does, 500),
        accessory: offerButton(id, user),
      }),
    ),
  ];
}

import type { ModalView } from '@slack/types';
import type { SlackUserId } from '../../domain/ids.ts';
import { answerModal, refused } from '../blocks/plain-answer.ts';
import { shownUser } from '../blocks/user-card.ts';
import { userOffers } from '../blocks/user-offers.ts';
import { readUserValue } from '../user-value.ts';
import { afterAck, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** More…: everything that fits the user, in a modal of its own or in place of the card. */
export function onMoreActions(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const target = readUserValue(click.value);
    if (!target) return tell(desk, click, outdatedWords);
    const page = offersPage(desk, click.by, target.name);
    await afterAck(desk, click, () =>
      click.trigger.inModal && click.view
        ? desk.pages.replace(click.view.id, page)
        : desk.pages.open(click.trigger, page),
    );
  };
}

/** What can be done about the user of this name; which one, where several have it. */
export async function offersPage(desk: Desk, by: SlackUserId, name: string): Promise<ModalView> {
  const shown = await desk.useCases.show(by, name);
  if ('say' in shown) return answerModal('User', refused(shown));
  return shown.kind === 'user' ? userOffers(shown) : answerModal('Which user?', shownUser(shown));
}

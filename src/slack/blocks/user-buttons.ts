import type { Button, KnownBlock } from '@slack/types';
import type { UserRef } from '../../domain/user.ts';
import type { Shown } from '../../workflows/use-cases.ts';
import { actions, beginId } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { type ButtonLook, button, buttons } from './message.ts';
import { offerWords } from './offer-words.ts';
import { lines, say } from './rich.ts';

type ShownUser = Extract<Shown, { kind: 'user' }>;

/** What is done most often, in the order of the card's buttons; the rest is behind “More…”. */
const likely = [
  'rotate-access-key',
  'restore-user',
  'claim-user',
  'adopt-user',
  'extend-user',
  'tag-user',
  'quarantine-user',
] as const;

/** What can be done about a user as it is: only what fits. Whether this person may is said by the form. */
export function userButtons({ user, offers }: ShownUser): KnownBlock[] {
  const first = likely.filter(
    // A user that isn't known here yet is brought in first; its end date comes with that.
    (id) => offers.includes(id) && !(id === 'extend-user' && offers.includes('adopt-user')),
  );
  const rest = offers.filter((id) => !first.some((shown) => shown === id));
  // A menu with one line in it is a button too many.
  const shown = rest.length === 1 ? [...first, ...rest] : first;
  return buttons('user', [
    ...shown.map((id) => offerButton(id, user)),
    ...(rest.length > 1 ? [button(actions.moreActions, 'More…', userValue(user))] : []),
    button(actions.showAudit, 'History', userValue(user)),
  ]);
}

/** In place of buttons where there are none. */
export const protectedWords: KnownBlock = lines([
  [say('It is protected: nothing here may touch it. Whoever keeps the break-glass users can.')],
]);

/** The button of an action on this user, as every surface has it. */
export function offerButton(action: string, user: UserRef): Button {
  const look: ButtonLook = action === 'quarantine-user' ? { style: 'danger' } : {};
  return beginButton(action, offerWords(action).button, user, look);
}

/** Opens the form of an action on this user. */
export function beginButton(
  action: string,
  text: string,
  user: UserRef,
  { accessKeyId, ...look }: ButtonLook & { readonly accessKeyId?: string } = {},
): Button {
  return button(beginId(action), text, userValue(user, accessKeyId), look);
}

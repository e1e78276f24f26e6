import type { Button, KnownBlock } from '@slack/types';
import { ownerOf } from '../../domain/ownership.ts';
import type { UserRef } from '../../domain/user.ts';
import type { Shown } from '../../workflows/use-cases.ts';
import { actions, beginId } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { type ButtonLook, button, buttons } from './message.ts';

type ShownUser = Extract<Shown, { kind: 'user' }>;

/** What can be done about a user as it is: only what fits. Whether this person may is said by the form. */
export function userButtons(shown: ShownUser): KnownBlock[] {
  const { user, facts, quarantined } = shown;
  const keys = facts.user.accessKeys;
  const isOwned = ownerOf(facts.user) !== undefined;
  return buttons('user', [
    beginButton('tag-user', 'Tags…', user),
    isOwned ? beginButton('extend-user', 'Extend…', user) : beginButton('claim-user', 'Claim…', user),
    ...(keys.some((key) => key.status === 'Active')
      ? [beginButton('disable-access-key', 'Disable a key…', user)]
      : []),
    ...(keys.some((key) => key.status === 'Inactive')
      ? [beginButton('enable-access-key', 'Enable a key…', user)]
      : []),
    ...(keys.some((key) => key.status !== 'Active')
      ? [beginButton('delete-access-key', 'Delete a key…', user)]
      : []),
    quarantined
      ? beginButton('restore-user', 'Restore…', user)
      : beginButton('quarantine-user', 'Quarantine…', user, { style: 'danger' }),
    button(actions.showAudit, 'History', userValue(user)),
  ]);
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

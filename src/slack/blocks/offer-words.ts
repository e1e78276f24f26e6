import { actionById } from '../../actions/index.ts';

/** Where people look for an action. */
export const offerGroups = [
  'Who answers for it',
  'Its keys and password',
  'What it may do',
  'Stop it',
] as const;
type OfferGroup = (typeof offerGroups)[number];

/** An action as it is offered on a user: on its button, and in a sentence beside it. */
export interface OfferWords {
  readonly button: string;
  readonly does: string;
  readonly group: OfferGroup;
}

const [owning, credentials, permissions, stopping] = offerGroups;

const words: Readonly<Record<string, OfferWords>> = {
  'tag-user': { button: 'Tags…', does: 'Set and remove tags.', group: owning },
  'claim-user': { button: 'Claim…', does: 'Answer for a user that nobody owns.', group: owning },
  'extend-user': { button: 'Extend…', does: 'Move its end date.', group: owning },
  'transfer-user': {
    button: 'Transfer…',
    does: 'Somebody else answers for it, once they accept.',
    group: owning,
  },
  'adopt-user': {
    button: 'Adopt…',
    does: 'Bring in a user that was made elsewhere. Its keys are not touched.',
    group: owning,
  },
  'change-access': {
    button: 'Access…',
    does: 'Change what it may do, and from which networks.',
    group: permissions,
  },
  'rotate-access-key': {
    button: 'Rotate a key…',
    does: 'A new key; the old one goes when the new one is in use.',
    group: credentials,
  },
  'create-access-key': {
    button: 'Create a key…',
    does: 'One more key. Its secret never enters Slack.',
    group: credentials,
  },
  'disable-access-key': {
    button: 'Disable a key…',
    does: 'AWS refuses it until it is enabled again.',
    group: credentials,
  },
  'enable-access-key': { button: 'Enable a key…', does: 'A disabled key works again.', group: credentials },
  'delete-access-key': {
    button: 'Delete a key…',
    does: 'A disabled key goes, for good.',
    group: credentials,
  },
  'remove-login-profile': {
    button: 'Remove the password…',
    does: 'Nobody signs in to the console with it any more.',
    group: credentials,
  },
  'quarantine-user': {
    button: 'Quarantine…',
    does: 'Deny everything and disable its keys. Restoring gives back exactly what was there.',
    group: stopping,
  },
  'restore-user': { button: 'Restore…', does: 'Take its quarantine back, exactly.', group: stopping },
  'offboard-user': {
    button: 'Offboard…',
    does: 'Stop it now, delete it after a grace period. Undo works until then.',
    group: stopping,
  },
};

/** An action without words of its own is offered by its title. */
export function offerWords(action: string): OfferWords {
  const title = actionById(action)?.title ?? action;
  return words[action] ?? { button: `${title}…`, does: `${title}.`, group: owning };
}

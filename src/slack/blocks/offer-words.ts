import { actionById } from '../../actions/index.ts';

/** Where people look for an action. */
export const offerGroups = [
  'Who answers for it',
  'Its keys and password',
  'What it may do',
  'What is found about it',
  'Stop it',
] as const;
type OfferGroup = (typeof offerGroups)[number];

/** An action as it is offered on a user: on its button, and in a sentence beside it. */
export interface OfferWords {
  readonly button: string;
  readonly does: string;
  /** What its owner is asked for: “Ask @Ines to …”. */
  readonly ask: string;
  readonly group: OfferGroup;
}

const [owning, credentials, permissions, findings, stopping] = offerGroups;

const words: Readonly<Record<string, OfferWords>> = {
  'tag-user': { button: 'Tags…', does: 'Set and remove tags.', ask: 'change its tags', group: owning },
  'claim-user': {
    button: 'Claim…',
    does: 'Answer for a user that nobody owns.',
    ask: 'claim it',
    group: owning,
  },
  'extend-user': { button: 'Extend…', does: 'Move its end date.', ask: 'move its end date', group: owning },
  'transfer-user': {
    button: 'Transfer…',
    does: 'Somebody else answers for it, once they accept.',
    ask: 'hand it over',
    group: owning,
  },
  'adopt-user': {
    button: 'Adopt…',
    does: 'Bring in a user that was made elsewhere. Its keys are not touched.',
    ask: 'adopt it',
    group: owning,
  },
  'change-access': {
    button: 'Access…',
    does: 'Change what it may do, and from which networks.',
    ask: 'change its access',
    group: permissions,
  },
  'rotate-access-key': {
    button: 'Rotate a key…',
    does: 'A new key; the old one goes when the new one is in use.',
    ask: 'rotate its key',
    group: credentials,
  },
  'create-access-key': {
    button: 'Create a key…',
    does: 'One more key. Its secret never enters Slack.',
    ask: 'create a key for it',
    group: credentials,
  },
  'disable-access-key': {
    button: 'Disable a key…',
    does: 'AWS refuses it until it is enabled again.',
    ask: 'disable one of its keys',
    group: credentials,
  },
  'enable-access-key': {
    button: 'Enable a key…',
    does: 'A disabled key works again.',
    ask: 'enable one of its keys',
    group: credentials,
  },
  'delete-access-key': {
    button: 'Delete a key…',
    does: 'A disabled key goes, for good.',
    ask: 'delete one of its keys',
    group: credentials,
  },
  'remove-login-profile': {
    button: 'Remove the password…',
    does: 'Nobody signs in to the console with it any more.',
    ask: 'remove its console password',
    group: credentials,
  },
  'exempt-finding': {
    button: 'Accept a finding…',
    does: 'It asks nobody for anything any more, until a day.',
    ask: 'have a finding accepted',
    group: findings,
  },
  'quarantine-user': {
    button: 'Quarantine…',
    does: 'Deny everything and disable its keys. Restoring gives back exactly what was there.',
    ask: 'quarantine it',
    group: stopping,
  },
  'restore-user': {
    button: 'Restore…',
    does: 'Take its quarantine back, exactly.',
    ask: 'restore it',
    group: stopping,
  },
  'offboard-user': {
    button: 'Offboard…',
    does: 'Stop it now, delete it after a grace period. Undo works until then.',
    ask: 'offboard it',
    group: stopping,
  },
};

/** An action without words of its own is offered by its title. */
export function offerWords(action: string): OfferWords {
  const title = actionById(action)?.title ?? action;
  return words[action] ?? { button: `${title}…`, does: `${title}.`, ask: `do this: ${title}`, group: owning };
}

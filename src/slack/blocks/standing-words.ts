import type { ChangeRequest } from '../../domain/change-request.ts';
import { isPutOff, type Standing } from './gate-words.ts';
import { oneLine } from './text.ts';

/** What has come to pass before a gate, what it means for the user, and what its owner can do. */
export interface StandingWords {
  readonly happened: string;
  readonly means: string;
  readonly todo: string;
}

/** By action where there is more to say than the gate says itself. */
export function standingWords(request: ChangeRequest, standing: Standing): StandingWords {
  const user = oneLine(request.target.userName, 64);
  switch (request.action) {
    case 'rotate-access-key':
      return rotationWords(user, standing, isAgain(request, standing));
    case 'transfer-user':
      return {
        happened: `You are asked to take over ${user}.`,
        means:
          'Whoever owns a user answers for it, and can change its tags and keys. Until you answer, its owner stays the owner.',
        todo: 'Look at the user first. If it isn’t yours to answer for, say no.',
      };
    case 'offboard-user':
      return {
        happened: `${user} is on its way out: everything is denied to it, and its credentials are disabled.`,
        means: 'Nothing is deleted yet. Until then, Undo gives back exactly what was there.',
        todo: 'If something has stopped that is still needed, undo it. Otherwise there is nothing to do.',
      };
    case 'quarantine-user':
      return {
        happened: `${user} is in quarantine: it can do nothing.`,
        means: 'It stays so until somebody decides. Nothing is lifted by itself.',
        todo: `If it is safe again, restore it: /iam restore ${user}. If it isn’t needed, offboard it.`,
      };
    default:
      return {
        happened: `${oneLine(request.summary.title, 150)} has stopped at an agreed point.`,
        means: 'What comes next has not begun.',
        todo:
          standing.gate.kind === 'wait'
            ? 'If something is wrong, take it back. Otherwise there is nothing to do.'
            : 'Answer below.',
      };
  }
}

/** Whether it stood before this gate already, and what came after it was taken back. */
const isAgain = ({ holds }: ChangeRequest, { hold }: Standing): boolean =>
  holds.slice(0, holds.indexOf(hold)).some((earlier) => earlier.stage === hold.stage);

function rotationWords(user: string, standing: Standing, again: boolean): StandingWords {
  const { gate } = standing;
  if (gate.kind === 'wait') {
    const key = gate.unlessUsed ? ` …${gate.unlessUsed.slice(-4)}` : '';
    return isPutOff(standing)
      ? {
          happened: `Something still uses the old key${key} of ${user}, which is disabled.`,
          means:
            'AWS refuses it, so whatever that is does not work. The key is not deleted while it is used.',
          todo: 'Find what still has the old key and give it the new one, or enable the old key again.',
        }
      : {
          happened: `The old key${key} of ${user} is disabled${again ? ' again' : ''}.`,
          means: 'AWS refuses whatever still uses it. The key itself is kept for now.',
          todo: 'If something has stopped, enable the old key again. Otherwise there is nothing to do.',
        };
  }
  const key = gate.kind === 'observe' ? ` …${gate.oldKey.slice(-4)}` : '';
  return {
    happened: again
      ? `The old key${key} of ${user} works again, beside the new one.`
      : `${user} has a new key. The old one${key} still works.`,
    means: 'Both keys work until you have switched, so nothing breaks in the meantime.',
    todo: again
      ? 'Find what still had the old key and give it the new one, then say so.'
      : 'Put the new key wherever the old one is used, then say so.',
  };
}

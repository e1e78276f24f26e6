import type { MessageView } from '../../domain/message.ts';
import { asksOwner } from './ask-owner.ts';
import { bulletinMessage } from './bulletin-message.ts';
import { gateMessage, gateReminder } from './gate-message.ts';
import { handOverMessage } from './hand-over.ts';
import type { Drawn } from './message.ts';
import { readyAnswerMessage } from './ready-answer.ts';
import { requestCard } from './request-card.ts';
import { requestStatus } from './request-status.ts';
import { termOver } from './term-over.ts';
import { askedAgainNote, decided, escalation, reminder } from './thread-notes.ts';
import { told } from './told.ts';

/** Every message that the bot posts by itself. */
export function drawMessage(message: MessageView): Drawn {
  switch (message.kind) {
    case 'request-card':
      return requestCard(message.view);
    case 'request-status':
      return requestStatus(message.view);
    case 'reminder':
      return reminder(message);
    case 'escalation':
      return escalation(message);
    case 'asked-again':
      return askedAgainNote(message);
    case 'decided':
      return decided(message);
    case 'hand-over':
      return handOverMessage(message.view);
    case 'gate':
      return gateMessage(message);
    case 'gate-reminder':
      return gateReminder(message);
    case 'told':
      return told(message.view);
    case 'term-over':
      return termOver(message.view);
    case 'asks-owner':
      return asksOwner(message);
    case 'ready-answer':
      return readyAnswerMessage(message.answer);
    default:
      return bulletinMessage(message);
  }
}

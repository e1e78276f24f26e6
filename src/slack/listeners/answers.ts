import type { ChannelId, SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { UseCases } from '../../workflows/use-cases.ts';
import { auditTrail } from '../blocks/audit-trail.ts';
import { digestAnswer } from '../blocks/digest.ts';
import { foundUsers } from '../blocks/found-users.ts';
import { helpText, menu, unknownCommand } from '../blocks/menu.ts';
import type { Drawn } from '../blocks/message.ts';
import { refused } from '../blocks/plain-answer.ts';
import { mineList, pendingList } from '../blocks/request-list.ts';
import { shownUser } from '../blocks/user-card.ts';
import type { CommandLine } from '../command-usage.ts';

export type Question = Exclude<CommandLine, { kind: 'request' | 'begin' }>;

/** The answer to a command that only looks. */
export async function answerTo(
  useCases: UseCases,
  by: SlackUserId,
  question: Question,
  channel?: ChannelId,
): Promise<Drawn> {
  switch (question.kind) {
    case 'menu':
      return menu();
    case 'unknown':
    case 'incomplete':
      return unknownCommand(question);
    case 'help':
      return or(await useCases.help(by), helpText);
    case 'pending':
      return or(await useCases.pending(by), pendingList);
    case 'mine':
      return or(await useCases.mine(by), mineList);
    case 'digest':
      return or(await useCases.findings.digest(by, channel), digestAnswer);
    case 'show':
      return or(await useCases.show(by, question.subject), shownUser);
    case 'find':
      return or(await useCases.find(by, question.subject), foundUsers);
    case 'audit':
      return or(await useCases.audit(by, question.subject), auditTrail);
  }
}

export function titleOf(question: Question): string {
  switch (question.kind) {
    case 'pending':
      return 'Waiting for you';
    case 'mine':
      return 'Mine';
    case 'digest':
      return 'Findings';
    case 'show':
      return 'User';
    case 'find':
      return 'Users found';
    case 'audit':
      return 'History';
    case 'help':
      return 'Help';
    case 'menu':
    case 'unknown':
    case 'incomplete':
      return 'Chatelaine';
  }
}

function or<T extends object>(answer: T | Refusal, draw: (answer: T) => Drawn): Drawn {
  return isRefusal(answer) ? refused(answer) : draw(answer);
}

function isRefusal(answer: object): answer is Refusal {
  return 'code' in answer && 'say' in answer;
}

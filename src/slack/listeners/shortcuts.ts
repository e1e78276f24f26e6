import type { GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { answerModal, sentence } from '../blocks/plain-answer.ts';
import { failureWords } from '../failure-words.ts';
import { subjectInText } from '../subject-in-text.ts';
import { answerTo } from './answers.ts';
import type { Desk } from './desk.ts';
import { startRequest } from './start-request.ts';

const notFoundWords =
  'There is no user name, ARN or access key id in this message. Use /iam show <user> to name one yourself.';

/** Ask for a service account, from anywhere. */
export function onRequestShortcut(desk: Desk) {
  return async ({ ack, body }: SlackShortcutMiddlewareArgs<GlobalShortcut>): Promise<void> => {
    await ack();
    const by = SlackUserId.parse(body.user.id);
    await startRequest(desk, by, { id: body.trigger_id }, (text) => desk.chat.whisper({ person: by }, text));
  };
}

/** Show this user: the one that a message is about. */
export function onShowUserShortcut(desk: Desk) {
  return async ({ ack, body }: SlackShortcutMiddlewareArgs<MessageShortcut>): Promise<void> => {
    await ack();
    const by = SlackUserId.parse(body.user.id);
    const subject = subjectInText(body.message.text ?? '');
    const answer = subject
      ? answerTo(desk.useCases, by, { kind: 'show', subject })
      : Promise.resolve(sentence(notFoundWords));
    try {
      await desk.pages.open(
        { id: body.trigger_id },
        answer.then((drawn) => answerModal('User', drawn)),
      );
    } catch (error) {
      await desk.chat.whisper({ person: by }, failureWords(error, desk.log));
    }
  };
}

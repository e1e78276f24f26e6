import type { GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { SlackUserId } from '../../domain/ids.ts';
import type { Shown } from '../../workflows/use-cases.ts';
import { actPage } from '../blocks/act-page.ts';
import { chooseAmong } from '../blocks/choose-user.ts';
import { answerModal, refused, sentence } from '../blocks/plain-answer.ts';
import { shownUser } from '../blocks/user-card.ts';
import { userOffers } from '../blocks/user-offers.ts';
import { failureWords } from '../failure-words.ts';
import { actions } from '../ids.ts';
import { subjectInText, wordsIn } from '../subject-in-text.ts';
import { userValue } from '../user-value.ts';
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

/** Change an AWS user, from anywhere: which one, and what for. */
export function onActShortcut(desk: Desk) {
  return async ({ ack, body }: SlackShortcutMiddlewareArgs<GlobalShortcut>): Promise<void> => {
    await ack();
    await open(desk, SlackUserId.parse(body.user.id), body.trigger_id, Promise.resolve(actPage()));
  };
}

/** Show this user: the one that a message is about. */
export function onShowUserShortcut(desk: Desk) {
  return onMessage(desk, {
    one: (shown) => answerModal('User', shownUser(shown)),
    button: actions.showUser,
    none: () => answerModal('User', sentence(notFoundWords)),
  });
}

/** Change this user: everything that can be done about the one that a message is about. */
export function onChangeUserShortcut(desk: Desk) {
  return onMessage(desk, {
    one: userOffers,
    button: actions.moreActions,
    none: () => actPage('This message names no user that I know. Choose one.'),
  });
}

interface About {
  readonly one: (shown: Extract<Shown, { kind: 'user' }>) => ModalView;
  /** Pressed on one of several users. */
  readonly button: string;
  readonly none: () => ModalView;
}

function onMessage(desk: Desk, about: About) {
  return async ({ ack, body }: SlackShortcutMiddlewareArgs<MessageShortcut>): Promise<void> => {
    await ack();
    const by = SlackUserId.parse(body.user.id);
    await open(desk, by, body.trigger_id, pageAbout(desk, by, wordsIn(body.message), about));
  };
}

async function pageAbout(desk: Desk, by: SlackUserId, text: string, about: About): Promise<ModalView> {
  const named = await desk.useCases.named(by, text);
  if ('say' in named) return answerModal('User', refused(named));
  const [match, ...others] = named;
  if (match && others.length > 0) return chooseAmong({ asked: 'this message', matches: named }, about.button);
  // A user may be younger than the list of names.
  const subject = match ? userValue(match.user) : subjectInText(text);
  if (subject === undefined) return about.none();
  const shown = await desk.useCases.show(by, subject);
  if ('say' in shown) return match ? answerModal('User', refused(shown)) : about.none();
  return shown.kind === 'user' ? about.one(shown) : chooseAmong(shown, about.button);
}

async function open(desk: Desk, by: SlackUserId, triggerId: string, page: Promise<ModalView>): Promise<void> {
  try {
    await desk.pages.open({ id: triggerId }, page);
  } catch (error) {
    await desk.chat.whisper({ person: by }, failureWords(error, desk.log));
  }
}

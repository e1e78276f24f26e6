import { parseCommandLine } from '../command-line.ts';
import { readUserValue } from '../user-value.ts';
import { answerTo, type Question, titleOf } from './answers.ts';
import { beginAction } from './begin.ts';
import { afterAck, answerClick, type Click, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';
import { startRequest } from './start-request.ts';

/** A button that asks one fixed question: Waiting for me, Mine, Help, All commands. */
export function onQuestion(desk: Desk, question: Question) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    await reply(desk, readClick({ body, action }), question);
  };
}

/** A button about one user: show it, or its history. */
export function onUser(desk: Desk, kind: 'show' | 'audit') {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const target = readUserValue(click.value);
    if (!target) return tell(desk, click, outdatedWords);
    await reply(desk, click, { kind, subject: target.name });
  };
}

/** Run it: the corrected command, read again as if it had been typed. */
export function onRunCommand(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const line = parseCommandLine(click.value ?? '');
    if (line.kind === 'request') return start(desk, click);
    if (line.kind === 'begin')
      return beginAction(desk, click.by, click.trigger, line.wish, (text) => tell(desk, click, text));
    await reply(desk, click, line);
  };
}

export function onStartRequest(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    await start(desk, readClick({ body, action }));
  };
}

const start = (desk: Desk, click: Click) =>
  startRequest(desk, click.by, click.trigger, (text) => tell(desk, click, text));

const reply = (desk: Desk, click: Click, question: Question) =>
  afterAck(desk, click, () =>
    answerClick(
      desk,
      click,
      titleOf(question),
      answerTo(desk.useCases, click.by, question, click.place.channel),
    ),
  );

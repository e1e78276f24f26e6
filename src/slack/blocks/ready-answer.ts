import type { KnownBlock, ModalView } from '@slack/types';
import type { ReadyAnswer } from '../../domain/ready-answer.ts';
import type { FormPage } from '../../workflows/use-cases.ts';
import { actions, fields, views } from '../ids.ts';
import { chunks } from './chunks.ts';
import { button, buttons, context, type Drawn, divider, drawn, header } from './message.ts';
import { modal } from './modal.ts';
import { bold, type Line, lines, preformatted, say } from './rich.ts';
import { asTyped, fitText, oneLine, plain } from './text.ts';

type AnswerPage = Extract<FormPage, { page: 'answer' }>;

/** Longer code is cut at a line's end; each piece copies as it is. */
const maxPiece = 3000;

/** The finished answer, to be copied; from here back to the questions, into a direct message, or on to a user all the same. */
export function readyAnswerPage(page: AnswerPage): ModalView {
  const { answer, asks, draftId } = page;
  return modal(views.answerReady, {
    title: 'Here is your role',
    close: 'Done',
    metadata: draftId,
    ...(asks ? { submit: 'Ask for a user' } : {}),
    blocks: [
      lines([[bold(answer.title)], [say(answer.means)]]),
      ...buttons('answer', [
        ...(page.sent ? [] : [button(actions.sendAnswer, 'Send it to me', draftId, { style: 'primary' })]),
        button(actions.changeAnswers, 'Change the answers', draftId),
        ...(asks ? [] : [button(actions.declineRole, 'I still need a user', draftId)]),
      ]),
      ...(page.sent ? [context('✓ Sent: it is in your direct messages with me.')] : []),
      ...(asks ? [reasonInput(asks, page.insist)] : []),
      divider,
      ...answerBlocks(answer),
    ],
  });
}

/** The same as a message, where it can be copied on another machine. */
export function readyAnswerMessage(answer: ReadyAnswer): Drawn {
  return drawn(`${answer.title}. ${answer.means}`, [
    header(answer.title),
    lines([[say(answer.means)]]),
    ...answerBlocks(answer),
  ]);
}

function answerBlocks({ steps, permissions, sources }: ReadyAnswer): KnownBlock[] {
  return [
    ...steps.flatMap(({ title, text, code }): KnownBlock[] => [
      lines([[bold(title)], ...(text === undefined ? [] : [[say(text)]])]),
      ...(code === undefined ? [] : chunks(code, maxPiece).map(preformatted)),
    ]),
    lines([[bold('What it may do')], [say(permissions)]]),
    lines(sourceLines(sources)),
  ];
}

/** Pages to read on, as links; only what is served with https. */
export function sourceLines(sources: ReadyAnswer['sources']): readonly Line[] {
  return sources
    .filter(({ url }) => /^https:\/\//.test(url))
    .map(({ url, title }): Line => [{ type: 'link', url, text: fitText(oneLine(title, 200), 200) }]);
}

function reasonInput(asks: NonNullable<AnswerPage['asks']>, insist: string | undefined): KnownBlock {
  return {
    type: 'input',
    block_id: 'insist',
    label: plain(asks.label, 2000),
    hint: plain(asks.hint, 2000),
    element: {
      type: 'plain_text_input',
      action_id: fields.insist,
      multiline: true,
      max_length: 500,
      ...(insist ? { initial_value: asTyped(insist, 500) } : {}),
    },
  };
}

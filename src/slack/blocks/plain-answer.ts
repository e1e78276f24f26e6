import type { ModalView } from '@slack/types';
import type { Refusal } from '../../domain/refusal.ts';
import { views } from '../ids.ts';
import { type Drawn, drawn } from './message.ts';
import { modal } from './modal.ts';
import { lines, say } from './rich.ts';
import { fitText } from './text.ts';

/** A sentence by itself. */
export function sentence(text: string): Drawn {
  return drawn(text, [lines([[say(fitText(text, 3000))]])]);
}

export const refused = (refusal: Refusal): Drawn => sentence(refusal.say);

/** The same answer in a modal, where there is no conversation to put it into. */
export function answerModal(title: string, { blocks }: Drawn): ModalView {
  return modal(views.answer, { title, blocks });
}

export const unavailableWords =
  'Slack, AWS or the database can’t be reached just now. Nothing was changed by this click. Try again in a minute.';

export function brokenWords(reference: string): string {
  return `Something broke. Nothing more was done. Tell the people who run Chatelaine the reference ${reference}.`;
}

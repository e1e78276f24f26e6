import type { ModalView } from '@slack/types';
import type { FormPage } from '../../workflows/use-cases.ts';
import type { Wish } from '../wish.ts';
import { refusedWithOwner } from './ask-owner.ts';
import { chooseUserPage } from './choose-user.ts';
import { detailsPage } from './form-details.ts';
import { pathPage } from './form-path.ts';
import { previewPage, refusalPage } from './form-preview.ts';
import { readyAnswerPage } from './ready-answer.ts';

export interface Around {
  /** For the details page: how often the bot has changed each field. */
  readonly revisions?: ReadonlyMap<string, number>;
  /** For the choice among several users: what is to begin with the one chosen. */
  readonly wish?: Wish;
}

/** Any page of a form. */
export function formPage(page: FormPage, { revisions, wish }: Around = {}): ModalView {
  switch (page.page) {
    case 'path':
      return pathPage(page);
    case 'answer':
      return readyAnswerPage(page);
    case 'details':
      return detailsPage(page, revisions);
    case 'preview':
      return previewPage(page);
    case 'choices':
      return chooseUserPage(page, wish);
    case 'stopped':
      return page.ask ? refusedWithOwner(page.refusal, page.ask) : refusalPage(page.refusal);
  }
}

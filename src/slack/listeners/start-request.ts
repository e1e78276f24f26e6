import type { SlackUserId } from '../../domain/ids.ts';
import { formPage } from '../blocks/form-page.ts';
import { failureWords } from '../failure-words.ts';
import type { Trigger } from '../pages.ts';
import type { Desk } from './desk.ts';

/** Opens the request form, from wherever it was asked for. `tell` is for when even that isn't possible. */
export async function startRequest(
  desk: Desk,
  by: SlackUserId,
  trigger: Trigger,
  tell: (text: string) => Promise<void>,
): Promise<void> {
  try {
    await desk.pages.open(
      trigger,
      desk.useCases.form.open(by).then((page) => formPage(page)),
    );
  } catch (error) {
    await tell(failureWords(error, desk.log));
  }
}

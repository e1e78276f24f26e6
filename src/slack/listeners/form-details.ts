import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { formPage } from '../blocks/form-page.ts';
import { loadingPage, refusalPage } from '../blocks/form-preview.ts';
import { failureWords } from '../failure-words.ts';
import { afterAck, type ClickArgs, readClick } from './click.ts';
import type { Desk } from './desk.ts';
import { besideFields, readValues, revisionsOf, type State } from './form-values.ts';

/**
 * Typed or chosen while the form is open: the notes beside the fields are drawn anew. The view's hash keeps an answer
 * from overwriting a change it hasn't seen; if only an older answer came between, it is drawn after all.
 */
export function onTyping(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const { view } = click;
    if (!view) return;
    const isLatest = desk.latest.begin(view.id);
    await afterAck(desk, click, async () => {
      const state: State = view.state.values;
      const page = await desk.useCases.form.typing(click.by, view.private_metadata, readValues(state));
      if (!isLatest()) return;
      const drawn = formPage(
        page,
        page.page === 'details' ? { revisions: revisionsOf(state, page.values) } : {},
      );
      const outcome = await desk.pages.update(view.id, drawn, view.hash);
      if (outcome === 'newer' && isLatest()) await desk.pages.update(view.id, drawn);
    });
  };
}

/** See the plan: quick checks within the acknowledgement, then AWS is read while a page says so. */
export function onDetailsSubmitted(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const draftId = view.private_metadata;
    const state: State = view.state.values;
    // What was typed before and is still being looked up must not be drawn over the plan.
    desk.latest.begin(view.id);
    const checked = await desk.useCases.form.check(by, draftId, readValues(state));
    if (checked !== 'fits')
      return ack({ response_action: 'errors', errors: besideFields(checked.errors, state) });
    await ack({
      response_action: 'update',
      view: loadingPage('Making the plan', 'Making the plan … The account is being read.', draftId),
    });
    const page = await desk.useCases.form
      .preview(by, draftId)
      .then((made) => formPage(made))
      .catch((error: unknown) =>
        refusalPage({ code: 'unavailable', say: failureWords(error, desk.log) }, draftId),
      );
    await desk.pages.update(view.id, page);
  };
}

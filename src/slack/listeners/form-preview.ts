import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { formPage } from '../blocks/form-page.ts';
import { refusalPage, type runningPage, type sentPage } from '../blocks/form-preview.ts';
import { afterAck, type ClickArgs, readClick } from './click.ts';
import type { Desk } from './desk.ts';

/** Change something: back to the form with everything that was typed. */
export function onBackToDetails(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const { view } = click;
    if (!view) return;
    await afterAck(desk, click, () =>
      desk.pages.replace(
        view.id,
        desk.useCases.form.details(click.by, view.private_metadata).then((page) => formPage(page)),
      ),
    );
  };
}

/** Submits what the preview showed: committed before it is acknowledged; a repetition gets the same answer. */
export function onPreviewSubmitted(desk: Desk, sent: typeof sentPage | typeof runningPage) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const draftId = view.private_metadata;
    const result = await desk.useCases.form.submit(by, draftId);
    const page = 'kind' in result ? sent(result.requestId) : refusalPage(result, draftId);
    await ack({ response_action: 'update', view: page });
  };
}
